import { cueSet } from "../language/cue-set.ts";
import type { Cue } from "../language/cues.ts";
import type { Term } from "../language/term.ts";
import { hasCue, type Reading, says, saysAny } from "./reading.ts";
import { backOverFillers, type CountryList, countriesAt, isAny, overFillers, type Scene } from "./scan.ts";

const BEFORE_COUNTRY = cueSet(["by", "for", "of", "from", "with", "except"]);

/** One country or several: "Norway", "by Norway", "for Norway", "Norway, Sweden or Poland". */
export function bindCountries({ terms }: Scene, at: number, reading: Reading): number {
  const preposition = hasCue(terms[at], BEFORE_COUNTRY);
  const start = preposition ? overFillers(terms, at + 1) : at;
  const list = countriesAt(terms, start);
  // "Med da Tyskland signerte": what follows "when" is a clause of its own.
  if (list.mentions.length === 0 || terms.slice(at + 1, start).some((term) => hasCue(term, "when"))) return 0;
  // "Did Norway sign or Poland?"
  const apart =
    reading.countries.length > 0 && isAny(terms, at - 1, ["or"]) && !isAny(terms, at - 1, ["and"]);
  place(list, { terms, at, preposition }, reading);
  reading.choice ||= list.choice || apart;
  return start - at + list.length;
}

interface Position {
  readonly terms: readonly Term[];
  readonly at: number;
  readonly preposition: boolean;
}

/** Puts a list of countries where the word before it says. */
function place({ mentions }: CountryList, position: Position, reading: Reading): void {
  const { terms, at, preposition } = position;
  const [first] = mentions;
  const term = terms[at];
  const is = (cue: Cue) => preposition && hasCue(term, cue);
  // Where one word is "for" and "by", it is "for" after "who": "¿quién firmó por Noruega?"
  if (is("for") && (!is("by") || says(reading, "who") || says(reading, "person")))
    reading.signedFor.push(...mentions);
  else if (is("except")) reading.excluded.push(...mentions);
  else if (isBeside(position, reading)) reading.beside.push(...mentions);
  else if (isApart(position, reading) && term) reading.stray.push(term);
  else if (is("with") && first && mentions.length === 1) {
    reading.relations.push({ kind: "same-day", country: first.code });
  } else reading.countries.push(...mentions);
}

/** "25 EU countries, the UK and Norway": joined to the number of others. */
function isBeside({ terms, at, preposition }: Position, reading: Reading): boolean {
  if (reading.amounts.length === 0 || reading.countries.length > 0 || preposition) return false;
  const before = backOverFillers(terms, at);
  return hasCue(terms[before], "and") || terms.slice(before + 1, at + 1).some(({ afterPause }) => afterPause);
}

/**
 * "Latvia part of Russia", "Scotland join the UK": a second country that nothing joins to the first;
 * "is he in Norway?": a country as a place; "who joined Norway?": a country as what one joins.
 */
function isApart({ terms, at, preposition }: Position, reading: Reading): boolean {
  if (reading.countries.length > 0) return !isAny(terms, at - 1, ["and", "or"]);
  const before = backOverFillers(terms, at);
  if (isAny(terms, before, ["in"])) return true;
  const joined = isAny(terms, before, ["join"]) || (preposition && isAny(terms, at, ["to"]));
  return joined && saysAny(reading, ["who", "which", "many"]) && !says(reading, "sign");
}
