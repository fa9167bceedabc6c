import type { CountryCode } from "../knowledge/schema/values.ts";
import { cueSet } from "../language/cue-set.ts";
import { countryOf, type Term } from "../language/term.ts";
import { hasCue, type Reading, says, saysAny } from "./reading.ts";
import { isAny, type Scene } from "./scan.ts";

const ASKED_BEFORE = cueSet(["sign", "join", "member", "many", "who", "which", "signatory", "as", "list"]);

/** "when it signed", "when Norway joined": a point in time, once the question has said what it asks. */
export function bindEvent({ terms }: Scene, at: number, reading: Reading): number {
  if (hasCue(terms[at], "at-signing")) {
    reading.atSigning = { country: null };
    return 1;
  }
  if (!isWhen(terms[at]) || hasCue(terms[at - 1], "and")) return 0;
  const clause = signingClause(terms, at + 1);
  if (!clause || !(hasAsked(reading) || asksLater(terms, clause.end))) return 0;
  const { country } = clause;
  if ((reading.blocs.length > 0 && !says(reading, "sign")) || !country) reading.atSigning = { country };
  else reading.relations.push({ kind: isThatDay(terms[at], reading) ? "same-day" : "not-after", country });
  return clause.end - at;
}

/** "Who signed the day Norway signed?"; who had signed, or was in by then, is another question. */
function isThatDay(term: Term | undefined, reading: Reading): boolean {
  return hasCue(term, "date") && saysAny(reading, ["sign", "join"]) && !says(reading, "had");
}

/** One German word is "when", "than" and "as": "als Norwegen beitrat". */
function isWhen(term: Term | undefined): boolean {
  return hasCue(term, "when") || (hasCue(term, "than") && hasCue(term, "as"));
}

/** "Norway joined", "it signed", "firmó Noruega", "firmó": whose signature, and where the clause ends. */
function signingClause(
  terms: Scene["terms"],
  at: number,
): { readonly country: CountryCode | null; readonly end: number } | null {
  const subject = overAuxiliaries(terms, at);
  const before = countryAt(terms, subject);
  const verb = before || hasCue(terms[subject], PRONOUNS) ? overAuxiliaries(terms, subject + 1) : subject;
  if (!isAny(terms, verb, ["sign", "join"])) return null;
  const after = before ? null : countryAt(terms, verb + 1);
  return { country: before ?? after, end: verb + (after ? 2 : 1) };
}

/** "When Germany signed, how many were in?" */
function asksLater(terms: Scene["terms"], at: number): boolean {
  const question = terms.slice(at).some((_term, index) => isAny(terms, at + index, ["many", "who", "which"]));
  return Boolean(terms[at]?.afterPause) && question;
}

function countryAt(terms: Scene["terms"], at: number): CountryCode | null {
  const term = terms[at];
  return (term && countryOf(term)?.code) ?? null;
}

/** Whether the question has said what it asks. */
export function hasAsked(reading: Reading): boolean {
  return (
    reading.blocs.length + reading.topics.length + reading.amounts.length > 0 || says(reading, ASKED_BEFORE)
  );
}

const AUXILIARY = cueSet(["aux", "filler"]);
const PRONOUNS = cueSet(["it", "they"]);

function overAuxiliaries(terms: Scene["terms"], at: number): number {
  let next = at;
  while (hasCue(terms[next], AUXILIARY) && !hasCue(terms[next], PRONOUNS)) next += 1;
  return next;
}
