import type { KnowledgeBase, Signatory } from "../../knowledge/knowledge-base.ts";
import { firstAbove } from "./bisect.ts";
import { type Bounds, fromTheFirst, fromTheLatest } from "./bounds.ts";
import { chronicleOf, everyone } from "./chronicle.ts";
import { oncePer } from "./once-per.ts";
import { type Order, orderOf } from "./order.ts";
import { createRanges } from "./ranges.ts";

/** Who stands beside a signatory in the order, on one side of it. */
export interface Besides {
  /** Those certainly beyond it with nobody certainly between, in order. */
  readonly nearest: readonly Signatory[];
  /** Those of whom it is not known on which side they stand, in order. */
  readonly open: readonly Signatory[];
  /** The others of its own day, in order. */
  readonly shared: readonly Signatory[];
}

interface Seen extends Bounds {
  readonly signatory: Signatory;
  /** Index in the order of all. */
  readonly position: number;
}

/** All signatories, sorted so that those beside one are found by bisection and a few steps. */
const ordersOf = oncePer((knowledge: KnowledgeBase) => {
  const all = everyone(knowledge);
  const next = all.map((signatory, position): Seen => ({ ...fromTheFirst(signatory), signatory, position }));
  const previous = next.map((seen): Seen => ({ ...seen, ...fromTheLatest(seen) }));
  return { next: line(next), previous: line(previous), seats: createRanges(all.map(({ seat }) => seat)) };
});

function line(seen: readonly Seen[]) {
  const sorted = seen.toSorted((a, b) => a.nearSeat - b.nearSeat);
  const byDay = new Map<number, Seen[]>();
  for (const one of seen) {
    if (one.exactDay === null) continue;
    const known = byDay.get(one.exactDay);
    if (known) known.push(one);
    else byDay.set(one.exactDay, [one]);
  }
  return { seen, sorted, nearSeats: sorted.map(({ nearSeat }) => nearSeat), byDay };
}

type Line = ReturnType<typeof line>;

export function besides(
  knowledge: KnowledgeBase,
  signatory: Signatory,
  direction: "next" | "previous",
): Besides {
  const all = everyone(knowledge);
  const orders = ordersOf(knowledge);
  const along = orders[direction];
  const towards = direction === "next" ? "after" : "before";
  const open = orders.seats
    .meeting(signatory.seat)
    .flatMap((position) => all[position] ?? [])
    .filter((other) => other !== signatory && orderOf(other, signatory) === "unknown");
  const own = along.seen[chronicleOf(knowledge).positions.get(signatory.country) ?? -1];
  const ofDay = own?.exactDay == null ? [] : (along.byDay.get(own.exactDay) ?? []);
  return {
    nearest: own ? inFront(nextTo(own, along, towards)) : [],
    open,
    shared: ofDay.map((one) => one.signatory).filter((other) => other !== signatory),
  };
}

/**
 * Those beyond `own` that may be nearest: by seat as far as the first of them reaches, and whoever shares its day.
 *
 * All others come certainly after that one. It rests on what `placeInTime` sees to: whoever signed certainly
 * later has a later first seat.
 */
function nextTo(own: Seen, { sorted, nearSeats, byDay }: Line, towards: Order): readonly Seen[] {
  const isBeyond = (one: Seen) => orderOf(one.signatory, own.signatory) === towards;
  const found = new Set<Seen>();
  let first: Seen | null = null;
  for (const one of from(sorted, firstAbove(nearSeats, own.nearSeat))) {
    if (first && one.nearSeat > first.farSeat) break;
    if (!isBeyond(one)) continue;
    found.add(one);
    first = first && first.farSeat <= one.farSeat ? first : one;
  }
  const ofDay = first?.exactDay == null ? [] : (byDay.get(first.exactDay) ?? []);
  return [...new Set([...found, ...ofDay.filter(isBeyond)])];
}

function* from(sorted: readonly Seen[], start: number): Generator<Seen> {
  for (let index = start; index < sorted.length; index += 1) {
    const one = sorted[index];
    if (one) yield one;
  }
}

/** Those that nobody else of them certainly comes before, in order. */
function inFront(found: readonly Seen[]): readonly Signatory[] {
  const firstDay = found.reduce((least, { farDay }) => Math.min(least, farDay), Number.POSITIVE_INFINITY);
  const firstSeat = leastSeat(found);
  // Those of one day do not come before each other, whatever their seats.
  const others = leastSeat(found.filter((one) => one.exactDay === null || one.farDay !== firstDay));
  return found
    .filter(({ nearDay }) => nearDay <= firstDay)
    .filter(({ nearSeat, exactDay }) => nearSeat <= (exactDay === null ? firstSeat : others))
    .toSorted((a, b) => a.position - b.position)
    .map(({ signatory }) => signatory);
}

function leastSeat(found: readonly Seen[]): number {
  return found.reduce((least, { farSeat }) => Math.min(least, farSeat), Number.POSITIVE_INFINITY);
}
