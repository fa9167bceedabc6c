import { isExact, type KnowledgeBase, type Signatory } from "../../knowledge/knowledge-base.ts";
import type { CountryCode } from "../../knowledge/schema/values.ts";
import { type Answer, answered, type Sentence, state, verdictWord } from "../answer.ts";
import { EVERYONE, type Query } from "../query.ts";
import { select } from "./filter.ts";
import { everyone, inOrder, type Order, orderOf, type Placement, placementOf } from "./order.ts";
import { absence, conflicts, exactDays, type Scope, signature, sourcesFor, withOrdinal } from "./scope.ts";
import { rankFacts } from "./signatures.ts";
import { all, any, type Truth } from "./three-valued.ts";

type Of<Op extends Query["op"]> = Extract<Query, { readonly op: Op }>;

export function rank({ countries, claimed, blocs }: Of<"rank">, { knowledge, today }: Scope): Answer {
  const chosen = blocs ? select(knowledge, { ...EVERYONE, blocs }, today, true).certain : null;
  const signatories = everyone(knowledge).filter(
    ({ country }) => chosen === null || chosen.includes(country),
  );
  const [only] = countries.length === 1 ? countries.map((code) => knowledge.signatories.get(code)) : [];
  const verdict =
    claimed.length > 0
      ? claimVerdict(countries, claimed, knowledge, signatories)
      : unsigned(countries, knowledge);
  return answered(
    {
      verdict,
      countries: [...new Set([...countries, ...trueHolder(claimed, verdict, signatories)])],
      dates: exactDays(knowledge, countries),
      ...(only && signatories.includes(only) ? rankFacts(only, signatories) : {}),
    },
    [
      ...(claimed.length > 0 && verdict ? [verdictWord(verdict)] : []),
      ...countries.flatMap((code) => {
        const signatory = knowledge.signatories.get(code);
        if (!signatory) return absence(knowledge, code);
        return [...placeWords(signatory, everyone(knowledge)), ...conflicts(signatory.claims, ["ordinal"])];
      }),
    ],
  );
}

function unsigned(countries: readonly CountryCode[], knowledge: KnowledgeBase): "no" | null {
  return countries.some((code) => !knowledge.signatories.has(code)) ? "no" : null;
}

/** Who really holds the place that a denied claim speaks of. */
function trueHolder(
  claimed: Of<"rank">["claimed"],
  verdict: Truth | null,
  signatories: readonly Signatory[],
): readonly CountryCode[] {
  const [n, ...more] = claimed;
  if (verdict !== "no" || typeof n !== "number" || more.length > 0) return [];
  return signatories
    .filter((one) => matches(placementOf(one, signatories), n, signatories.length) === "yes")
    .map(({ country }) => country);
}

/** "Was Latvia the 18th or the 19th?" is yes when it was one of them. */
function claimVerdict(
  countries: readonly CountryCode[],
  claimed: Of<"rank">["claimed"],
  knowledge: KnowledgeBase,
  signatories: readonly Signatory[],
): Truth {
  return all(
    countries.map((code) => {
      const signatory = knowledge.signatories.get(code);
      if (!signatory || !signatories.includes(signatory)) return "no";
      const placement = placementOf(signatory, signatories);
      return coversAll(placement, claimed)
        ? "yes"
        : any(claimed.map((claim) => matches(placement, claim, signatories.length)));
    }),
  );
}

/** "The 25th or the 26th?" is yes where these are the only places left, whichever it was. */
function coversAll(placement: Placement, claimed: Of<"rank">["claimed"]): boolean {
  if (placement.kind !== "between") return false;
  const { from, to } = placement;
  return Array.from({ length: to - from + 1 }, (_, index) => from + index).every((rank) =>
    claimed.includes(rank),
  );
}

/** Nobody who shares a day is "the first": of the founders the claim of any single place is wrong. */
function matches(placement: Placement, claim: number | "first" | "latest", count: number): Truth {
  if (placement.kind === "joint") return claim === "first" && placement.from === 1 ? "yes" : "no";
  const number = claim === "first" ? 1 : claim === "latest" ? count : claim;
  if (placement.kind === "exact") return placement.rank === number ? "yes" : "no";
  return number >= placement.from && number <= placement.to ? "unknown" : "no";
}

