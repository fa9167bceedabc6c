import type { KnowledgeBase } from "../../knowledge/knowledge-base.ts";
import { type CountryCode, type Slug, slug } from "../../knowledge/schema/values.ts";
import { cueSet, only } from "../../language/cue-set.ts";
import type { Cue } from "../../language/cues.ts";
import type { Term } from "../../language/term.ts";
import type { Filter, Query, Within } from "../query.ts";
import { hasCue, type Mention, type Reading, says } from "../reading.ts";

/** One kind of question: the query that a reading asks for, or null when it asks something else. */
export type Frame = (reading: Reading, knowledge: KnowledgeBase) => Query | null;

/** Words for putting one's name to the declaration, and the declaration as their object. */
export const SIGNING: readonly Cue[] = ["sign", "join", "signatory", "member", "aboard", "declaration", "in"];

/** Words for the countries that a list or count is about. */
export const COUNTRIES: readonly Cue[] = ["country", "member-state", "signatory", "all", "other", "only"];

/** Words that make a statement or a yes/no question. */
export const STATING: readonly Cue[] = [
  "not",
  "true",
  "so",
  "and",
  "or",
  "both",
  "tag",
  "today",
  "it",
  "they",
];

export function codes(mentions: readonly Mention[]): readonly CountryCode[] {
  const [only] = mentions;
  if (only && mentions.length === 1) return [only.code];
  return [...new Set(mentions.map(({ code }) => code))];
}

const OF_SIGNING = cueSet(["sign", "signatory", "declaration"]);
const OF_JOINING = cueSet(["join", "member", "aboard"]);

/**
 * Whether the question speaks of signing at all: gate (b), the anchor of lists and counts.
 *
 * Joining, or being a member, speaks of it only without another object: "who joined?", never "who joined the EU?".
 */
export function speaksOfSigning(reading: Reading): boolean {
  if (says(reading, OF_SIGNING)) return true;
  return says(reading, OF_JOINING) && !reading.blocs.some(({ role }) => role === "object");
}

/** "Who came between Greece and Croatia?", and not what comes between them on a map: in the one order that the bot knows of. */
export function comesBesideOther(reading: Reading): boolean {
  const { relations } = reading;
  const beside = relations.length > 0 && relations.every(({ kind }) => kind === "before" || kind === "after");
  return beside && says(reading, "come") && says(reading, "past");
}

const NOT = only("not");
const NEGATIONS = cueSet(["not", "missing"]);

export function isNegated(reading: Reading): boolean {
  return says(reading, NEGATIONS);
}

/** "Hasn't …?" and "didn't …?" ask the same as "has …?": the negation after the first verb denies nothing. */
export function deniesInEarnest(reading: Reading): boolean {
  return says(reading, "missing") || earnestNegations(reading) > 0;
}

/** "Which have not not signed?": two negations may cancel each other or not. */
export function deniesTwice(reading: Reading): boolean {
  return says(reading, NOT) && earnestNegations(reading) > 1;
}

function earnestNegations({ loose, inverted }: Reading): number {
  const [first, second] = loose;
  const rhetorical = inverted && hasCue(first, "aux") && hasCue(second, "not") && !hasCue(second, "none");
  return loose.filter((term) => hasCue(term, NOT)).length - (rhetorical ? 1 : 0);
}

const CLAIMING = cueSet(["true", "tag"]);
const QUESTION_WORDS = cueSet([
  "who",
  "which",
  "what",
  "when",
  "where",
  "why",
  "how",
  "many",
  "list",
  "about",
]);
const VERBS = cueSet(["aux", "sign", "join", "exist", "reached", "cover", "begin", "end"]);
const EMPTY = cueSet(["filler", "polite"]);

/** Whether it is a yes/no question: it begins with a verb, states a claim, or ends in a tag. */
export function isYesNo(reading: Reading): boolean {
  if (reading.tagged || says(reading, CLAIMING)) return true;
  if (says(reading, QUESTION_WORDS)) return false;
  return hasCue(
    reading.loose.find((term) => !hasCue(term, EMPTY)),
    VERBS,
  );
}

const SIGNS = cueSet(["sign", "join", "new"]);

/**
 * The time asked for. "How many had signed in June 2019?" asks for the state reached by then, and so does
 * "is the UK still a member after Brexit?": whoever signed before that belongs to it.
 */
export function timeOf(reading: Reading): Within | null {
  const { within, during, since } = reading;
  if (!within || since) return within;
  // "New signatories in 2022" came in that year.
  const state = !says(reading, SIGNS);
  if (!state && !(during && says(reading, "had"))) return within;
  return within.to === null ? null : { from: null, to: within.to };
}

const SIGNATORY = only("signatory");

/** "Who is in after Brexit?": since then, or still? */
export function losesTime(reading: Reading): boolean {
  const within = says(reading, SIGNATORY) && !reading.during ? reading.within : timeOf(reading);
  return reading.within?.from != null && within === null;
}

const BEYOND_BELONGING = cueSet(["sign", "join", "missing"]);

/** The filter that blocs, dates and other signatures make together. */
export function filterOf(reading: Reading, among: readonly CountryCode[] | null = null): Filter {
  const [bloc, ...more] = reading.blocs;
  const belonging = bloc?.told && more.length === 0 && !says(reading, BEYOND_BELONGING);
  const plain: Filter = {
    signed: !isNegated(reading),
    among,
    blocs: reading.blocs.map(({ id, member }) => ({ id, member })),
    within: says(reading, SIGNATORY) && !reading.during ? reading.within : timeOf(reading),
    relations: reading.relations,
  };
  const { excluded, city, founders } = reading;
  if (!belonging && excluded.length === 0 && !city && founders === null) return plain;
  return {
    ...(belonging ? { belonging } : {}),
    ...(excluded.length > 0 ? { except: codes(excluded) } : {}),
    ...(city ? { city } : {}),
    ...(founders === null ? {} : { founders }),
    ...plain,
  };
}

export const TARGET = slug.parse("one-million-target");

/** "A million genomes" names the initiative and is what it counts: whether they are there asks for the count. */
export function speaksOfNumber({ loose }: Reading): boolean {
  return loose.some((term) => namesTopic(term, TARGET));
}

export function namesTopic({ senses }: Term, id: Slug): boolean {
  return senses.some((sense) => sense.kind === "topic" && sense.id === id);
}
