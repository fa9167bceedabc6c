import { type Slug, slug } from "../knowledge/schema/values.ts";
import type { Cue } from "../language/cues.ts";
import type { Term } from "../language/terms.ts";
import { hasCue, type Reading } from "./reading.ts";
import { isAny, isBloc, overFillers, type Scene } from "./scan.ts";

const COUNTABLE: readonly Cue[] = [
  "person",
  "country",
  "signatory",
  "member-state",
  "founder",
  "sign",
  "join",
  "member",
];
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
  reading.ranks.push(ordinal);
  return 1 + moreRanks(terms, at + 1, reading, true);
}

function moreRanks(terms: readonly Term[], at: number, reading: Reading, ordinal: boolean): number {
  if (!hasCue(terms[at], "or")) return 0;
  const next = overFillers(terms, at + 1);
  const number = numberAt(terms[next], ordinal);
  if (number === null) return 0;
  reading.ranks.push(number);
  return next - at + 1;
}

/** "the first", "the first five", "the last three", "the latest", "the founders". */
export function bindExtreme({ terms }: Scene, at: number, reading: Reading): number {
  const kind = isAny(terms, at, ["first", "founder"])
    ? "first"
    : hasCue(terms[at], "latest")
      ? "latest"
      : null;
  if (!kind || reading.extreme) return 0;
  const count = numberAt(terms[at + 1], false);
  const counted = count !== null && count < 1000;
  reading.extreme = { kind, count: counted ? count : null };
  const term = terms[at];
  if (term && hasCue(term, "founder")) reading.loose.push(term);
  return counted ? 2 : 1;
}

/** "13 countries", "all 27", "27 EU member states": a number of countries. */
export function bindAmount({ terms }: Scene, at: number, reading: Reading): number {
  const number = numberAt(terms[at], false);
  if (number === null) return 0;
  let next = overFillers(terms, at + 1);
  while (isBloc(terms[next]) || isAny(terms, next, ["aux", "filler", "other"])) next += 1;
  if (!isAny(terms, next, COUNTABLE) && !hasCue(terms[at - 1], "all")) return 0;
  reading.amounts.push(number);
  return 1;
}

/** "EU countries", "in the EU", "outside the EU", "Nordic"; "member states" without a bloc are the EU's. */
export function bindBloc({ terms }: Scene, at: number, reading: Reading): number {
  let next = at;
  if (isAny(terms, next, ["from", "in"]) && hasCue(terms[next + 1], "outside")) next += 1;
  const outside = hasCue(terms[next], "outside") || deniesMembers(terms, next);
  if (outside) next = overFillers(terms, next + 1);
  if (isAny(terms, next, ["in", "of", "from", "to", "on", "at", "by"])) next = overFillers(terms, next + 1);
  const named = blocOf(terms[next]);
  const id = named?.id ?? (outside ? null : memberStates(terms, next));
  if (!id || hasCue(terms[overFillers(terms, next + 1)], "declaration")) return 0;
  const noun = isAny(terms, next + 1, ["country", "member-state", "signatory"]);
  reading.blocs.push({
    id,
    member: !outside,
    role: named?.region || noun || followsNoun(terms, at) ? "filter" : "object",
  });
  return next - at + 1;
}

/** "Which signatories are not EU members?": the negation is of the membership, as no verb of signing follows. */
function deniesMembers(terms: readonly Term[], at: number): boolean {
  if (!hasCue(terms[at], "not") || !isBloc(terms[at + 1])) return false;
  const member = isAny(terms, at + 2, ["member", "member-state", "country"]);
  return member && !terms.slice(at + 2).some((term) => term.cues.includes("sign"));
}

function memberStates(terms: readonly Term[], at: number): Slug | null {
  const alone =
    hasCue(terms[at], "member-state") && !isBloc(terms[at - 1]) && !isBloc(terms[overFillers(terms, at + 1)]);
  return alone && !isBloc(terms[overFillers(terms, isAny(terms, at + 1, ["of", "in"]) ? at + 2 : at + 1)])
    ? EU
    : null;
}

function backOverFillers(terms: readonly Term[], at: number): number {
  let before = at - 1;
  while (isAny(terms, before, ["filler"])) before -= 1;
  return before;
}

function followsNoun(terms: readonly Term[], at: number): boolean {
  let before = at - 1;
  while (isAny(terms, before, ["filler", "aux", "all"])) before -= 1;
  return isAny(terms, before, ["country", "member-state", "signatory", "many", "which", "all", "other"]);
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
