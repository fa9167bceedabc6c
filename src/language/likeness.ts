/** Finds the names most like what was typed, which may be the beginning of one, with errors in it. */
export interface Likeness {
  /** Indexes of the names that are like `typed`, the likest first. */
  search(typed: string): readonly number[];
}

/** Below this share of common pairs of letters, names are not alike. */
const ALIKE = 0.5;
/** More says nothing more about a name, and bounds the work. */
const LONGEST_TYPED = 60;

/**
 * Compares by pairs of letters, which each error changes few of: `norwya` has four of six in common with `norway`.
 *
 * The work is to count, for each pair that was typed, the names that have it: some thousand steps at most.
 */
export function createLikeness(names: readonly string[]): Likeness {
  const withPair = new Map<string, number[]>();
  for (const [index, name] of names.entries()) {
    for (const pair of pairsOf(name)) {
      const there = withPair.get(pair);
      if (there) there.push(index);
      else withPair.set(pair, [index]);
    }
  }
  return {
    search(typed) {
      const cut = typed.slice(0, LONGEST_TYPED);
      const common = new Map<number, number>();
      for (const pair of pairsOf(cut)) {
        for (const index of withPair.get(pair) ?? []) common.set(index, (common.get(index) ?? 0) + 1);
      }
      // What is still to be typed of a name does not count against it.
      const likeness = (index: number, shared: number) =>
        (2 * shared) / (cut.length + Math.min(names[index]?.length ?? 0, cut.length + 2));
      return [...common]
        .map(([index, shared]) => ({ index, likeness: likeness(index, shared) }))
        .filter((found) => found.likeness >= ALIKE)
        .sort((a, b) => b.likeness - a.likeness || a.index - b.index)
        .map(({ index }) => index);
    },
  };
}

/** `oslo` gives ` o`, `os`, `sl` and `lo`: the beginning counts. */
function pairsOf(name: string): ReadonlySet<string> {
  const letters = ` ${name}`;
  return new Set(Array.from({ length: letters.length - 1 }, (_, at) => letters.slice(at, at + 2)));
}
