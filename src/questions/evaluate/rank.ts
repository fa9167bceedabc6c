import { isExact, type KnowledgeBase, type Signatory } from "../../knowledge/knowledge-base.ts";
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

export function rank({ countries, claimed, blocs }: Ranked, { knowledge, today }: Scope): Answer {
  const pool = blocs
    ? signatoriesOf(knowledge, select(knowledge, { ...EVERYONE, blocs }, today, true).certain)
    : everyone(knowledge);
  const standings = standingsOf(pool);
  const [only] = countries.length === 1 ? countries.map((code) => knowledge.signatories.get(code)) : [];
  const verdict =
    claimed.length > 0
      ? claimVerdict(countries, claimed, knowledge, standings)
      : unsigned(countries, knowledge);
  return answered(
    {
      verdict,
      countries: [...new Set([...countries, ...trueHolder(claimed, verdict, standings)])],
      dates: exactDays(knowledge, countries),
      ...(only ? rankFacts(only, standings) : {}),
    },
    [
      ...(claimed.length > 0 && verdict ? [verdictWord(verdict)] : []),
      ...countries.flatMap((code) => {
        const signatory = knowledge.signatories.get(code);
        if (!signatory) return absence(knowledge, code);
        return [...placeWords(signatory, knowledge), ...conflicts(signatory.claims, ["ordinal"])];
      }),
    ],
  );
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
