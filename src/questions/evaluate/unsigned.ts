import type { KnowledgeBase } from "../../knowledge/knowledge-base.ts";
import type { CountryCode } from "../../knowledge/schema/values.ts";
import { type Sentence, state } from "../answer.ts";
import type { Filter } from "../query.ts";
import { sourcesFor } from "./cover.ts";
import { EU, type Selection } from "./filter.ts";
import { narrowingOf } from "./narrowing.ts";

/**
 * Who has no signature on record. Of a stretch of time, or before another, it says only that none of that time is:
 * "who did not sign in 2020?" takes in those who had signed by then.
 */
export function unsignedWords(
  countries: readonly CountryCode[],
  filter: Filter,
  knowledge: KnowledgeBase,
): Sentence {
  const { group, span } = narrowingOf(filter);
  const sources = sourcesFor(knowledge, countries);
  const count = countries.length;
  const from = filter.within?.from ?? null;
  if (from !== null || filter.relations.length > 0)
    return state({ id: "list-unsigned-then", args: { count, countries, group, span } }, sources);
  const day = filter.within?.to ?? knowledge.asOf;
  return state({ id: "list-unsigned", args: { count, countries, day, group } }, sources);
}

/** "Who has not signed?" is taken to mean the member states of the EU; the answer says so. */
export function assumedWords({ assumedEu, certain }: Selection, { blocs }: KnowledgeBase): Sentence[] {
  const eu = blocs.get(EU);
  return assumedEu && eu ? [state({ id: "default-eu", args: { number: certain.length } }, eu.sources)] : [];
}
