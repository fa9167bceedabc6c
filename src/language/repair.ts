/** Shorter words are never repaired: too many short words lie one letter apart. */
export const MIN_REPAIRED = 5;

/** The word with each one of its letters left out. */
export function deletions(word: string): string[] {
  return Array.from({ length: word.length }, (_, at) => word.slice(0, at) + word.slice(at + 1));
}

/**
 * Known words that are one typing error away: a letter wrong, missing, too many, or two swapped.
 *
 * `index` maps each known word, and each with one letter less, to the known words it comes from.
 */
export function oneErrorAway(word: string, index: ReadonlyMap<string, readonly string[]>): string[] {
  if (word.length < MIN_REPAIRED) return [];
  const found: string[] = [];
  for (const form of [word, ...deletions(word)]) {
    for (const candidate of index.get(form) ?? []) {
      if (!found.includes(candidate) && isOneError(word, candidate)) found.push(candidate);
    }
  }
  return found;
}

/** Optimal string alignment distance of exactly one. */
export function isOneError(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let at = 0;
  while (at < a.length && at < b.length && a[at] === b[at]) at += 1;
  const [restA, restB] = [a.slice(at), b.slice(at)];
  return (
    restA.slice(1) === restB.slice(1) ||
    restA.slice(1) === restB ||
    restA === restB.slice(1) ||
    (restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2))
  );
}
