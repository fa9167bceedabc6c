import { type Day, dayOf, daysInMonth } from "../knowledge/day.ts";
import { cueSet } from "../language/cue-set.ts";
import type { Cue } from "../language/cues.ts";
import { KIND } from "../language/lexicon.ts";
import type { Term } from "../language/term.ts";
import type { Within } from "./query.ts";
import { hasCue } from "./reading.ts";

/** A stretch of days with both ends, and how many terms it took to say it. */
export interface Stretch {
  readonly from: Day;
  readonly to: Day;
  readonly length: number;
  /** "the end of 2018": one day that stands for a state reached by then. */
  readonly point: boolean;
}

/** Words that begin a date beside numbers and months: "the end of 2018", "this year", "the first quarter". */
export const DATE_WORDS: readonly Cue[] = [
  "start-of",
  "end-of",
  "mid",
  "today",
  "year",
  "this",
  "latest",
  "previous",
  "first",
  "second",
  "quarter",
];
const BEGINS_DATE = cueSet(DATE_WORDS);
const DATE_KINDS = KIND.number | KIND.month | KIND.day;

/** Reads a date that begins at term `at`: a day, month, quarter or year, or the start or end of one. */
export function stretchAt(terms: readonly Term[], at: number, today: Day): Stretch | null {
  const term = terms[at];
  if (!term || ((term.kinds & DATE_KINDS) === 0 && !hasCue(term, BEGINS_DATE))) return null;
  const edge = edgeAt(terms, at, today);
  if (edge) return edge;
  return (
    exactDay(terms, at) ??
    dayMonthYear(terms, at) ??
    monthDayYear(terms, at) ??
    monthYear(terms, at) ??
    partYear(terms, at) ??
    relativeYear(terms, at, today) ??
    yearAt(terms, at) ??
    todayAt(terms, at, today)
  );
}

const EDGES = cueSet(["start-of", "end-of", "mid"]);

function edgeAt(terms: readonly Term[], at: number, today: Day): Stretch | null {
  if (!hasCue(terms[at], EDGES)) return null;
  const start = hasCue(terms[at], "start-of");
  const middle = hasCue(terms[at], "mid");
  const next = skip(terms, at + 1);
  const whole =
    hasCue(terms[next], "start-of") || hasCue(terms[next], "end-of") ? null : stretchAt(terms, next, today);
  if (!whole) return null;
  const length = next - at + whole.length;
  if (middle) return middleOf(whole, length);
  const day = start ? whole.from : whole.to;
  return { from: day, to: day, length, point: true };
}

/** The middle third of a month, and June and July of a year. */
function middleOf(whole: Stretch, length: number): Stretch | null {
  const year = whole.from.slice(0, 4);
  const month = whole.from.slice(0, 7);
  const oneMonth = month === whole.to.slice(0, 7);
  const [from, to] = oneMonth ? [`${month}-11`, `${month}-20`] : [`${year}-06-01`, `${year}-07-31`];
  return stretch(parts(from), parts(to), length);
}

function exactDay(terms: readonly Term[], at: number): Stretch | null {
  for (const sense of terms[at]?.senses ?? []) {
    if (sense.kind === "day") return { from: sense.day, to: sense.day, length: 1, point: false };
  }
  return null;
}

function dayMonthYear(terms: readonly Term[], at: number): Stretch | null {
  const day = numberAt(terms, at, 1, 31);
  const middle = skip(terms, at + 1);
  const month = monthAt(terms, middle);
  const after = skip(terms, middle + 1);
  const year = numberAt(terms, after, 1900, 2099);
  if (day === null || month === null || year === null) return null;
  return stretch([year, month, day], [year, month, day], after - at + 1);
}

function monthDayYear(terms: readonly Term[], at: number): Stretch | null {
  const month = monthAt(terms, at);
  const middle = skip(terms, at + 1);
  const day = numberAt(terms, middle, 1, 31);
  const year = numberAt(terms, middle + 1, 1900, 2099);
  if (day === null || month === null || year === null) return null;
  return stretch([year, month, day], [year, month, day], middle - at + 2);
}

function monthYear(terms: readonly Term[], at: number): Stretch | null {
  const month = monthAt(terms, at);
  const next = skip(terms, at + 1);
  const year = numberAt(terms, next, 1900, 2099);
  if (month === null || year === null) return null;
  return stretch([year, month, 1], [year, month, daysInMonth(year, month)], next - at + 1);
}

