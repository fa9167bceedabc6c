import type { KnowledgeBase } from "../../knowledge/knowledge-base.ts";
import type { CountryCode } from "../../knowledge/schema/values.ts";
import { type Answer, answered, type Sentence, state, verdictWord } from "../answer.ts";
import type { Query } from "../query.ts";
import { exactDays } from "./chronicle.ts";
import { sourcesFor } from "./cover.ts";
import { type Order, orderOf, sharesDay } from "./order.ts";
import { absence, type Scope, signature } from "./scope.ts";
import { all, type Truth } from "./three-valued.ts";

export function compare(
  { left, relation, right }: Extract<Query, { readonly op: "compare" }>,
  { knowledge }: Scope,
): Answer {
  const pairs = left.flatMap((a) => right.map((b) => [a, b] as const));
  const truths = pairs.map(([a, b]) => relates(knowledge, a, b, relation));
  const verdict = relation === "either" ? null : all(truths);
  const countries = [...new Set([...left, ...right])];
  return answered({ verdict, countries, dates: exactDays(knowledge, countries) }, [
    ...(verdict ? [verdictWord(verdict)] : []),
    ...pairs.flatMap(([a, b]) => orderWords(knowledge, a, b)),
    ...(pairs.every(([a, b]) => shareDay(knowledge, a, b))
      ? ownWords(knowledge, countries).filter(({ words }) => words.id === "conflict")
      : ownWords(knowledge, countries)),
  ]);
}

/** What is told of each country; where all signed on one day, that day has been told. */
function ownWords(knowledge: KnowledgeBase, countries: readonly CountryCode[]): Sentence[] {
  return countries.flatMap((code) => {
    const signatory = knowledge.signatories.get(code);
    return signatory ? signature(knowledge, signatory) : absence(knowledge, code);
  });
}

function shareDay(knowledge: KnowledgeBase, a: CountryCode, b: CountryCode): boolean {
  const [first, second] = [knowledge.signatories.get(a), knowledge.signatories.get(b)];
  return first !== undefined && second !== undefined && orderOf(first, second) === "same-day";
}

function relates(
  knowledge: KnowledgeBase,
  a: CountryCode,
  b: CountryCode,
  relation: "before" | "after" | "same-day" | "either",
): Truth {
  const [first, second] = [knowledge.signatories.get(a), knowledge.signatories.get(b)];
  // Whoever has signed did so before a country that has not; and nobody signed after one that never did.
  if (!first || !second) return relation === "before" && first ? "yes" : "no";
  if (relation === "same-day") return sharesDay(first, second);
  const order = orderOf(first, second);
  if (order === relation) return "yes";
  return order === "unknown" ? "unknown" : "no";
}

/** Which of two signed first, as far as it is known; nothing when one has not signed. */
export function orderWords(knowledge: KnowledgeBase, a: CountryCode, b: CountryCode): Sentence[] {
  const [first, second] = [knowledge.signatories.get(a), knowledge.signatories.get(b)];
  if (!first || !second) return [];
  const sources = sourcesFor(knowledge, [a, b]);
  const order: Order = orderOf(first, second);
  switch (order) {
    case "before":
      return [state({ id: "before", args: { left: a, right: b } }, sources)];
    case "after":
      return [state({ id: "before", args: { left: b, right: a } }, sources)];
    case "same-day":
      return [state({ id: "same-day", args: { left: a, right: b, day: first.signed.earliest } }, sources)];
    case "unknown":
      return [state({ id: "order-unknown", args: { left: a, right: b } }, sources)];
  }
}
