import { only } from "../language/cue-set.ts";
import { hasCue, type Reading, says } from "./reading.ts";
import { countriesAt, isAny, overFillers, type Scene } from "./scan.ts";

const NOT = only("not");

/** "Has Norway signed but not Poland?", "Norway signed, and Poland not": the contrary said of another country. */
export function bindContrast(scene: Scene, at: number, reading: Reading): number {
  if (says(reading, NOT)) return 0;
  return hasCue(scene.terms[at], NOT) ? deniedBefore(scene, at, reading) : deniedAfter(scene, at, reading);
}

function deniedBefore({ terms }: Scene, at: number, reading: Reading): number {
  const start = overFillers(terms, at + 1);
  const { mentions, choice, length } = countriesAt(terms, start);
  const isApart = reading.countries.length > 0 && !isAny(terms, at - 1, ["aux", "not"]);
  if (mentions.length === 0 || choice || !isApart) return 0;
  reading.contrasted.push(...mentions);
  return start - at + length;
}

/** The denial ends the sentence; a verb that came first is said of all countries but the last. */
function deniedAfter({ terms }: Scene, at: number, reading: Reading): number {
  if (!hasCue(terms.at(-1), NOT)) return 0;
  const start = hasCue(terms[at], "and") ? overFillers(terms, at + 1) : at;
  const { mentions, choice, length } = countriesAt(terms, start);
  const after = start + length;
  const last = terms[after];
  const isDenied = hasCue(last, "not") && !last?.afterPause && after === terms.length - 1;
  if (mentions.length === 0 || choice || !isDenied || !says(reading, "sign")) return 0;
  if (reading.countries.length === 0 && mentions.length < 2) return 0;
  const alone = reading.countries.length > 0 ? 0 : mentions.length - 1;
  reading.countries.push(...mentions.slice(0, alone));
  reading.contrasted.push(...mentions.slice(alone));
  return after - at + 1;
}
