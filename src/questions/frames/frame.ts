import type { KnowledgeBase } from "../../knowledge/knowledge-base.ts";
import type { CountryCode } from "../../knowledge/schema/values.ts";
import type { Cue } from "../../language/cues.ts";
import type { Filter, Query, Within } from "../query.ts";
import { type Mention, type Reading, says } from "../reading.ts";

/** One kind of question: the query that a reading asks for, or null when it asks something else. */
export type Frame = (reading: Reading, knowledge: KnowledgeBase) => Query | null;

/** Words for putting one's name to the declaration, and the declaration as their object. */
export const SIGNING: readonly Cue[] = ["sign", "join", "signatory", "member", "aboard", "declaration", "in"];

/** Words for the countries that a list or count is about. */
export const COUNTRIES: readonly Cue[] = ["country", "member-state", "signatory", "all", "other", "only"];

export function codes(mentions: readonly Mention[]): readonly CountryCode[] {
  return [...new Set(mentions.map(({ code }) => code))];
}

/** Whether the question speaks of signing at all: gate (b), the anchor of lists and counts. */
export function speaksOfSigning(reading: Reading): boolean {
  const joins = says(reading, "join") || says(reading, "member") || says(reading, "aboard");
  const ofBloc = reading.blocs.some(({ role }) => role === "object");
  return (
    says(reading, "sign") || says(reading, "signatory") || says(reading, "declaration") || (joins && !ofBloc)
  );
}

export function isNegated(reading: Reading): boolean {
  return says(reading, "not") || says(reading, "missing");
}

/**
 * The time asked for. "How many had signed in June 2019?" asks for the state reached by then, and so does
 * "is the UK still a member after Brexit?": whoever signed before that belongs to it.
 */
export function timeOf(reading: Reading): Within | null {
  const { within, during } = reading;
  if (!within) return null;
  const state = !says(reading, "sign") && !says(reading, "join");
  if (!state && !(during && says(reading, "had"))) return within;
  return within.to === null ? null : { from: null, to: within.to };
}

/** The filter that blocs, dates and other signatures make together. */
export function filterOf(reading: Reading, among: readonly CountryCode[] | null = null): Filter {
  return {
    signed: !isNegated(reading),
    among,
    blocs: reading.blocs.map(({ id, member }) => ({ id, member })),
    within: timeOf(reading),
    relations: reading.relations,
  };
}
