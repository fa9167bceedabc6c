import { type Day, parseDay } from "../knowledge/day.ts";
import { cueSet, only } from "../language/cue-set.ts";
import type { Cue } from "../language/cues.ts";
import type { Term } from "../language/term.ts";
import { eitherStretch } from "./bind-between.ts";
import { hasAsked } from "./bind-event.ts";
import { intersect, neighbourDay, type Stretch, seasonAt, stretchAt } from "./calendar.ts";
import type { Within } from "./query.ts";
import { hasCue, type Reading } from "./reading.ts";
import { isAny, overFillers, type Scene } from "./scan.ts";

/** Day on which the United Kingdom was last a member of the EU. */
const LAST_DAY_BEFORE_BREXIT: Day | null = parseDay("2020-01-31");

/** The day from which "after Brexit" reaches on. */
export const FIRST_DAY_AFTER_BREXIT: Day | null =
  LAST_DAY_BEFORE_BREXIT && neighbourDay(LAST_DAY_BEFORE_BREXIT, 1);

export const BOUNDING: readonly Cue[] = [
  "before",
  "after",
  "by",
  "since",
  "during",
  "in",
  "on",
  "at",
  "as-of",
  "from",
  "earlier",
  "later",
  "when",
];

/** "by the end of 2018", "in September 2018", "before 2019", "on 14 June 2019", "at the launch", "2018". */
export function bindDate(scene: Scene, at: number, reading: Reading): number {
  const { terms, today } = scene;
  const term = terms[at];
  const cue = cueOf(term);
  const start = cue ? overFillers(terms, hasCue(terms[at + 1], "than") ? at + 2 : at + 1) : at;
  const stretch = stretchUnder(cue, scene, { at, start }, reading);
  if (!stretch || !term) return 0;
  const meant = meantBy(cue, term, stretch);
  reading.during = meant === null || DURING.includes(meant);
  reading.since = meant === "since" || meant === "from";
  const bound = boundBy(meant, stretch, today);
  const join = hasCue(terms[at - 1], "or") ? joined : intersect;
  const within = join(reading.within, bound);
  if (!within || (within.from && within.to && within.from > within.to)) reading.stray.push(term);
  else reading.within = within;
  return start - at + stretch.length;
}

const TAKING_PART = cueSet(["join", "participate"]);
const IN = cueSet(["in", "at"]);

/** "Qui a participé au Brexit ?": what follows the verb is what one takes part in, and no time. */
function isTakenPartIn({ terms }: Scene, at: number, start: number): boolean {
  return hasCue(terms[start], "brexit") && hasCue(terms[at], IN) && hasCue(terms[at - 1], TAKING_PART);
}

/** "In May or June 2019" is one time; "in 2018 or 2020" and "by 2018 or by 2020" are two. */
function joined(before: Within | null, { from, to }: Within): Within | null {
  if (!before) return { from, to };
  if (!before.from || !before.to || !from || !to) return null;
  return neighbourDay(before.to, 1) === from ? { from: before.from, to } : null;
}

/** "When" asks for a time, and only "when the UK left the EU" and "when the declaration was opened" tell one. */
function stretchUnder(
  cue: Cue | null,
  scene: Scene,
  { at, start }: { readonly at: number; readonly start: number },
  reading: Reading,
): Stretch | null {
  if (isTakenPartIn(scene, at, start)) return null;
  const season = cue === "by" || cue === "as-of" ? seasonAt(scene.terms, start) : null;
  if (season) {
    reading.vague = { from: season.from, to: season.to };
    return season;
  }
  if (cue !== "when") return stretchOrEvent(scene, start, cue !== null, reading);
  return hasAsked(reading) ? eventAt(scene.terms[start], scene.milestones, reading) : null;
}

/** "Au 1er trimestre", "au 31 décembre": where one word is "in" and "as of", it is "in" of a stretch only. */
function meantBy(cue: Cue | null, term: Term, { from, to }: Stretch): Cue | null {
  if (cue !== "in" || !hasCue(term, "as-of")) return cue;
  return from === to ? "as-of" : "in";
}

const DURING: readonly Cue[] = ["in", "on", "at", "during"];

export function stretchOrEvent(
  { terms, today, milestones }: Scene,
  start: number,
  bound: boolean,
  reading: Reading,
): Stretch | null {
  const stretch = stretchAt(terms, start, today) ?? eitherStretch(terms, start, today);
  return stretch ?? (bound ? eventAt(terms[start], milestones, reading) : null);
}

const BREXIT = only("brexit");

function brexitAt(term: Term | undefined, { countries }: Reading): Stretch | null {
  const day = LAST_DAY_BEFORE_BREXIT;
  if (!day || !hasCue(term, BREXIT)) return null;
  // "Before it left" speaks of the United Kingdom only where it is named.
  const another =
    isAny(term ? [term] : [], 0, ["it", "they"]) && !countries.some(({ code }) => code === "GB");
  return another ? null : { from: day, to: day, length: 1, point: true };
}

/** "Before Brexit", "at the launch": the day of an event. */
function eventAt(term: Term | undefined, milestones: Scene["milestones"], reading: Reading): Stretch | null {
  const brexit = brexitAt(term, reading);
  if (brexit) return brexit;
  for (const sense of term?.senses ?? []) {
    const date = sense.kind === "milestone" ? milestones.get(sense.id)?.date : undefined;
    if (date) return { from: date.earliest, to: date.latest, length: 1, point: false };
  }
  return null;
}

const ANY_BOUND = cueSet(BOUNDING);
const BOUNDS = BOUNDING.map((cue) => ({ cue, set: only(cue) }));

function cueOf(term: Term | undefined): Cue | null {
  if (!hasCue(term, ANY_BOUND)) return null;
  return BOUNDS.find(({ set }) => hasCue(term, set))?.cue ?? null;
}

function boundBy(cue: Cue | null, { from, to, point }: Stretch, today: Day): Within {
  // What has begun reaches to today at most; what is still to come is asked for as such.
  const open = (day: Day): Day | null => (day >= today && from <= today ? null : day);
  switch (cue) {
    case "before":
    case "earlier":
      return { from: null, to: point ? to : neighbourDay(from, -1) };
    case "after":
    case "later":
      return { from: neighbourDay(to, 1), to: null };
    case "by":
    case "as-of":
      return { from: null, to: open(to) };
    case "since":
    case "from":
      return { from, to: null };
    default:
      return point ? { from: null, to: open(to) } : { from, to };
  }
}
