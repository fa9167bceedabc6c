import { type CueSet, cueSet, shares } from "../language/cue-set.ts";
import type { Cue } from "../language/cues.ts";
import { cuesOf, type Reading } from "./reading.ts";

/** The parts of a reading that a kind of question may leave unused only if they are empty. */
export type Slot =
  | "countries"
  | "signedFor"
  | "excluded"
  | "contrasted"
  | "blocs"
  | "within"
  | "pivot"
  | "city"
  | "relations"
  | "neighbour"
  | "ranks"
  | "extreme"
  | "amounts"
  | "bound"
  | "beside"
  | "founders"
  | "topics"
  | "milestones"
  | "atSigning"
  | "people";

/** Which slots of a reading are filled. */
const IS_FILLED: Readonly<Record<Slot, (reading: Reading) => boolean>> = {
  countries: ({ countries }) => countries.length > 0,
  signedFor: ({ signedFor }) => signedFor.length > 0,
  excluded: ({ excluded }) => excluded.length > 0,
  contrasted: ({ contrasted }) => contrasted.length > 0,
  blocs: ({ blocs }) => blocs.length > 0,
  within: ({ within }) => within !== null,
  pivot: ({ pivot }) => pivot !== null,
  city: ({ city }) => city !== null,
  relations: ({ relations }) => relations.length > 0,
  neighbour: ({ neighbour }) => neighbour !== null,
  ranks: ({ ranks }) => ranks.length > 0,
  extreme: ({ extreme }) => extreme !== null,
  amounts: ({ amounts }) => amounts.length > 0,
  bound: ({ bound }) => bound !== null,
  beside: ({ beside }) => beside.length > 0,
  founders: ({ founders }) => founders !== null,
  topics: ({ topics, weakTopics }) => topics.length + weakTopics.length > 0,
  milestones: ({ milestones }) => milestones.length > 0,
  atSigning: ({ atSigning }) => atSigning !== null,
  people: ({ people }) => people.length > 0,
};

const SLOTS = Object.entries(IS_FILLED).map(([slot, isFilled], index) => ({
  slot,
  isFilled,
  bit: 1 << index,
}));

/** Notes in a reading its filled slots and cue classes: once, because every kind of question asks for them. */
export function sealed(reading: Reading): Reading {
  let filled = 0;
  for (const { isFilled, bit } of SLOTS) if (isFilled(reading)) filled |= bit;
  reading.filled = filled;
  reading.said = cuesOf(reading.loose);
  reading.hinted = cuesOf(reading.hints);
  return reading;
}

/** Words that may stand in any question without changing it. */
const NEUTRAL: readonly Cue[] = ["filler", "polite", "aux", "of", "to"];

/** What a kind of question needs, and what else it may contain. */
export interface Shape {
  /** Of each group, at least one cue must be there. */
  readonly needs: readonly CueSet[];
  /** Every cue that may be there. */
  readonly allowed: CueSet;
  /** Bit mask of the slots that may be filled. */
  readonly slots: number;
}

/** Compiles a shape once: cues that are needed may of course be there. */
export function shape(given: {
  readonly needs?: ReadonlyArray<readonly Cue[]>;
  readonly may?: readonly Cue[];
  readonly slots?: readonly Slot[];
}): Shape {
  const { needs = [], may = [], slots = [] } = given;
  return {
    needs: needs.map(cueSet),
    allowed: cueSet([...NEUTRAL, ...needs.flat(), ...may]),
    slots: SLOTS.reduce((mask, { slot, bit }) => (slots.some((one) => one === slot) ? mask | bit : mask), 0),
  };
}

/**
 * Whether every word of the question has its place in `shape`: gate (a), coverage, and gate (c), types.
 *
 * A slot that the shape does not name must be empty, and a word whose class it does not name refuses it.
 */
export function fits(
  { loose, said, hinted, stray, filled }: Reading,
  { needs, allowed, slots }: Shape,
): boolean {
  if ((filled & ~slots) !== 0 || stray.length > 0) return false;
  for (const group of needs) if (!shares(said, group) && !shares(hinted, group)) return false;
  for (const { cues } of loose) if (!shares(cues, allowed)) return false;
  return true;
}
