import type { KnowledgeBase } from "../../knowledge/knowledge-base.ts";
import type { CountryCode } from "../../knowledge/schema/values.ts";
import type { StatementWords } from "../../wording/sentences.ts";
import { type Sentence, state } from "../answer.ts";
import type { Filter } from "../query.ts";
import { signatoriesOf } from "./chronicle.ts";
import { orderWords } from "./compare.ts";
import { sourcesFor } from "./cover.ts";
import { narrowingOf } from "./narrowing.ts";
import { orderOf } from "./order.ts";

/**
 * "In order of signature: …"; where the order of two is not on record, it is said of them. `filter`: what they are all
 * of, where they are not only some.
 */
export function inOrderWords(
  knowledge: KnowledgeBase,
  countries: readonly CountryCode[],
  filter: Filter | null,
): Sentence[] {
  const signed = signatoriesOf(knowledge, countries);
  const open = signed.flatMap((one, index) => {
    const next = signed[index + 1];
    return next && orderOf(one, next) === "unknown" ? [[one.country, next.country] as const] : [];
  });
  const args = { count: countries.length, countries };
  const unordered: StatementWords = filter
    ? { id: "list", args: { ...args, ...narrowingOf(filter) } }
    : { id: "these-signed", args: { countries } };
  const sources = sourcesFor(knowledge, countries);
  return [
    state(open.length === 0 ? { id: "these-in-order", args } : unordered, sources),
    ...open.flatMap(([a, b]) => orderWords(knowledge, a, b)),
  ];
}
