import type { Span } from "./knowledge-base.ts";
import type { CountryCode } from "./schema/values.ts";

/** What is known of one signature's place in time. */
export interface Dated {
  readonly country: CountryCode;
  readonly signed: Span;
  /** Rank among all signatories, where a source states one. */
  readonly ordinal: { readonly from: number; readonly to: number } | null;
}

/** What follows for one signature from all dates and ordinals together. */
export interface Placed {
  readonly country: CountryCode;
  readonly signed: Span;
  /**
   * Least and greatest number of the seat it can have taken, 1 to n. Countries that signed on one day
   * take neighbouring seats and share a rank.
   */
  readonly seat: { readonly from: number; readonly to: number };
}

export interface Contradiction {
  readonly country: CountryCode;
  readonly message: string;
}

/**
 * Puts dates and stated ordinals together: "Latvia was the 19th" and "Norway was the 21st" leave one seat
 * between them, so a country that can only have signed between the two was the 20th.
 *
 * Only what follows is said. Where dates and ordinals cannot all be true, the countries concerned are named.
 */
export function placeInTime(dated: readonly Dated[]): {
  readonly placed: readonly Placed[];
  readonly contradictions: readonly Contradiction[];
} {
  const start = dated.map((one) => seatByDate(one, dated));
  const seats = narrowSeats(dated, start);
  const placed = dated.map((one, index) => {
    const seat = seats[index] ?? { from: 1, to: dated.length };
    return { country: one.country, seat, signed: one.signed };
  });
  const tightened = placed.map((one) => ({ ...one, signed: tighten(one, placed) }));
  // What contradicts at the outset is told alone: narrowing drags in countries that are in order.
  const [contradictions = []] = [
    misplaced(dated, start),
    misplaced(dated, seats),
    tightened.filter(({ signed }) => signed.earliest > signed.latest).map(misdated),
  ].filter((found) => found.length > 0);
  return { placed: contradictions.length > 0 ? placed : tightened, contradictions };
}

function misdated({ country }: Placed): Contradiction {
  return { country, message: "its date cannot stand beside the order that the ordinals state" };
}

/** Countries left without a seat, and those that claim fewer seats than they are. */
function misplaced(dated: readonly Dated[], seats: readonly Seat[]): readonly Contradiction[] {
  const crowded = crowdedRanges(seats.filter(({ from, to }) => from <= to));
  return dated.flatMap(({ country, ordinal }, index) => {
    const seat = seats[index];
    if (!seat) return [];
    if (seat.from > seat.to) {
      const which = ordinal ? `ordinal (${range(ordinal)})` : "date";
      return [{ country, message: `its ${which} cannot stand beside the other dates and ordinals` }];
    }
    const crowd = crowded.find((one) => isWithin(seat, one));
    if (!crowd) return [];
    return [{ country, message: `dates and ordinals put too many countries at ${range(crowd)}` }];
  });
}

interface Seat {
  readonly from: number;
  readonly to: number;
}

/** Seats left by counting who certainly signed earlier or later, and by the country's own ordinal. */
function seatByDate(one: Dated, all: readonly Dated[]): Seat {
  let earlier = 0;
  let later = 0;
  for (const other of all) {
    if (other.signed.latest < one.signed.earliest) earlier += 1;
    if (other.signed.earliest > one.signed.latest) later += 1;
  }
  return {
    from: Math.max(1 + earlier, one.ordinal?.from ?? 1),
    to: Math.min(all.length - later, one.ordinal?.to ?? all.length),
  };
}

/** Takes away seats that others are certain to fill, and that order by date rules out, until nothing changes. */
function narrowSeats(dated: readonly Dated[], start: readonly Seat[]): readonly Seat[] {
  let seats = start;
  for (let round = 0; round <= dated.length; round += 1) {
    const filled = filledRanges(seats);
    const next = seats.map((seat, index) => keepOrder(shrink(seat, filled), index, dated, seats));
    if (next.every((seat, index) => seat.from === seats[index]?.from && seat.to === seats[index]?.to))
      return next;
    seats = next;
  }
  return seats;
}

/** Ranges of seats that exactly as many countries can only sit in: nobody else can sit there. */
function filledRanges(seats: readonly Seat[]): readonly Seat[] {
  return rangesWith(seats, (countries, places) => countries === places);
}

/** The least ranges of seats that more countries can only sit in than there are seats. */
function crowdedRanges(seats: readonly Seat[]): readonly Seat[] {
  const crowded = rangesWith(seats, (countries, places) => countries > places);
  return crowded.filter((one) => !crowded.some((other) => other !== one && isWithin(other, one)));
}

function rangesWith(
  seats: readonly Seat[],
  holds: (countries: number, places: number) => boolean,
): readonly Seat[] {
  const starts = [...new Set(seats.map(({ from }) => from))];
  const ends = [...new Set(seats.map(({ to }) => to))];
  return starts.flatMap((from) =>
    ends
      .filter((to) => to >= from)
      .map((to) => ({ from, to }))
      .filter((range) =>
        holds(seats.filter((seat) => isWithin(seat, range)).length, range.to - range.from + 1),
      ),
  );
}

function isWithin(seat: Seat, range: Seat): boolean {
  return seat.from >= range.from && seat.to <= range.to;
}

function shrink(seat: Seat, filled: readonly Seat[]): Seat {
  let { from, to } = seat;
  for (const range of filled) {
    if (isWithin(seat, range)) continue;
    if (from >= range.from && from <= range.to) from = range.to + 1;
    if (to >= range.from && to <= range.to) to = range.from - 1;
  }
  return { from, to };
}

function keepOrder(seat: Seat, index: number, dated: readonly Dated[], seats: readonly Seat[]): Seat {
  let { from, to } = seat;
  const own = dated[index]?.signed;
  seats.forEach((other, at) => {
    const theirs = dated[at]?.signed;
    if (!own || !theirs) return;
    if (theirs.latest < own.earliest) from = Math.max(from, other.from + 1);
    if (theirs.earliest > own.latest) to = Math.min(to, other.to - 1);
  });
  return { from, to };
}

/** A country certain to sit after another cannot have signed on an earlier day. */
function tighten(one: Placed, all: readonly Placed[]): Span {
  let { earliest, latest } = one.signed;
  for (const other of all) {
    if (other.seat.to < one.seat.from && other.signed.earliest > earliest) earliest = other.signed.earliest;
    if (other.seat.from > one.seat.to && other.signed.latest < latest) latest = other.signed.latest;
  }
  return { earliest, latest };
}

function range({ from, to }: Seat): string {
  return from === to ? String(from) : `${from} to ${to}`;
}
