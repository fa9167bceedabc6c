import type { Signatory } from "../../knowledge/knowledge-base.ts";
import { countBelow, sortedNumbers } from "./bisect.ts";
import { type Bounds, fromTheFirst, fromTheLatest } from "./bounds.ts";
import { type Placement, placed } from "./order.ts";

/**
 * The place of each of `pool` among them all: what `placementOf` finds by comparing pairs, by sorting instead.
 *
 * It rests on what `placeInTime` sees to: no pair is in one order by its days and in the other by its seats.
 */
export function placementsOf(pool: readonly Signatory[]): readonly Placement[] {
  const bounds = pool.map(fromTheFirst);
  const before = nearerCounts(bounds);
  const after = nearerCounts(bounds.map(fromTheLatest));
  const days = groupSizes(bounds);
  return bounds.map(({ exactDay }, index) =>
    placed({
      before: before[index] ?? 0,
      after: after[index] ?? 0,
      same: exactDay === null ? 0 : (days.get(exactDay) ?? 1) - 1,
      count: pool.length,
    }),
  );
}

function groupSizes(bounds: readonly Bounds[]): ReadonlyMap<number, number> {
  const sizes = new Map<number, number>();
  for (const { exactDay } of bounds)
    if (exactDay !== null) sizes.set(exactDay, (sizes.get(exactDay) ?? 0) + 1);
  return sizes;
}

/** How many are certainly nearer than each: by day or by seat, and not of the same day. */
function nearerCounts(bounds: readonly Bounds[]): readonly number[] {
  const farDays = sortedNumbers(bounds.map(({ farDay }) => farDay));
  const farSeats = sortedNumbers(bounds.map(({ farSeat }) => farSeat));
  const both = nearerByBoth(bounds, farSeats);
  const ofOneDay = nearerOfOneDay(bounds);
  return bounds.map(
    ({ nearDay, nearSeat }, index) =>
      countBelow(farDays, nearDay) +
      countBelow(farSeats, nearSeat) -
      (both[index] ?? 0) -
      (ofOneDay[index] ?? 0),
  );
}

/** How many are nearer than each by seat and share its day: the day decides, so they are not counted. */
function nearerOfOneDay(bounds: readonly Bounds[]): readonly number[] {
  const byDay = new Map<number, number[]>();
  for (const { exactDay, farSeat } of bounds) {
    if (exactDay === null) continue;
    const seats = byDay.get(exactDay);
    if (seats) seats.push(farSeat);
    else byDay.set(exactDay, [farSeat]);
  }
  for (const seats of byDay.values()) seats.sort((a, b) => a - b);
  return bounds.map(({ exactDay, nearSeat }) =>
    exactDay === null ? 0 : countBelow(byDay.get(exactDay) ?? [], nearSeat),
  );
}

/** How many are nearer than each by day and by seat alike: a sweep over days, with a Fenwick tree over seats. */
function nearerByBoth(bounds: readonly Bounds[], farSeats: readonly number[]): readonly number[] {
  const byFarDay = bounds.toSorted((a, b) => a.farDay - b.farDay);
  const askers = bounds.map((_, index) => index).sort((a, b) => dayAt(bounds, a) - dayAt(bounds, b));
  const tree = new Int32Array(bounds.length + 1);
  const counts = bounds.map(() => 0);
  let swept = 0;
  for (const asker of askers) {
    const own = bounds[asker];
    if (!own) continue;
    for (let next = byFarDay[swept]; next && next.farDay < own.nearDay; next = byFarDay[swept]) {
      add(tree, countBelow(farSeats, next.farSeat) + 1);
      swept += 1;
    }
    counts[asker] = sum(tree, countBelow(farSeats, own.nearSeat));
  }
  return counts;
}

function dayAt(bounds: readonly Bounds[], index: number): number {
  return bounds[index]?.nearDay ?? 0;
}

function add(tree: Int32Array, at: number): void {
  for (let index = at; index < tree.length; index += index & -index) tree[index] = (tree[index] ?? 0) + 1;
}

/** Of the places 1 to `through`. */
function sum(tree: Int32Array, through: number): number {
  let total = 0;
  for (let index = through; index > 0; index -= index & -index) total += tree[index] ?? 0;
  return total;
}
