/** Index of the first of the sorted numbers that is more than `bound`; their count when none is. */
export function firstAbove(sorted: readonly number[], bound: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) > bound) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** How many of the sorted numbers are less than `bound`. */
export function countBelow(sorted: readonly number[], bound: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function sortedNumbers(numbers: readonly number[]): readonly number[] {
  return numbers.toSorted((a, b) => a - b);
}
