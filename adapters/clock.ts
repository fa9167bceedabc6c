import type { Day } from "../src/knowledge/day.ts";
import { dayOf } from "../src/knowledge/day.ts";

/** Where the time comes from; tests give their own. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Today's date, UTC. */
  today(): Day;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  today: () => utcDay(Date.now()),
};

/** The day in UTC of a time in milliseconds. */
function utcDay(ms: number): Day {
  const date = new Date(ms);
  const day = dayOf(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
  if (day === null) throw new Error(`The time ${ms} has no calendar day; is the system clock set?`);
  return day;
}
