import { parseDay } from "../knowledge/day.ts";
import type { PauseEnd } from "./command.ts";

const HOUR_MS = 3_600_000;
const UNITS: ReadonlyMap<string, number> = new Map([
  ["h", HOUR_MS],
  ["d", 24 * HOUR_MS],
  ["w", 7 * 24 * HOUR_MS],
]);
const DURATION = /^(\d{1,4}) ?(h|d|w|hours?|days?|weeks?)$/;
const LONGEST_MS = 366 * 24 * HOUR_MS;

/** `["2w"]` is two weeks; null for nothing said; undefined for what is no time of at most a year. */
export function parsePauseEnd(words: readonly string[]): PauseEnd | null | undefined {
  if (words.length === 0) return null;
  const [first, second, ...more] = words;
  if (first === "until") {
    const day = more.length === 0 ? parseDay(second ?? "") : null;
    return day ? { kind: "on", day } : undefined;
  }
  const said = (first === "for" ? words.slice(1) : words).join(" ");
  const [, number = "", unit = ""] = DURATION.exec(said) ?? [];
  const ms = Number(number) * (UNITS.get(unit.charAt(0)) ?? 0);
  return ms > 0 && ms <= LONGEST_MS ? { kind: "after", ms } : undefined;
}
