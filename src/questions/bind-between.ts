import { type Day, daysInMonth } from "../knowledge/day.ts";
import { cueSet } from "../language/cue-set.ts";
import { countryOf, type Term } from "../language/term.ts";
import {
  intersect,
  monthAt,
  neighbourDay,
  numberAt,
  parts,
  type Stretch,
  skip,
  stretch,
  stretchAt,
} from "./calendar.ts";
import { hasCue, leaveLoose, type Reading } from "./reading.ts";
import { overFillers, type Scene } from "./scan.ts";

const OPENING = cueSet(["between", "from", "of"]);
const JOINING = cueSet(["and", "to", "by"]);

/** "between Croatia and Norway", "between 2018 and 2020", "from May to July 2018". */
export function bindBetween({ terms, today }: Scene, at: number, reading: Reading): number {
  if (!hasCue(terms[at], OPENING)) return 0;
  const start = overFillers(terms, at + 1);
  const whole = stretchAt(terms, start, today);
  const joint = overFillers(terms, start + (whole?.length ?? shortLength(terms, start)), false);
  if (!hasCue(terms[joint], JOINING)) return bindBetweenCountries(terms, at, reading);
  const second = overFillers(terms, joint + 1);
  const last = stretchAt(terms, second, today);
  const first = whole ?? (last && stretchWithYear(terms, start, last));
  if (first) {
    if (!last || first.from > last.to) return 0;
    reading.within = intersect(reading.within, { from: first.from, to: last.to });
    return second - at + last.length;
  }
  return bindBetweenCountries(terms, at, reading);
}

/** "Between Croatia and Norway", "between the signature of Norway and that of Germany". */
function bindBetweenCountries(terms: Scene["terms"], at: number, reading: Reading): number {
  if (!hasCue(terms[at], "between")) return 0;
  const start = overSigning(terms, at + 1);
  const joint = overSigning(terms, start + 1);
  const second = overSigning(terms, joint + 1);
  const [a, b] = [terms[start], terms[second]];
  const after = a ? countryOf(a) : null;
  const before = b ? countryOf(b) : null;
  if (!after || !before || !hasCue(terms[joint], JOINING)) return 0;
  for (const term of terms.slice(at, second)) if (hasCue(term, "sign")) leaveLoose(reading, term);
  reading.relations.push({ kind: "after", country: after.code }, { kind: "before", country: before.code });
  reading.between = true;
  return second - at + 1;
}

const SIGNING = cueSet(["filler", "of", "sign"]);

function overSigning(terms: Scene["terms"], at: number): number {
  let next = at;
  while (hasCue(terms[next], SIGNING)) next += 1;
  return next;
}

/** How many terms a day or month takes that leaves its year to what follows; any other word is one. */
function shortLength(terms: readonly Term[], at: number): number {
  const middle = skip(terms, at + 1);
  return numberAt(terms, at, 1, 31) !== null && monthAt(terms, middle) !== null ? middle - at + 1 : 1;
}

/** "September", "6 September" and "6" of "between 6 and 21 September 2018": what it lacks is as at the other end. */
function stretchWithYear(terms: readonly Term[], at: number, { from, to }: Stretch): Stretch | null {
  const length = shortLength(terms, at);
  const [year, lastMonth] = parts(to);
  const day = numberAt(terms, at, 1, 31);
  const month = monthAt(terms, at + length - 1) ?? (day !== null && from === to ? lastMonth : null);
  if (month === null) return null;
  return stretch([year, month, day ?? 1], [year, month, day ?? daysInMonth(year, month)], length);
}

/** "May or June 2019": months or days that follow each other are one time. */
export function eitherStretch(terms: readonly Term[], at: number, today: Day): Stretch | null {
  const joint = at + shortLength(terms, at);
  if (!hasCue(terms[joint], "or")) return null;
  const second = overFillers(terms, joint + 1);
  const last = stretchAt(terms, second, today);
  const first = last && stretchWithYear(terms, at, last);
  if (!first || neighbourDay(first.to, 1) !== last.from) return null;
  return { from: first.from, to: last.to, length: second - at + last.length, point: false };
}
