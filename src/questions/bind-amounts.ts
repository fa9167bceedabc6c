import { type Slug, slug } from "../knowledge/schema/values.ts";
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
const EU = slug.parse("eu");

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
  if (ordinal === null || isAny(terms, backOverFillers(terms, at), ["on"])) return 0;
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
  while (isBloc(terms[next]) || isAny(terms, next, ["aux", "filler", "other"])) next += 1;
  if (!hasCue(terms[next], COUNTABLE) && !hasCue(terms[at - 1], "all")) return 0;
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

const BEFORE_BLOC = cueSet(["in", "of", "from", "to", "on", "at", "by"]);
const OF_BLOC = cueSet(["from", "in"]);

/** "EU countries", "in the EU", "outside the EU", "Nordic"; "member states" without a bloc are the EU's. */
export function bindBloc({ terms }: Scene, at: number, reading: Reading): number {
  const outside = overOutside(terms, at);
  const start = outside ?? at;
  const preposition = hasCue(terms[start], BEFORE_BLOC);
  const next = preposition ? overFillers(terms, start + 1) : start;
  const named = blocOf(terms[next]);
  const id = named?.id ?? (outside === null ? memberStates(terms, next) : null);
  if (!id || hasCue(terms[overFillers(terms, next + 1)], "declaration")) return 0;
  const filter = !belongsTo(terms, at, next) && (named?.region || isNamedBy(terms, at, next));
  reading.blocs.push({
    id,
    member: outside === null,
    role: filter ? "filter" : "object",
    told: isTold(reading.loose),
    one: isOne(terms, at),
  });
  return next - at + 1;
}

/** "Signatories are …": what follows the verb is told of them. */
function isTold(loose: readonly Term[]): boolean {
  const subject = loose.findIndex((term) => hasCue(term, "signatory"));
  return subject >= 0 && loose.slice(subject + 1).some((term) => hasCue(term, TELLING));
}

const TELLING = cueSet(["aux", "member", "aboard", "participate"]);

/** "A Nordic country", "un pays nordique", "kraj nordycki". */
function isOne(terms: readonly Term[], at: number): boolean {
  const noun = isAny(terms, at - 1, ["country", "member-state"]) ? at - 1 : at;
  // "Einer der nordischen Staaten": articles may stand between.
  const before = terms.slice(backOverFillers(terms, noun) + 1, noun);
  return hasCue(terms[at], "a") || before.some((term) => hasCue(term, "a"));
}

/** Where the words after "outside", "non-" or "from outside" begin; null when they are not there. */
function overOutside(terms: readonly Term[], at: number): number | null {
  const start = hasCue(terms[at], OF_BLOC) && hasCue(terms[at + 1], "outside") ? at + 1 : at;
  // "Nicht-EU-Länder": a word that also denies speaks of the bloc only right before its name.
  const apart = hasCue(terms[start], "outside") && (!hasCue(terms[start], "not") || isBloc(terms[start + 1]));
  return apart || deniesMembers(terms, start) ? overFillers(terms, start + 1) : null;
}

/** "A member of Benelux", "EU members": the bloc is what one belongs to. */
function belongsTo(terms: readonly Term[], at: number, bloc: number): boolean {
  return isAny(terms, bloc + 1, ["member"]) || isAny(terms, backOverFillers(terms, at), ["member", "join"]);
}

/** "EU countries", "countries in the EU", "how many of the Nordics". */
function isNamedBy(terms: readonly Term[], at: number, bloc: number): boolean {
  return isAny(terms, bloc + 1, ["country", "member-state", "signatory"]) || followsNoun(terms, at);
}

/** "Which signatories are not EU members?": the negation is of the membership, as no verb of signing follows. */
function deniesMembers(terms: readonly Term[], at: number): boolean {
  if (!hasCue(terms[at], "not") || !isBloc(terms[at + 1])) return false;
  const member = isAny(terms, at + 2, ["member", "member-state", "country"]);
  return member && !terms.slice(at + 2).some((term) => hasCue(term, "sign"));
}

function memberStates(terms: readonly Term[], at: number): Slug | null {
  const alone =
    hasCue(terms[at], "member-state") && !isBloc(terms[at - 1]) && !isBloc(terms[overFillers(terms, at + 1)]);
  return alone && !isBloc(terms[overFillers(terms, isAny(terms, at + 1, ["of", "in"]) ? at + 2 : at + 1)])
    ? EU
    : null;
}

const PARTS: readonly Cue[] = [
  "country",
  "member-state",
  "signatory",
  "many",
  "which",
  "all",
  "other",
  "half",
  "most",
  "none",
];

function followsNoun(terms: readonly Term[], at: number): boolean {
  let before = at - 1;
  while (isAny(terms, before, ["filler", "all"])) before -= 1;
  return isAny(terms, before, PARTS);
}

function blocOf(term: Term | undefined): { readonly id: Slug; readonly region: boolean } | null {
  for (const sense of term?.senses ?? []) if (sense.kind === "bloc") return sense;
  return null;
}

function numberAt(term: Term | undefined, ordinal: boolean): number | null {
  for (const sense of term?.senses ?? []) {
    if (sense.kind === "number" && sense.ordinal === ordinal) return sense.value;
  }
  return null;
}
