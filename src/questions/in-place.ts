import { cueSet, only, without } from "../language/cue-set.ts";
import type { Cue } from "../language/cues.ts";
import { countryOf, type Term } from "../language/term.ts";
import { hasCue, type Reading, says } from "./reading.ts";
import { isAny, overFillers } from "./scan.ts";

/** The term without the meaning that it cannot have where it stands. */
export function inPlace(term: Term, at: number, terms: readonly Term[]): Term {
  const dropped = droppedAt(term, at, terms);
  if (!dropped) return term;
  return {
    ...term,
    cues: without(term.cues, only(dropped)),
    senses: term.senses.filter((sense) => sense.kind !== "cue" || sense.cue !== dropped),
  };
}

const TAG = only("tag");
const NOT = only("not");

/** "…, ikke det?" after a pause is a tag, "hvilke er ikke det?" denies, and "da" at the end asks nothing. */
function droppedAt(term: Term, at: number, terms: readonly Term[]): Cue | null {
  const isLast = at === terms.length - 1 && at > 0;
  if (hasCue(term, TAG) && hasCue(term, NOT)) return term.afterPause && isLast ? "not" : "tag";
  return isLast && hasCue(term, "when") && hasCue(term, "filler") ? "when" : null;
}

/** "Not signed: Norway?", but not "¿No firmó Eslovaquia?", which asks with a verb of its own. */
export function opensDenied(terms: readonly Term[]): boolean {
  const first = overFillers(terms, 0);
  if (!hasCue(terms[first], NOT)) return false;
  const subject = terms[first + 2];
  const isNamed = subject !== undefined && countryOf(subject) !== null && !subject.afterPause;
  return !(isNamed && isAny(terms, first + 1, ["sign", "join"]));
}

const LENGTHS = cueSet(["date", "year"]);
const SIDES: readonly Cue[] = ["before", "after"];

/** "A year before Norway", "the day after Brexit": a length of time, and no date; "how many times a year" is none. */
export function isLength(terms: readonly Term[], at: number, reading: Reading): boolean {
  const apart = at > 0 && isAny(terms, at + 1, SIDES);
  if (hasCue(terms[at], "when")) return apart && !terms[at + 1]?.afterPause;
  if (!hasCue(terms[at], LENGTHS) || says(reading, "often")) return false;
  return apart || hasCue(terms[at - 1], "a");
}
