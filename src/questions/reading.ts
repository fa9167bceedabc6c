import type { CountryCode, Slug } from "../knowledge/schema/values.ts";
import type { Cue } from "../language/cues.ts";
import type { Term } from "../language/term.ts";
import type { Relation, Within } from "./query.ts";

/** A country as it stands in a question. */
export interface Mention {
  readonly code: CountryCode;
  /** Part of the state that was said, `Scotland`. */
  readonly part: string | null;
  readonly repairedTo: string | null;
}

/** A bloc and what the words around it make of it. */
interface BlocMention {
  readonly id: Slug;
  /** false: "outside the EU", "non-EU". */
  readonly member: boolean;
  /** Whether it says which countries are meant ("EU countries") or stands for itself ("in the EU"). */
  readonly role: "filter" | "object";
}

/** What the words of a question say, bound to each other, before it is decided what is asked. */
export interface Reading {
  countries: Mention[];
  /** Joined by "or": a choice between countries. */
  choice: boolean;
  /** "for Norway": whom someone signed for. */
  signedFor: Mention[];
  /** "Besides Poland": countries left out of a list. */
  excluded: Mention[];
  blocs: BlocMention[];
  within: Within | null;
  /** Whether the time was said as a stretch ("in June 2019") and not as a bound ("by June 2019"). */
  during: boolean;
  /** Whether it was said as a beginning ("since 2020"). */
  since: boolean;
  relations: Relation[];
  /** The country named last after "just before" or "right after". */
  neighbour: { readonly direction: "next" | "previous"; readonly country: CountryCode } | null;
  ranks: number[];
  /** "the first five", "the latest": null when the words are not there. */
  extreme: { readonly kind: "first" | "latest"; readonly count: number | null } | null;
  /** "13 countries". */
  amounts: number[];
  topics: Slug[];
  /** Topics named by everyday words: they count only beside another word of the domain. */
  weakTopics: Slug[];
  milestones: Slug[];
  /** "when it signed", "when Norway joined", as a point in time; null country: the one the question is about. */
  atSigning: { readonly country: CountryCode | null } | null;
  /** Those who signed for a country, when they are named. */
  people: CountryCode[];
  /** "…, haven't they?" stood at the end. */
  tagged: boolean;
  /** Whether the verb came first, as in a question. */
  inverted: boolean;
  /** Terms that nothing above has bound. */
  loose: Term[];
  /** Terms bound as a topic that could be cues as well: "access" names a topic and asks for an aspect. */
  hints: Term[];
  /** Terms that no reading can explain, such as a number with nothing to count. */
  stray: Term[];
  /** The slots that are filled, as a bit mask; see `sealed`. */
  filled: number;
}

/** The parts of a reading that a kind of question may leave unused only if they are empty. */
export type Slot =
  | "countries"
  | "signedFor"
  | "excluded"
  | "blocs"
  | "within"
  | "relations"
  | "neighbour"
  | "ranks"
  | "extreme"
  | "amounts"
  | "topics"
  | "milestones"
  | "atSigning"
  | "people";

export function emptyReading(): Reading {
  return {
    countries: [],
    choice: false,
    signedFor: [],
    excluded: [],
    blocs: [],
    within: null,
    during: false,
    since: false,
    relations: [],
    neighbour: null,
    ranks: [],
    extreme: null,
    amounts: [],
    topics: [],
    weakTopics: [],
    milestones: [],
    atSigning: null,
    people: [],
    tagged: false,
    inverted: false,
    loose: [],
    hints: [],
    stray: [],
    filled: 0,
  };
}

/** Words that may stand in any question without changing it. */
const NEUTRAL: readonly Cue[] = ["filler", "polite", "aux", "of", "to"];

/** What a kind of question needs, and what else it may contain. */
export interface Shape {
  /** Of each group, at least one cue must be there. */
  readonly needs: ReadonlyArray<readonly Cue[]>;
  /** Every cue that may be there. */
  readonly allowed: ReadonlySet<Cue>;
  /** Bit mask of the slots that may be filled. */
  readonly slots: number;
}

/** Compiles a shape once: cues that are needed may of course be there. */
export function shape(given: {
  readonly needs?: ReadonlyArray<readonly Cue[]>;
  readonly may?: readonly Cue[];
  readonly slots?: readonly Slot[];
}): Shape {
  const needs = given.needs ?? [];
  return {
    needs,
    allowed: new Set([...NEUTRAL, ...needs.flat(), ...(given.may ?? [])]),
    slots: maskOf(given.slots ?? []),
  };
}

/**
 * Whether every word of the question has its place in `shape`: gate (a), coverage, and gate (c), types.
 *
 * A slot that the shape does not name must be empty, and a word whose class it does not name refuses it.
 */
export function fits({ loose, hints, stray, filled }: Reading, { needs, allowed, slots }: Shape): boolean {
  if ((filled & ~slots) !== 0 || stray.length > 0) return false;
  for (const { cues } of loose) if (!cues.some((cue) => allowed.has(cue))) return false;
  for (const group of needs) if (!sayAny(loose, group) && !sayAny(hints, group)) return false;
  return true;
}

function sayAny(terms: readonly Term[], wanted: readonly Cue[]): boolean {
  for (const { cues } of terms) if (cues.some((cue) => wanted.includes(cue))) return true;
  return false;
}

const SLOTS: readonly Slot[] = [
  "countries",
  "signedFor",
  "excluded",
  "blocs",
  "within",
  "relations",
  "neighbour",
  "ranks",
  "extreme",
  "amounts",
  "topics",
  "milestones",
  "atSigning",
  "people",
];

function maskOf(slots: readonly Slot[]): number {
  return slots.reduce((mask, slot) => mask | (1 << SLOTS.indexOf(slot)), 0);
}

/** The reading with its filled slots noted: once, because every kind of question asks for them. */
export function sealed(reading: Reading): Reading {
  return { ...reading, filled: maskOf(SLOTS.filter((slot) => isFilled(reading, slot))) };
}

function isFilled(reading: Reading, slot: Slot): boolean {
  const value = reading[slot];
  if (slot === "topics" && reading.weakTopics.length > 0) return true;
  return Array.isArray(value) ? value.length > 0 : value !== null;
}

export function hasCue(term: Term | undefined, cue: Cue): boolean {
  return term?.cues.includes(cue) ?? false;
}

/** Whether any loose word is of class `cue`. */
export function says(reading: Reading, cue: Cue): boolean {
  return reading.loose.some(({ cues }) => cues.includes(cue));
}

/** Whether any loose word is of any of the classes. */
export function saysAny(reading: Reading, wanted: readonly Cue[]): boolean {
  return wanted.some((cue) => says(reading, cue));
}
