import { isExact, type KnowledgeBase, type Signatory } from "../../knowledge/knowledge-base.ts";
import type { CountryCode } from "../../knowledge/schema/values.ts";
import { type Answer, answered, type Sentence, state } from "../answer.ts";
import type { Query } from "../query.ts";
import { exactDays, signatoriesOf } from "./chronicle.ts";
import { sourcesFor } from "./cover.ts";
import { select } from "./filter.ts";
import { conflicts, type Scope, signature, withOrdinal } from "./scope.ts";
import { type Standings, standingsOf } from "./standings.ts";

export function atRank(query: Extract<Query, { readonly op: "at-rank" }>, scope: Scope): Answer {
  const { knowledge, today } = scope;
  const { certain, possible } = select(knowledge, query.filter, today, true);
  const standings = standingsOf(
    signatoriesOf(knowledge, possible.length === 0 ? certain : [...certain, ...possible]),
  );
  switch (query.rank.kind) {
    case "nth":
      return atNth(standings, query.rank.n, knowledge);
    case "first":
      return extremes(standings, query.rank.count, "first", knowledge);
    case "latest":
      return extremes(standings, query.rank.count, "latest", knowledge);
  }
}

function atNth({ pool, holding, placementOf }: Standings, n: number, knowledge: KnowledgeBase): Answer {
  const held = holding({ from: n, to: n });
  const codes = held.map(({ country }) => country);
  const [first] = held;
  const placement = first ? placementOf(first) : null;
  if (!first || !placement) {
    const { asOf } = knowledge.initiative;
    return answered({ number: n }, [
      state({ id: "at-rank-none", args: { rank: n, count: pool.length } }, asOf.sources),
    ]);
  }
  const sources = sourcesFor(knowledge, codes);
  if (placement.kind === "between") {
    return answered({ possible: codes, number: n }, [
      state({ id: "at-rank-possible", args: { rank: n, countries: codes } }, sources),
      ...held.flatMap((one) => signature(knowledge, one)),
    ]);
  }
  const facts = { countries: codes, dates: exactDays(knowledge, codes), number: n };
  if (placement.kind === "joint") {
    const { from, to } = placement;
    const args = { count: codes.length, countries: codes, from, to, day: first.signed.earliest };
    return answered(facts, [state({ id: "at-rank-joint", args }, sources)]);
  }
  return answered(facts, [
    atRankWords(first, n),
    ...(pool.length === knowledge.signatories.size ? conflicts(first.claims, ["ordinal"]) : []),
  ]);
}

function atRankWords(signatory: Signatory, n: number): Sentence {
  const { country, signed } = signatory;
  const sources = withOrdinal(signatory);
  if (isExact(signed)) {
    return state({ id: "at-rank", args: { country, rank: n, day: signed.earliest } }, sources);
  }
  const args = { country, rank: n, earliest: signed.earliest, latest: signed.latest };
  return state({ id: "at-rank-bounded", args }, sources);
}

/** The first or latest ones: without a number all who share the first day. */
function extremes(
  { pool, holding, placesOf }: Standings,
  count: number | null,
  end: "first" | "latest",
  knowledge: KnowledgeBase,
): Answer {
  const last = pool.length;
  /** How far from the end asked for a signatory can be. */
  const reach = (one: Signatory) => (end === "first" ? placesOf(one).to : last + 1 - placesOf(one).from);
  const nearest = (wanted: number) =>
    holding(end === "first" ? { from: 1, to: wanted } : { from: last + 1 - wanted, to: last });
  const wanted = count ?? nearest(1).reduce((most, one) => Math.max(most, reach(one)), 0);
  const [certain, possible]: [CountryCode[], CountryCode[]] = [[], []];
  for (const one of nearest(wanted)) (reach(one) <= wanted ? certain : possible).push(one.country);
  const number = end === "latest" && certain.length === 1 ? pool.length : certain.length;
  const facts = { countries: certain, possible, dates: exactDays(knowledge, certain), number };
  return answered(facts, extremeWords(certain, possible, end, knowledge));
}

function extremeWords(
  certain: readonly CountryCode[],
  possible: readonly CountryCode[],
  end: "first" | "latest",
  knowledge: KnowledgeBase,
): Sentence[] {
  const sources = sourcesFor(knowledge, [...certain, ...possible]);
  const [only] = certain;
  const days = exactDays(knowledge, certain);
  const [day] = days;
  const sentences: Sentence[] = [];
  const signatory = only ? knowledge.signatories.get(only) : undefined;
  if (signatory && certain.length === 1 && end === "latest") {
    sentences.push(
      state({ id: "latest-one", args: { country: signatory.country } }, sources),
      ...signature(knowledge, signatory),
    );
  } else if (certain.length > 1 && days.length === 1 && day && end === "first") {
    sentences.push(state({ id: "first", args: { count: certain.length, countries: certain, day } }, sources));
  } else if (signatory && certain.length === 1 && day) {
    sentences.push(state({ id: "first-one", args: { country: signatory.country, day } }, sources));
  } else if (certain.length > 0) {
    sentences.push(
      state({ id: "these-in-order", args: { count: certain.length, countries: certain } }, sources),
    );
  } else if (possible.length === 0) {
    sentences.push(state({ id: "list-none", args: {} }, knowledge.initiative.asOf.sources));
  }
  if (possible.length > 0)
    sentences.push(state({ id: "others-open", args: { countries: possible } }, sources));
  return sentences;
}