function placeWords(signatory: Signatory, signatories: readonly Signatory[]): Sentence[] {
  const { country, signed } = signatory;
  const placement = placementOf(signatory, signatories);
  const sources = withOrdinal(signatory);
  if (placement.kind === "joint") {
    const { from, to } = placement;
    return [state({ id: "rank-joint", args: { country, day: signed.earliest, from, to } }, sources)];
  }
  if (placement.kind === "between") {
    const { from, to } = placement;
    return [state({ id: "rank-between", args: { country, from, to } }, sources)];
  }
  if (!isExact(signed)) {
    return [
      state(
        {
          id: "signed-between-as",
          args: { country, earliest: signed.earliest, latest: signed.latest, rank: placement.rank },
        },
        sources,
      ),
    ];
  }
  return [
    state({ id: "signed-on-as", args: { country, day: signed.earliest, rank: placement.rank } }, sources),
  ];
}

export function compare({ left, relation, right }: Of<"compare">, { knowledge }: Scope): Answer {
  const pairs = left.flatMap((a) => right.map((b) => [a, b] as const));
  const truths = pairs.map(([a, b]) => relates(knowledge, a, b, relation));
  const verdict = relation === "either" ? null : all(truths);
  const countries = [...new Set([...left, ...right])];
  return answered({ verdict, countries, dates: exactDays(knowledge, countries) }, [
    ...(verdict ? [verdictWord(verdict)] : []),
    ...pairs.flatMap(([a, b]) => orderWords(knowledge, a, b)),
    ...countries.flatMap((code) => {
      const signatory = knowledge.signatories.get(code);
      return signatory ? signature(knowledge, signatory) : absence(knowledge, code);
    }),
  ]);
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
  const order = orderOf(first, second);
  if (order === relation) return "yes";
  if (relation === "same-day") return mayShareDay(first, second) ? "unknown" : "no";
  return order === "unknown" ? "unknown" : "no";
}

/** An order by number alone does not tell the days apart. */
function mayShareDay(a: Signatory, b: Signatory): boolean {
  return a.signed.latest >= b.signed.earliest && b.signed.latest >= a.signed.earliest;
}

