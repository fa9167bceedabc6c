import type { Day } from "../../knowledge/day.ts";
import { isExact, type KnowledgeBase, type Signatory } from "../../knowledge/knowledge-base.ts";
import type { CountryCode } from "../../knowledge/schema/values.ts";
import { type Answer, answered, type Sentence, state } from "../answer.ts";
import type { Filter, Query, Rank } from "../query.ts";
import { chronicleOf, exactDays, signatoriesOf } from "./chronicle.ts";
import { sourcesFor } from "./cover.ts";
import { select } from "./filter.ts";
import { type Holders, holdersOf, holdersOfOpen } from "./holders.ts";
import { inOrderWords } from "./in-order-words.ts";
import { rankFacts } from "./rank-facts.ts";
import { conflicts, type Scope, signature, withOrdinal } from "./scope.ts";
import { type Standings, standingsOf } from "./standings.ts";

export function atRank({ rank, filter }: Extract<Query, { readonly op: "at-rank" }>, scope: Scope): Answer {
  if (rank.kind !== "ends") return holdersAt(rank, filter, scope);
  const first = holdersAt({ kind: "first", count: null }, filter, scope);
  const latest = holdersAt({ kind: "latest", count: 1 }, filter, scope);
  const both = <Key extends "countries" | "possible" | "dates">(key: Key) => [
    ...new Set([...first.facts[key], ...latest.facts[key]]),
  ];
  return answered({ countries: both("countries"), possible: both("possible"), dates: both("dates") }, [
    ...first.sentences,
    ...latest.sentences,
  ]);
}

function holdersAt(rank: Rank, filter: Filter, { knowledge, today }: Scope): Answer {
  const { certain, possible } = select(knowledge, filter, today, true);
  if (possible.length > 0) {
    const found = holdersOfOpen(rank, signatoriesOf(knowledge, certain), signatoriesOf(knowledge, possible));
    return amongOpen(found, knowledge);
  }
  const standings = standingsOf(signatoriesOf(knowledge, certain));
  switch (rank.kind) {
    case "nth":
      return atNth(standings, rank.n, knowledge);
    case "first":
    case "latest":
      return extremes(standings, rank, knowledge);
  }
}

function atNth({ pool, holding, placementOf }: Standings, n: number, knowledge: KnowledgeBase): Answer {
  const held = holding({ from: n, to: n });
  const codes = held.map(({ country }) => country);
  const [first] = held;
  const placement = first ? placementOf(first) : null;
  if (!first || !placement) {
    const { asOf } = knowledge.initiative;
    const none = isEveryone(pool, knowledge)
      ? state({ id: "at-rank-none", args: { rank: n, count: pool.length } }, asOf.sources)
      : state({ id: "list-none", args: {} }, asOf.sources);
    return answered({ number: n }, [none]);
  }
  const sources = sourcesFor(knowledge, codes);
  if (placement.kind === "between") {
    return answered({ possible: codes, number: n }, [
      isEveryone(pool, knowledge)
        ? state({ id: "at-rank-possible", args: { rank: n, countries: codes } }, sources)
        : state({ id: "list-open", args: { countries: codes } }, sources),
      ...held.flatMap((one) => signature(knowledge, one)),
    ]);
  }
  const facts = { countries: codes, dates: exactDays(knowledge, codes), number: n };
  // The 21st of the EU is not the 21st of all: what is said is when they signed.
  if (!isEveryone(pool, knowledge))
    return answered(
      facts,
      held.flatMap((one) => signature(knowledge, one)),
    );
  if (placement.kind === "joint") {
    const { from, to } = placement;
    const args = { count: codes.length, countries: codes, from, to, day: first.signed.earliest };
    return answered(facts, [state({ id: "at-rank-joint", args }, sources)]);
  }
  return answered(facts, [atRankWords(first, n), ...conflicts(first.claims, ["ordinal"])]);
}

/** A place among those of a time, where bounds leave open who belongs to it. */
function amongOpen({ certain, possible }: Holders, knowledge: KnowledgeBase): Answer {
  const sure = signatoriesOf(knowledge, certain);
  return answered({ countries: certain, possible, dates: exactDays(knowledge, certain) }, [
    ...sure.flatMap((one) => signature(knowledge, one)),
    ...(possible.length > 0
      ? [state({ id: "list-open", args: { countries: possible } }, sourcesFor(knowledge, possible))]
      : []),
    ...signatoriesOf(knowledge, possible).flatMap((one) => signature(knowledge, one)),
  ]);
}

function isEveryone(pool: readonly Signatory[], knowledge: KnowledgeBase): boolean {
  return pool.length === knowledge.signatories.size;
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

function extremes(
  standings: Standings,
  rank: Exclude<Rank, { readonly kind: "nth" }>,
  knowledge: KnowledgeBase,
): Answer {
  const { certain, possible } = holdersOf(rank, standings);
  const { pool } = standings;
  const [only] = certain;
  const signatory = only ? knowledge.signatories.get(only) : undefined;
  // Of one country its place among all is told.
  const place = certain.length === 1 ? rankFacts(signatory, chronicleOf(knowledge).standings) : null;
  const number = place?.number ?? certain.length;
  const facts = { countries: certain, possible, dates: exactDays(knowledge, certain), number };
  // "The latest to sign" is said of all, and not of those of a year or a bloc.
  if (signatory && certain.length === 1 && !isEveryone(pool, knowledge)) {
    return answered(facts, [...signature(knowledge, signatory), ...othersOpen(possible, knowledge)]);
  }
  return answered(facts, extremeWords(certain, possible, rank.kind, knowledge));
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
  } else if (certain.length > 1 && day && end === "first" && areOfFirstDay(certain, days, knowledge)) {
    sentences.push(state({ id: "first", args: { count: certain.length, countries: certain, day } }, sources));
  } else if (signatory && certain.length === 1 && day) {
    sentences.push(state({ id: "first-one", args: { country: signatory.country, day } }, sources));
  } else if (certain.length > 0) {
    sentences.push(...inOrderWords(knowledge, certain, null));
  } else if (possible.length === 0) {
    sentences.push(state({ id: "list-none", args: {} }, knowledge.initiative.asOf.sources));
  }
  return [...sentences, ...othersOpen(possible, knowledge)];
}

/** Whether all of them signed on the first day of all. */
function areOfFirstDay(
  countries: readonly CountryCode[],
  days: readonly Day[],
  { signatories }: KnowledgeBase,
): boolean {
  const [day, ...more] = days;
  const [first] = signatories.values();
  return (
    more.length === 0 &&
    day === first?.signed.latest &&
    countries.every((code) => signatories.get(code)?.signed.latest === day)
  );
}

function othersOpen(possible: readonly CountryCode[], knowledge: KnowledgeBase): Sentence[] {
  if (possible.length === 0) return [];
  return [state({ id: "others-open", args: { countries: possible } }, sourcesFor(knowledge, possible))];
}
