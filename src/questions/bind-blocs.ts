import { type Slug, slug } from "../knowledge/schema/values.ts";
import { cueSet } from "../language/cue-set.ts";
import type { Cue } from "../language/cues.ts";
import type { Term } from "../language/term.ts";
import { hasCue, type Reading, says } from "./reading.ts";
import { backOverFillers, isAny, isBloc, overFillers, type Scene } from "./scan.ts";

const EU = slug.parse("eu");
const BEFORE_BLOC = cueSet(["in", "of", "from", "to", "on", "at", "by"]);
const OF_BLOC = cueSet(["from", "in"]);

/** "EU countries", "in the EU", "outside the EU", "Nordic"; "member states" without a bloc are the EU's. */
export function bindBloc({ terms }: Scene, at: number, reading: Reading): number {
  const outside = overOutside(terms, at) ?? overDenied(terms, at, reading);
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
  return [at, noun].some((each) => hasCue(terms[each], "a")) || before.some((term) => hasCue(term, "a"));
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

const BETWEEN_DENIED: readonly Cue[] = ["filler", "a", "of", "be", "country", "member", "member-state"];

/** "Which signatory isn't an EU country?", "sygnatariusz nie jest krajem UE": a signatory is denied the bloc. */
function overDenied(terms: readonly Term[], at: number, reading: Reading): number | null {
  if (!hasCue(terms[at], "not") || !says(reading, "signatory")) return null;
  let next = at + 1;
  while (!isBloc(terms[next]) && isAny(terms, next, BETWEEN_DENIED)) next += 1;
  return isBloc(terms[next]) && !terms.slice(next).some((term) => hasCue(term, "sign")) ? next : null;
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
