import { EVERYONE, type Filter, type Query, type Within } from "../../src/questions/query.ts";
import { aDay } from "../fixtures/values.ts";
import type { Filled } from "./sentences.ts";

export const filter = (given: Partial<Filter>): Filter => ({ ...EVERYONE, ...given });
export const inYear = ({ year }: Filled): Within => ({
  from: aDay(`${year}-01-01`),
  to: aDay(`${year}-12-31`),
});
export const endOf = ({ year }: Filled): Within => ({ from: null, to: aDay(`${year}-12-31`) });
export const ofBloc = ({ bloc: id }: Filled) => [{ id, member: true }];
export const status = ({ country }: Filled, within: Within | null = null): Query => ({
  ...{ op: "status", countries: [country], signed: true, within, claim: false },
});
export const claimed = ({ country, nth }: Filled): Query => ({
  op: "rank",
  countries: [country],
  claimed: [nth],
});
export const list = (given: Partial<Filter>): Query => ({ op: "list", filter: filter(given) });
export const count = (given: Partial<Filter>): Query => ({
  op: "count",
  filter: filter(given),
  claimed: null,
});
export const when = ({ country }: Filled): Query => ({ op: "when", countries: [country] });
export const compare = ({ country, other }: Filled, relation: "before" | "after" | "same-day"): Query => ({
  ...{ op: "compare", left: [country], relation, right: [other] },
});
export const membership = ({ country, bloc }: Filled): Query => ({
  ...{ op: "membership", countries: [country], bloc, at: { kind: "today" } },
});
export const place = ({ country }: Filled): Query => ({ op: "place", countries: [country] });
