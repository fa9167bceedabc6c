import { countBelow, firstAbove } from "./bisect.ts";

/** Numbers from one to another, both included. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Ranges, so that those that meet another are found without looking at all of them. */
export interface Ranges {
  /** Indices of the ranges that share a number with `range`, ascending: none where it ends before it begins. */
  meeting(range: Range): readonly number[];
}

export function createRanges(ranges: readonly Range[]): Ranges {
  const sorted = ranges
    .map(({ from, to }, index) => ({ from, to, index }))
    .sort((a, b) => a.from - b.from || a.index - b.index);
  const starts = sorted.map(({ from }) => from);
  // How far any range up to here reaches: what ends too early is passed over by bisection.
  let reached = Number.NEGATIVE_INFINITY;
  const reach = sorted.map(({ to }) => {
    reached = Math.max(reached, to);
    return reached;
  });
  return {
    meeting: ({ from, to }) =>
      sorted
        .slice(countBelow(reach, from), firstAbove(starts, to))
        .filter((range) => from <= to && range.to >= from)
        .map(({ index }) => index)
        .sort((a, b) => a - b),
  };
}
