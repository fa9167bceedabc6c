import { type Day, dayOf, parseDay } from "../knowledge/day.ts";
import { only } from "./cue-set.ts";
import { type Lexicon, type Meaning, meaningOfSenses } from "./lexicon.ts";
import type { Token } from "./tokenise.ts";

const Q = "q".charCodeAt(0);
const QUARTER = /^q([1-4])$/;
const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const DAY_FIRST = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/;
const DIGITS = /^(\d{1,4})$/;
const DIGITS_AND_SUFFIX = /^(\d{1,3})([a-z]{1,3}|\.)$/;

/** Numbers, ordinals and dates written in digits. */
export function inDigits(text: string, lexicon: Lexicon, language: number): Meaning | null {
  const first = text.charCodeAt(0);
  if (first === Q) return quarter(text);
  if (first < 48 || first > 57) return null;
  const digits = DIGITS.exec(text);
  if (digits) return number(Number(digits[1]), false);
  const ordinal = DIGITS_AND_SUFFIX.exec(text);
  if (ordinal) {
    const languages = lexicon.ordinalSuffixes.get(ordinal[2] ?? "") ?? 0;
    if ((languages & (1 << language)) !== 0) return number(Number(ordinal[1]), true);
    // A full stop after a number ends the sentence where it makes no ordinal.
    return ordinal[2] === "." ? number(Number(ordinal[1]), false) : null;
  }
  const day = dayInDigits(text, (lexicon.dayFirst & (1 << language)) !== 0);
  return day ? meaningOfSenses([{ kind: "day", day }]) : null;
}

function quarter(text: string): Meaning | null {
  const digit = QUARTER.exec(text)?.[1];
  return digit ? { ...number(Number(digit), true), cues: only("quarter") } : null;
}

function number(value: number, ordinal: boolean): Meaning {
  return meaningOfSenses([{ kind: "number", value, ordinal }]);
}

/** "Malta signed 4/5/2018?": the language that knows all the words and not which of two days is meant. */
export function ambiguousIn(
  tokens: readonly Token[],
  unknown: readonly number[],
  { dayFirst }: Lexicon,
): number | null {
  if (!tokens.some(({ text }) => isAmbiguousDay(text))) return null;
  const found = unknown.findIndex((count, index) => count === 0 && (dayFirst & (1 << index)) === 0);
  return found < 0 ? null : found;
}

/** Whether it is one day for those who put the month first, and another for all others. */
function isAmbiguousDay(text: string): boolean {
  return dayInDigits(text, true) !== null && dayInDigits(text, false) === null;
}

/** ISO, or day.month.year; where `4/5/2018` could be April or May it is not read. */
function dayInDigits(text: string, dayFirst: boolean): Day | null {
  const iso = ISO.exec(text);
  if (iso) return parseDay(`${iso[1]}-${iso[2]?.padStart(2, "0")}-${iso[3]?.padStart(2, "0")}`);
  const parts = DAY_FIRST.exec(text);
  if (!parts) return null;
  const [first, second, year] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  if (text.includes(".") || first > 12 || first === second || (dayFirst && second <= 12))
    return dayOf(year, second, first);
  return second > 12 ? dayOf(year, first, second) : null;
}
