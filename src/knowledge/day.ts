import type { Brand } from "./brand.ts";

/** `YYYY-MM-DD`. A calendar day, not an instant: it has no time zone, and days compare as strings. */
export type Day = Brand<string, "Day">;

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** The day that `text` names, or null: `2019-02-31` is not a day, and neither is `2019-2-3`. */
export function parseDay(text: string): Day | null {
  const match = SHAPE.exec(text);
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month) ? (text as Day) : null;
}

/** Days in `month` (1 to 12) of `year`, in the Gregorian calendar. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** The day of `year`, `month` (1 to 12) and `day`; null where the calendar has none. */
export function dayOf(year: number, month: number, day: number): Day | null {
  return parseDay(
    `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`,
  );
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}
