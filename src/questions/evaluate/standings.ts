import type { Signatory } from "../../knowledge/knowledge-base.ts";
import { oncePer } from "./once-per.ts";
import type { Placement } from "./order.ts";
import { placementsOf } from "./placements.ts";
import { createRanges, type Range } from "./ranges.ts";

/** The places of a pool of signatories among themselves. */
export interface Standings {
  readonly pool: readonly Signatory[];
  /** Of one of the pool; null of anybody else. */
  placementOf(signatory: Signatory): Placement | null;
  /** The places left to one of the pool. */
  placesOf(signatory: Signatory): Range;
  /** Those of the pool who may hold one of the places, in the order of the pool. */
  holding(places: Range): readonly Signatory[];
}

/** Kept for each pool: that of all signatories is always the same list. */
export const standingsOf = oncePer((pool: readonly Signatory[]): Standings => {
  const placements = placementsOf(pool);
  const known = new Map(pool.map((signatory, index) => [signatory, placements[index]]));
  const ranges = createRanges(placements.map(placesOf));
  const placementOf = (signatory: Signatory) => known.get(signatory) ?? null;
  return {
    pool,
    placementOf,
    placesOf: (signatory) => {
      const placement = placementOf(signatory);
      return placement ? placesOf(placement) : { from: 1, to: pool.length };
    },
    holding: (places) => ranges.meeting(places).flatMap((index) => pool[index] ?? []),
  };
});

function placesOf(placement: Placement): Range {
  return placement.kind === "exact" ? { from: placement.rank, to: placement.rank } : placement;
}
