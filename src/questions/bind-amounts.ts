import { cueSet } from "../language/cue-set.ts";
import type { Cue } from "../language/cues.ts";
import type { Term } from "../language/term.ts";
import type { Bound } from "./query.ts";
import { hasCue, leaveLoose, type Reading, says } from "./reading.ts";
import { backOverFillers, isAny, isBloc, overFillers, type Scene } from "./scan.ts";

const COUNTABLE = cueSet([
  "person",
  "country",
  "signatory",
  "member-state",
  "founder",
  "sign",
  "join",
  "member",
]);

/** "21st", "number 21", "18th or 19th". */
export function bindRank({ terms }: Scene, at: number, reading: Reading): number {
  if (hasCue(terms[at], "position")) {
    const next = overFillers(terms, at + 1);
    const number = numberAt(terms[next], false) ?? numberAt(terms[next], true);
    if (number === null) return 0;
    reading.ranks.push(number);
    return next - at + 1 + moreRanks(terms, next + 1, reading, false);
  }
  const ordinal = numberAt(terms[at], true);
  // "On the 14th" is a day of a month that was not named.
  const onDay = isAny(terms, backOverFillers(terms, at), ["on"]) && !hasCue(terms[at + 1], "position");
  if (ordinal === null || onDay) return 0;
  if (countsDeclarations(terms, at + 1)) return 0;
  reading.ranks.push(ordinal);
  return 1 + moreRanks(terms, at + 1, reading, true);
}

const SIGNING_NOUN = cueSet(["signatory", "country", "member", "member-state", "sign", "join"]);

/** "The second declaration" counts declarations, "the first 1+MG signatory" does not. */
function countsDeclarations(terms: readonly Term[], at: number): boolean {
  return hasCue(terms[at], "declaration") && !hasCue(terms[at + 1], SIGNING_NOUN);
}

function moreRanks(terms: readonly Term[], at: number, reading: Reading, ordinal: boolean): number {
  if (!hasCue(terms[at], "or")) return 0;
  const next = overFillers(terms, at + 1);
  const number = numberAt(terms[next], ordinal);
  if (number === null) return 0;
  reading.ranks.push(number);
  return next - at + 1;
}

/** "the first", "the first five", "los tres últimos", "the latest", "the founders". */
export function bindExtreme({ terms }: Scene, at: number, reading: Reading): number {
  if (reading.extreme || lasts(terms[at], reading)) return 0;
  const before = countBefore(terms, at);
  const word = before === null ? at : at + 1;
  const kind = extremeAt(terms[word]);
  if (!kind) return 0;
  const term = terms[word];
  if (term && !hasCue(term, "founder") && countsDeclarations(terms, word + 1)) {
    reading.stray.push(term);
    return word - at + 1;
  }
  const after = before === null ? countAt(terms[word + 1]) : null;
  reading.extreme = { kind, count: before ?? after };
  if (term && hasCue(term, "founder")) leaveLoose(reading, term);
  return word - at + 1 + (after === null ? 0 : 1);
}

function extremeAt(term: Term | undefined): "first" | "latest" | null {
  if (hasCue(term, "first") || hasCue(term, "founder")) return "first";
  return hasCue(term, "latest") ? "latest" : null;
}

/** "How long did it last?": the verb and not the latest. */
function lasts(term: Term | undefined, reading: Reading): boolean {
  return hasCue(term, "duration") && says(reading, "duration");
}

/** "Five", or "both", which in "les deux derniers" is two. */
function countBefore(terms: readonly Term[], at: number): number | null {
  // A repaired word may be the rest of an ordinal: "twenty-frist".
  if (terms[at + 1]?.repairedTo) return null;
  return hasCue(terms[at], "both") ? 2 : countAt(terms[at]);
}

/** A number that is no year. */
function countAt(term: Term | undefined): number | null {
  const number = numberAt(term, false);
  return number !== null && number < 1000 ? number : null;
}

/** "13 countries", "all 27", "27 EU member states": a number of countries. */
export function bindAmount({ terms }: Scene, at: number, reading: Reading): number {
  const number = numberAt(terms[at], false);
  if (number === null) return 0;
  const bound = boundAt(terms, at + 1);
  if (bound && !reading.bound && number < 1000) {
    reading.bound = bound;
    reading.amounts.push(number);
    return 2;
  }
  let next = overFillers(terms, at + 1);
  while (isBloc(terms[next]) || isAny(terms, next, ["aux", "filler", "other", "not"])) next += 1;
  // "Is the number of signatories 27?"
  const told = at === terms.length - 1 && says(reading, "many") && number < 1000;
  if (!told && !hasCue(terms[next], COUNTABLE) && !hasCue(terms[at - 1], "all")) return 0;
  reading.amounts.push(number);
  return 1;
}

const BOUNDS = [
  ["more-than", "more"],
  ["fewer-than", "fewer"],
  ["at-least", "at-least"],
  ["at-most", "at-most"],
] as const satisfies ReadonlyArray<readonly [Cue, Bound]>;

/** "More than 20", "at least 25 countries". */
export function bindBounded({ terms }: Scene, at: number, reading: Reading): number {
  const bound = boundAt(terms, at);
  const next = overFillers(terms, at + 1);
  const number = countAt(terms[next]);
  if (!bound || number === null || reading.bound) return 0;
  reading.bound = bound;
  reading.amounts.push(number);
  return next - at + 1;
}

function boundAt(terms: readonly Term[], at: number): Bound | null {
  return BOUNDS.find(([cue]) => hasCue(terms[at], cue))?.[1] ?? null;
}

function numberAt(term: Term | undefined, ordinal: boolean): number | null {
  for (const sense of term?.senses ?? []) {
    if (sense.kind === "number" && sense.ordinal === ordinal) return sense.value;
  }
  return null;
}
