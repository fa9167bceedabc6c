import type { KnowledgeBase } from "../../knowledge/knowledge-base.ts";
import type { CountryCode } from "../../knowledge/schema/values.ts";
import { oncePer } from "./once-per.ts";

/** Longer lists are rare, and to compare them costs more than it saves. */
const LONGEST = 64;
const MOST_KEPT = 500;
const keptOf = oncePer((_knowledge: KnowledgeBase) => new Map<string, readonly CountryCode[]>());

/** The same countries in the same order as one frozen list: what follows from a frozen list is kept with it. */
export function oneList(knowledge: KnowledgeBase, countries: readonly CountryCode[]): readonly CountryCode[] {
  if (countries.length > LONGEST || Object.isFrozen(countries)) return countries;
  const kept = keptOf(knowledge);
  const key = countries.join();
  const known = kept.get(key);
  if (known) return known;
  if (kept.size >= MOST_KEPT) kept.clear();
  const list = Object.freeze([...countries]);
  kept.set(key, list);
  return list;
}