/** "Q4 2018", "the fourth quarter of 2018", "the first half of 2018". */
function partYear(terms: readonly Term[], at: number): Stretch | null {
  const joined = hasCue(terms[at], "quarter");
  const unit = joined ? at : at + 1;
  const number = partNumber(terms, at);
  const months = joined || hasCue(terms[unit], "quarter") ? 3 : hasCue(terms[unit], "half") ? 6 : 0;
  const next = skip(terms, unit + 1);
  const year = numberAt(terms, next, 1900, 2099);
  if (number === null || months === 0 || number * months > 12 || year === null) return null;
  const last = number * months;
  return stretch([year, last - months + 1, 1], [year, last, daysInMonth(year, last)], next - at + 1);
}

function partNumber(terms: readonly Term[], at: number): number | null {
  if (hasCue(terms[at], "first")) return 1;
  if (hasCue(terms[at], "second")) return 2;
  return hasCue(terms[at], "latest") ? null : numberAt(terms, at, 1, 4);
}

const SEASONS = [
  ["spring", 3],
  ["summer", 6],
  ["autumn", 9],
] as const;

const ANY_SEASON = cueSet(SEASONS.map(([cue]) => cue));

/** "Summer 2025": where a season begins is a matter of taste, so it serves as a bound only ("by summer"). */
export function seasonAt(terms: readonly Term[], at: number): Stretch | null {
  if (!hasCue(terms[at], ANY_SEASON)) return null;
  const first = SEASONS.find(([cue]) => hasCue(terms[at], cue))?.[1];
  const next = skip(terms, at + 1);
  const year = numberAt(terms, next, 1900, 2099);
  if (first === undefined || year === null) return null;
  return stretch([year, first, 1], [year, first + 2, daysInMonth(year, first + 2)], next - at + 1);
}

/** "This year", "last year". */
function relativeYear(terms: readonly Term[], at: number, today: Day): Stretch | null {
  const back =
    hasCue(terms[at], "latest") || hasCue(terms[at], "previous") ? 1 : hasCue(terms[at], "this") ? 0 : null;
  if (back === null || !hasCue(terms[at + 1], "year")) return null;
  const year = Number(today.slice(0, 4)) - back;
  return stretch([year, 1, 1], [year, 12, 31], 2);
}

function yearAt(terms: readonly Term[], at: number): Stretch | null {
  const skipped = hasCue(terms[at], "year") ? skip(terms, at + 1) : at;
  const year = numberAt(terms, skipped, 1900, 2099);
  return year === null ? null : stretch([year, 1, 1], [year, 12, 31], skipped - at + 1);
}

function todayAt(terms: readonly Term[], at: number, today: Day): Stretch | null {
  return hasCue(terms[at], "today") ? { from: today, to: today, length: 1, point: true } : null;
}

const OF_OR_FILLER = cueSet(["of", "filler"]);

/** Steps over "of" and articles between the parts of a date. */
export function skip(terms: readonly Term[], at: number): number {
  let next = at;
  while (hasCue(terms[next], OF_OR_FILLER)) next += 1;
  return next;
}

export function numberAt(terms: readonly Term[], at: number, least: number, most: number): number | null {
  for (const sense of terms[at]?.senses ?? []) {
    if (sense.kind === "number" && sense.value >= least && sense.value <= most) return sense.value;
  }
  return null;
}

export function monthAt(terms: readonly Term[], at: number): number | null {
  for (const sense of terms[at]?.senses ?? []) if (sense.kind === "month") return sense.month;
  return null;
}

export function parts(day: string): readonly [number, number, number] {
  return [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8))];
}

export function stretch(
  from: readonly [number, number, number],
  to: readonly [number, number, number],
  length: number,
): Stretch | null {
  const [first, last] = [dayOf(...from), dayOf(...to)];
  return first && last ? { from: first, to: last, length, point: false } : null;
}

/** The day before (-1) or after (+1) `day`. */
export function neighbourDay(day: Day, step: -1 | 1): Day {
  const [year, month, date] = parts(day);
  const within = dayOf(year, month, date + step);
  if (within) return within;
  const across =
    step === 1
      ? (dayOf(year, month + 1, 1) ?? dayOf(year + 1, 1, 1))
      : (dayOf(year, month - 1, daysInMonth(year, month - 1)) ?? dayOf(year - 1, 12, 31));
  return across ?? day;
}

/** Days in both stretches of time. */
export function intersect(a: Within | null, b: Within): Within {
  if (!a) return b;
  return {
    from: a.from === null || (b.from !== null && b.from > a.from) ? b.from : a.from,
    to: a.to === null || (b.to !== null && b.to < a.to) ? b.to : a.to,
  };
}
