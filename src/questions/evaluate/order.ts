import type { KnowledgeBase, Signatory, Span } from "../../knowledge/knowledge-base.ts";
import { isExact } from "../../knowledge/knowledge-base.ts";
import type { Relation, Within } from "../query.ts";
import type { Truth } from "./three-valued.ts";

export type Order = "before" | "after" | "same-day" | "unknown";

/** Who signed earlier, by day where the days tell and by stated order where they do not. */
export function orderOf(a: Signatory, b: Signatory): Order {
  if (isExact(a.signed) && isExact(b.signed) && a.signed.earliest === b.signed.earliest) return "same-day";
  if (a.signed.latest < b.signed.earliest || a.seat.to < b.seat.from) return "before";
  if (b.signed.latest < a.signed.earliest || b.seat.to < a.seat.from) return "after";
  return "unknown";
}

/** Whether a day within `span` lies in `within`. */
export function liesIn(span: Span, { from, to }: Within): Truth {
  if ((from !== null && span.latest < from) || (to !== null && span.earliest > to)) return "no";
  const inside = (from === null || span.earliest >= from) && (to === null || span.latest <= to);
  return inside ? "yes" : "unknown";
}

/** Whether `signatory` stands in `relation` to the country named, as far as both have signed. */
export function stands(knowledge: KnowledgeBase, signatory: Signatory, { kind, country }: Relation): Truth {
  if (signatory.country === country) return kind === "not-after" ? "yes" : "no";
  const other = knowledge.signatories.get(country);
  // Whoever has signed did so before a country that has not.
  if (!other) return ["before", "not-after", "either"].includes(kind) ? "yes" : "no";
  if (kind === "same-day") return sharesDay(signatory, other);
  const order = orderOf(signatory, other);
  if (order === "unknown") return "unknown";
  const fits = kind === "not-after" ? order !== "after" : kind === "either" || order === kind;
  return fits ? "yes" : "no";
}

/** An order by number alone does not tell the days apart. */
export function sharesDay(a: Signatory, b: Signatory): Truth {
  if (orderOf(a, b) === "same-day") return "yes";
  const meet = a.signed.latest >= b.signed.earliest && b.signed.latest >= a.signed.earliest;
  return meet ? "unknown" : "no";
}

/** Place of a signatory among `others`, itself included: exact, between two numbers, or shared by a day. */
export type Placement =
  | { readonly kind: "exact"; readonly rank: number }
  | { readonly kind: "between"; readonly from: number; readonly to: number }
  | { readonly kind: "joint"; readonly from: number; readonly to: number };

/** By comparing pairs: the definition, which `standingsOf` works out for a whole pool at once. */
export function placementOf(signatory: Signatory, others: readonly Signatory[]): Placement {
  let before = 0;
  let after = 0;
  let same = 0;
  for (const other of others) {
    if (other.country === signatory.country) continue;
    const order = orderOf(other, signatory);
    if (order === "before") before += 1;
    if (order === "after") after += 1;
    if (order === "same-day") same += 1;
  }
  return placed({ before, after, same, count: others.length });
}

/** The place that is left to one of `count` when so many signed before it, after it, and on its day. */
export function placed({
  before,
  after,
  same,
  count,
}: {
  readonly before: number;
  readonly after: number;
  readonly same: number;
  readonly count: number;
}): Placement {
  const [from, to] = [before + 1, Math.max(1, count - after)];
  if (from === to) return { kind: "exact", rank: from };
  return same === to - from ? { kind: "joint", from, to } : { kind: "between", from, to };
}
