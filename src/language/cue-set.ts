import { CUES, type Cue } from "./cues.ts";

/**
 * A set of cue classes as bits, so that whether two sets share a class takes five ANDs, however large they are.
 *
 * Made once for each word and each rule of the grammar; never changed afterwards.
 */
export interface CueSet {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly e: number;
}

const BITS = 32;
const WORDS = 5;
if (CUES.length > BITS * WORDS) throw new Error("A CueSet has too few words for all cue classes.");

export const NO_CUES: CueSet = { a: 0, b: 0, c: 0, d: 0, e: 0 };

const SINGLE: ReadonlyMap<Cue, CueSet> = new Map(
  CUES.map((cue, index) => {
    const word = (at: number) => (Math.floor(index / BITS) === at ? 1 << (index % BITS) : 0);
    return [cue, { a: word(0), b: word(1), c: word(2), d: word(3), e: word(4) }];
  }),
);

/** The set of a single class. */
export function only(cue: Cue): CueSet {
  return SINGLE.get(cue) ?? NO_CUES;
}

export function cueSet(cues: readonly Cue[]): CueSet {
  return cues.map(only).reduce(union, NO_CUES);
}

export function union(x: CueSet, y: CueSet): CueSet {
  return { a: x.a | y.a, b: x.b | y.b, c: x.c | y.c, d: x.d | y.d, e: x.e | y.e };
}

/** Whether any class is in both sets. */
export function shares(x: CueSet, y: CueSet): boolean {
  return ((x.a & y.a) | (x.b & y.b) | (x.c & y.c) | (x.d & y.d) | (x.e & y.e)) !== 0;
}

/** The classes of `x` that are not in `y`. */
export function without(x: CueSet, y: CueSet): CueSet {
  return { a: x.a & ~y.a, b: x.b & ~y.b, c: x.c & ~y.c, d: x.d & ~y.d, e: x.e & ~y.e };
}

export function isEmpty({ a, b, c, d, e }: CueSet): boolean {
  return (a | b | c | d | e) === 0;
}
