import { isExact, type KnowledgeBase, type Signatory, type Sources } from "../../knowledge/knowledge-base.ts";
import type { CountryCode } from "../../knowledge/schema/values.ts";
import { type Answer, answered, type Sentence, state, verdictWord } from "../answer.ts";
import { EVERYONE, type Query } from "../query.ts";
import { chronicleOf, everyone, exactDays, signatoriesOf } from "./chronicle.ts";
import { select } from "./filter.ts";
import type { Placement } from "./order.ts";
import { rankFacts } from "./rank-facts.ts";
import { absence, conflicts, type Scope, withOrdinal } from "./scope.ts";
import { type Standings, standingsOf } from "./standings.ts";
import { all, any, type Truth } from "./three-valued.ts";

type Ranked = Extract<Query, { readonly op: "rank" }>;

export function rank({ countries, claimed, blocs, among }: Ranked, { knowledge, today }: Scope): Answer {
  const pool = blocs
    ? signatoriesOf(knowledge, select(knowledge, { ...EVERYONE, blocs }, today, true).certain)
    : everyone(knowledge);
  const standings = standingsOf(pool);
  const count = blocs ? otherCount(countries, claimed, blocs, { knowledge, today }) : null;
  const [only] = countries.length === 1 ? countries.map((code) => knowledge.signatories.get(code)) : [];
  const claim = among
    ? amongVerdict(countries, among, knowledge, standings)
    : claimed.length > 0
      ? claimVerdict(countries, claimed, knowledge, standings)
      : unsigned(countries, knowledge);
  // What is wrong by one count and right by the other is neither: both are told.
  const verdict = claim === "no" && count?.verdict === "yes" ? null : claim;
  return answered(
    {
      verdict,
      countries: [...new Set([...countries, ...trueHolder(claimed, verdict, standings)])],
      dates: exactDays(knowledge, countries),
      ...(only ? rankFacts(only, standings) : {}),
    },
    [
      ...((claimed.length > 0 || among) && verdict ? [verdictWord(verdict)] : []),
      ...countries.flatMap((code) => {
        const signatory = knowledge.signatories.get(code);
        if (!signatory) return absence(knowledge, code);
        return [
          ...placeWords(signatory, knowledge),
          ...(blocs ? amongWords(signatory, blocs, standings, count?.standings ?? standings, knowledge) : []),
          ...conflicts(signatory.claims, ["ordinal"]),
        ];
      }),
    ],
  );
}

type Blocs = NonNullable<Ranked["blocs"]>;

/** The same claim counted among those who belong to the blocs today, and not when they signed. */
function otherCount(
  countries: readonly CountryCode[],
  claimed: Ranked["claimed"],
  blocs: Blocs,
  { knowledge, today }: Scope,
) {
  const pool = signatoriesOf(knowledge, select(knowledge, { ...EVERYONE, blocs }, today).certain);
  const standings = standingsOf(pool);
  return { standings, verdict: claimVerdict(countries, claimed, knowledge, standings) };
}

/** What is counted: "of the countries that were members of the EU when they signed, Romania was number 26". */
function amongWords(
  signatory: Signatory,
  blocs: Blocs,
  then: Standings,
  now: Standings,
  knowledge: KnowledgeBase,
): Sentence[] {
  const [bloc, ...more] = blocs;
  const sources = bloc && knowledge.blocs.get(bloc.id)?.sources;
  const placeIn = ({ placementOf }: Standings) => {
    const placement = placementOf(signatory);
    return placement?.kind === "exact" ? placement.rank : null;
  };
  const [rank, today] = [placeIn(then), placeIn(now)];
  if (!bloc?.member || !sources || more.length > 0 || rank === null) return [];
  const { country } = signatory;
  const all: Sources = [...withOrdinal(signatory), ...sources];
  return [
    state({ id: "rank-among-then", args: { bloc: bloc.id, country, rank } }, all),
    ...(today === null || today === rank
      ? []
      : [state({ id: "rank-among-today", args: { bloc: bloc.id, country, rank: today } }, all)]),
  ];
}

function unsigned(countries: readonly CountryCode[], knowledge: KnowledgeBase): "no" | null {
  return countries.some((code) => !knowledge.signatories.has(code)) ? "no" : null;
}

/** Who really holds the place that a denied claim speaks of. */
function trueHolder(
  claimed: Ranked["claimed"],
  verdict: Truth | null,
  { pool, holding, placementOf }: Standings,
): readonly CountryCode[] {
  const [n, ...more] = claimed;
  if (verdict !== "no" || typeof n !== "number" || more.length > 0) return [];
  return holding({ from: n, to: n })
    .filter((one) => isPlace(placementOf(one), n, pool.length))
    .map(({ country }) => country);
}

function isPlace(placement: Placement | null, n: number, count: number): boolean {
  return placement !== null && matches(placement, n, count) === "yes";
}

/** "Was Latvia the 18th or the 19th?" is yes when it was one of them. */
function claimVerdict(
  countries: readonly CountryCode[],
  claimed: Ranked["claimed"],
  knowledge: KnowledgeBase,
  { pool, placementOf }: Standings,
): Truth {
  return all(
    countries.map((code) => {
      const signatory = knowledge.signatories.get(code);
      const placement = signatory ? placementOf(signatory) : null;
      if (!placement) return "no";
      return coversAll(placement, claimed)
        ? "yes"
        : any(claimed.map((claim) => matches(placement, claim, pool.length)));
    }),
  );
}

/** "One of the first 13": whether all places left to each lie there. */
function amongVerdict(
  countries: readonly CountryCode[],
  { kind, count }: NonNullable<Ranked["among"]>,
  knowledge: KnowledgeBase,
  { pool, placesOf }: Standings,
): Truth {
  return all(
    countries.map((code): Truth => {
      const signatory = knowledge.signatories.get(code);
      if (!signatory) return "no";
      const { from, to } = placesOf(signatory);
      const [near, far] = kind === "first" ? [from, to] : [pool.length + 1 - to, pool.length + 1 - from];
      if (near > count) return "no";
      return far <= count ? "yes" : "unknown";
    }),
  );
}

/** "The 25th or the 26th?" is yes where these are the only places left, whichever it was. */
function coversAll(placement: Placement, claimed: Ranked["claimed"]): boolean {
  if (placement.kind !== "between") return false;
  const { from, to } = placement;
  return Array.from({ length: to - from + 1 }, (_, index) => from + index).every((rank) =>
    claimed.includes(rank),
  );
}

/** Nobody who shares a day is "the 1st": of the founders the claim of any single place is wrong. */
function matches(placement: Placement, claim: number | "first" | "latest", count: number): Truth {
  if (placement.kind === "joint") return claim === "first" && placement.from === 1 ? "yes" : "no";
  const number = claim === "first" ? 1 : claim === "latest" ? count : claim;
  if (placement.kind === "exact") return placement.rank === number ? "yes" : "no";
  return number >= placement.from && number <= placement.to ? "unknown" : "no";
}

function placeWords(signatory: Signatory, knowledge: KnowledgeBase): Sentence[] {
  const { country, signed } = signatory;
  const placement = chronicleOf(knowledge).standings.placementOf(signatory);
  const sources = withOrdinal(signatory);
  if (!placement) return [];
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
