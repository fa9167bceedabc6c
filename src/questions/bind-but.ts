import type { Day } from "../knowledge/day.ts";
import { slug } from "../knowledge/schema/values.ts";
import { cueSet, only } from "../language/cue-set.ts";
import { bindDate, stretchOrEvent } from "./bind-time.ts";
import { intersect, neighbourDay } from "./calendar.ts";
import type { Within } from "./query.ts";
import { emptyReading, hasCue, type Reading, says } from "./reading.ts";
import { overFillers, type Scene } from "./scan.ts";

const BUT = only("but");
const NOT = only("not");
/** "Not in" is one word of English, as in "not in the EU". */
const APART = cueSet(["not", "outside"]);
const AFFIRMED = cueSet(["sign", "join", "signatory", "member", "aboard"]);
/** Before it nobody can have signed. */
const LAUNCH = slug.parse("launch");

/** "Signed in 2018, but not on the first day": what is left of a time, or the time after another. */
export function bindButNot(scene: Scene, at: number, reading: Reading): number {
  const { terms, milestones } = scene;
  const term = terms[at];
  if (!term || !hasCue(term, APART) || says(reading, NOT) || !says(reading, AFFIRMED)) return 0;
  if (!hasCue(terms[at - 1], BUT) && !term.afterPause) return 0;
  const start = overFillers(terms, at + 1);
  const left = emptyReading();
  const length = bindDate(scene, start, left) || bindDay(scene, start, left);
  if (length === 0) return 0;
  const launch = milestones.get(LAUNCH)?.date?.earliest ?? null;
  const within = left.within && without(reading.within, left.within, launch);
  if (!within || left.stray.length > 0) reading.stray.push(term);
  else {
    reading.within = within;
    reading.during = true;
    reading.since = within.to === null;
  }
  return start - at + length;
}

/** "Mais pas le premier jour": an event without a word of time before it. */
function bindDay(scene: Scene, at: number, reading: Reading): number {
  const day = stretchOrEvent(scene, at, true, reading);
  if (day) reading.within = { from: day.from, to: day.to };
  return day?.length ?? 0;
}

/** What is left once `hole` is taken out; null when that is not one stretch. */
function without(whole: Within | null, hole: Within, launch: Day | null): Within | null {
  const { from, to } = intersect(whole, { from: launch, to: null });
  const begins = from === null ? hole.from === null : (hole.from ?? from) <= from;
  const ends = to === null ? hole.to === null : (hole.to ?? to) >= to;
  if (begins === ends) return null;
  const rest = intersect(
    whole,
    begins
      ? { from: hole.to && neighbourDay(hole.to, 1), to: null }
      : { from: null, to: hole.from && neighbourDay(hole.from, -1) },
  );
  return rest.from && rest.to && rest.from > rest.to ? null : rest;
}