function orderWords(knowledge: KnowledgeBase, a: CountryCode, b: CountryCode): Sentence[] {
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

export function earliestOf({ countries, last }: Of<"earliest-of">, { knowledge }: Scope): Answer {
  const signed = everyone(knowledge).filter(({ country }) => countries.includes(country));
  const beaten = (one: Signatory, by: Order) => signed.some((other) => orderOf(other, one) === by);
  const candidates = signed
    .filter((one) => !beaten(one, last ? "after" : "before"))
    .map(({ country }) => country);
  const certain = signed.filter(
    (one) =>
      !signed.some(
        (other) => other !== one && !["same-day", last ? "before" : "after"].includes(orderOf(other, one)),
      ),
  );
  const codes = certain.map(({ country }) => country);
  const unsignedOnes = countries.filter((code) => !knowledge.signatories.has(code));
  const ordered = inOrder(
    knowledge,
    signed.map(({ country }) => country),
  );
  const [a, b] = ordered;
  return answered(
    {
      countries: codes,
      possible: candidates.filter((code) => !codes.includes(code)),
      dates: exactDays(knowledge, countries),
    },
    [
      ...(a && b && ordered.length === 2 ? orderWords(knowledge, a, b) : []),
      ...ordered.flatMap((code) => {
        const signatory = knowledge.signatories.get(code);
        return signatory ? signature(knowledge, signatory) : [];
      }),
      ...unsignedOnes.flatMap((code) => absence(knowledge, code)),
    ],
  );
}

export function neighbour({ direction, country }: Of<"neighbour">, { knowledge }: Scope): Answer {
  const signatory = knowledge.signatories.get(country);
  if (!signatory) return answered({ verdict: "no", countries: [] }, absence(knowledge, country));
  const [towards, back]: readonly [Order, Order] =
    direction === "next" ? ["after", "before"] : ["before", "after"];
  const beyond = everyone(knowledge).filter((other) => orderOf(other, signatory) === towards);
  const open = everyone(knowledge).filter(
    (other) => other !== signatory && orderOf(other, signatory) === "unknown",
  );
  const nearest = beyond.filter((one) => !beyond.some((other) => orderOf(other, one) === back));
  const codes = nearest.map(({ country: code }) => code);
  const tie = nearest.every((one) =>
    nearest.every((other) => one === other || orderOf(one, other) === "same-day"),
  );
  const certain = tie && open.length === 0;
  const shared = everyone(knowledge).filter(
    (other) => other !== signatory && orderOf(other, signatory) === "same-day",
  );
  return answered(
    {
      countries: certain ? codes : [],
      possible: certain ? [] : [...codes, ...open.map(({ country: code }) => code)],
      dates: certain ? exactDays(knowledge, codes) : [],
    },
    [
      ...neighbourWords({ knowledge, country, direction, codes, certain, open }),
      ...(shared.length > 0
        ? [
            state(
              {
                id: "neighbour-joint",
                args: { country, count: shared.length, day: signatory.signed.earliest },
              },
              signatory.sources,
            ),
          ]
        : []),
      ...(certain && codes.length === 1 ? nearest.flatMap((one) => signature(knowledge, one)) : []),
    ],
  );
}

function neighbourWords(found: {
  readonly knowledge: KnowledgeBase;
  readonly country: CountryCode;
  readonly direction: "next" | "previous";
  readonly codes: readonly CountryCode[];
  readonly certain: boolean;
  readonly open: readonly Signatory[];
}): Sentence[] {
  const { knowledge, country, direction, codes, certain, open } = found;
  const { asOf } = knowledge.initiative;
  const [only] = codes;
  const sources = sourcesFor(knowledge, [country, ...codes]);
  if (!only && open.length === 0) {
    return direction === "next"
      ? [state({ id: "neighbour-none-next", args: { other: country, day: asOf.day } }, asOf.sources)]
      : [state({ id: "neighbour-none-previous", args: { other: country } }, sources)];
  }
  if (!certain || !only) {
    const countries = [...codes, ...open.map(({ country: code }) => code)];
    return [state({ id: "neighbour-possible", args: { other: country, countries } }, sources)];
  }
  if (codes.length > 1) {
    const day = knowledge.signatories.get(only)?.signed.earliest ?? asOf.day;
    return [
      state({ id: "neighbour-previous-joint", args: { other: country, countries: codes, day } }, sources),
    ];
  }
  const id = direction === "next" ? "neighbour-next" : "neighbour-previous";
  return [state({ id, args: { country: only, other: country } }, sources)];
}

export function atRank(query: Of<"at-rank">, scope: Scope): Answer {
  const { knowledge, today } = scope;
  const { certain, possible } = select(knowledge, query.filter, today, true);
  const pool = everyone(knowledge).filter(
    ({ country }) => certain.includes(country) || possible.includes(country),
  );
  switch (query.rank.kind) {
    case "nth":
      return atNth(pool, query.rank.n, knowledge);
    case "first":
      return extremes(pool, query.rank.count, "first", knowledge);
    case "latest":
      return extremes(pool, query.rank.count, "latest", knowledge);
  }
}

function atNth(pool: readonly Signatory[], n: number, knowledge: KnowledgeBase): Answer {
  const held = pool.filter((one) => {
    const placement = placementOf(one, pool);
    return placement.kind === "exact" ? placement.rank === n : n >= placement.from && n <= placement.to;
  });
  const codes = held.map(({ country }) => country);
  const [first] = held;
  if (!first) {
    const { asOf } = knowledge.initiative;
    return answered({ number: n }, [
      state({ id: "at-rank-none", args: { rank: n, count: pool.length } }, asOf.sources),
    ]);
  }
  const placement = placementOf(first, pool);
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
  pool: readonly Signatory[],
  count: number | null,
  end: "first" | "latest",
  knowledge: KnowledgeBase,
): Answer {
  const reach = (one: Signatory) => {
    const placement = placementOf(one, pool);
    const [from, to] =
      placement.kind === "exact" ? [placement.rank, placement.rank] : [placement.from, placement.to];
    return end === "first"
      ? { near: from, far: to }
      : { near: pool.length + 1 - to, far: pool.length + 1 - from };
  };
  const wanted =
    count ?? Math.max(0, ...pool.filter((one) => reach(one).near === 1).map((one) => reach(one).far));
  const certain = pool.filter((one) => reach(one).far <= wanted).map(({ country }) => country);
  const possible = pool
    .filter((one) => reach(one).far > wanted && reach(one).near <= wanted)
    .map(({ country }) => country);
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
