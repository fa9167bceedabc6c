import type { Signatory } from "../../knowledge/knowledge-base.ts";
import type { CountryCode } from "../../knowledge/schema/values.ts";
import type { Rank } from "../query.ts";
import { keptForLists } from "./once-per.ts";
import { type Standings, standingsOf } from "./standings.ts";

/** Who holds a place for certain, and who may. */
export interface Holders {
  readonly certain: readonly CountryCode[];
  readonly possible: readonly CountryCode[];
}

/** Who holds `rank` among a pool. */
export function holdersOf(rank: Rank, standings: Standings): Holders {
  return rank.kind === "nth" ? ofPlace(rank.n, standings) : ofEnd(rank.kind, rank.count, standings);
}

function ofPlace(n: number, { holding, placementOf }: Standings): Holders {
  const held = holding({ from: n, to: n });
  const codes = held.map(({ country }) => country);
  const isOpen = held.some((one) => placementOf(one)?.kind === "between");
  return isOpen ? { certain: [], possible: codes } : { certain: codes, possible: [] };
}

/** The first or latest ones: without a number all who share the first day. */
function ofEnd(end: "first" | "latest", count: number | null, standings: Standings): Holders {
  const { pool, holding, placesOf } = standings;
  const last = pool.length;
  /** How far from the end asked for a signatory can be. */
  const reach = (one: Signatory) => (end === "first" ? placesOf(one).to : last + 1 - placesOf(one).from);
  const nearest = (wanted: number) =>
    holding(end === "first" ? { from: 1, to: wanted } : { from: last + 1 - wanted, to: last });
  const wanted = count ?? nearest(1).reduce((most, one) => Math.max(most, reach(one)), 0);
  const [certain, possible]: [CountryCode[], CountryCode[]] = [[], []];
  for (const one of nearest(wanted)) (reach(one) <= wanted ? certain : possible).push(one.country);
  return { certain, possible };
}

/** Beyond so many, all whose time is open are said to be possible: each one doubles the cases. */
const MOST_OPEN = 6;

/** The standings with each choice of those whose time is open. */
const casesOf = keptForLists((pool: readonly Signatory[], open: readonly Signatory[]): readonly Standings[] =>
  Array.from({ length: 2 ** open.length }, (_, bits) =>
    standingsOf([...pool, ...open.filter((_one, index) => (bits & (1 << index)) !== 0)]),
  ),
);

/** The same where some may or may not belong to the pool: certain is only who holds the rank in every case. */
export function holdersOfOpen(rank: Rank, pool: readonly Signatory[], open: readonly Signatory[]): Holders {
  const tried = open.length > MOST_OPEN ? open.slice(0, MOST_OPEN) : open;
  const cases = casesOf(pool, tried).map((standings) => holdersOf(rank, standings));
  const isAlways = (code: CountryCode) => cases.every(({ certain }) => certain.includes(code));
  const found = [
    ...new Set([
      ...cases.flatMap(({ certain, possible }) => [...certain, ...possible]),
      ...open.slice(MOST_OPEN).map(({ country }) => country),
    ]),
  ];
  const isOpen = open.length > MOST_OPEN;
  const certain = isOpen ? [] : found.filter(isAlways);
  return { certain, possible: found.filter((code) => !certain.includes(code)) };
}
