import type { KnowledgeBase } from "../../knowledge/knowledge-base.ts";
import type { CountryCode } from "../../knowledge/schema/values.ts";
import { type Sentence, state } from "../answer.ts";
import { signatoriesOf } from "./chronicle.ts";
import { orderWords } from "./compare.ts";
import { sourcesFor } from "./cover.ts";
import { orderOf } from "./order.ts";

/** "In order of signature: …"; where the order of two is not on record, it is said of them. */
export function inOrderWords(knowledge: KnowledgeBase, countries: readonly CountryCode[]): Sentence[] {
  const signed = signatoriesOf(knowledge, countries);
  const open = signed.flatMap((one, index) => {
    const next = signed[index + 1];
    return next && orderOf(one, next) === "unknown" ? [[one.country, next.country] as const] : [];
  });
  const args = { count: countries.length, countries };
  const sources = sourcesFor(knowledge, countries);
  return [
    open.length === 0
      ? state({ id: "these-in-order", args }, sources)
      : state({ id: "list", args: { ...args, group: [], span: [] } }, sources),
    ...open.flatMap(([a, b]) => orderWords(knowledge, a, b)),
  ];
}
