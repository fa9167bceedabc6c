import type { Day } from "../../knowledge/day.ts";
import { isExact, type Signatory } from "../../knowledge/knowledge-base.ts";

/** Between what a signature lies, seen from one end of time: near is least, far is greatest. */
export interface Bounds {
  readonly nearDay: number;
  readonly farDay: number;
  readonly nearSeat: number;
  readonly farSeat: number;
  /** The day if it is known, as a number that means the same from both ends; else null. */
  readonly exactDay: number | null;
}

/** Seen from the first signature: who is nearer signed earlier. */
export function fromTheFirst({ signed, seat }: Signatory): Bounds {
  const [earliest, latest] = [numberOf(signed.earliest), numberOf(signed.latest)];
  return {
    nearDay: earliest,
    farDay: latest,
    nearSeat: seat.from,
    farSeat: seat.to,
    exactDay: isExact(signed) ? earliest : null,
  };
}

/** Seen from the latest signature: who is nearer signed later. */
export function fromTheLatest({ nearDay, farDay, nearSeat, farSeat, exactDay }: Bounds): Bounds {
  return { nearDay: -farDay, farDay: -nearDay, nearSeat: -farSeat, farSeat: -nearSeat, exactDay };
}

/** `2019-06-14` gives 20190614: in the same order as the days. */
function numberOf(day: Day): number {
  return Number(day.slice(0, 4)) * 10_000 + Number(day.slice(5, 7)) * 100 + Number(day.slice(8, 10));
}
