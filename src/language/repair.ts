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
  if (a.length !== b.length)
    return a.length > b.length ? sameFrom(a, at + 1, b, at) : sameFrom(a, at, b, at + 1);
  const swapped = a[at] === b[at + 1] && a[at + 1] === b[at];
  return sameFrom(a, at + 1, b, at + 1) || (swapped && sameFrom(a, at + 2, b, at + 2));
}

/** Whether the words are the same from those letters on. */
function sameFrom(a: string, atA: number, b: string, atB: number): boolean {
  if (a.length - atA !== b.length - atB) return false;
  for (let at = atA; at < a.length; at += 1) if (a[at] !== b[at + atB - atA]) return false;
  return true;
}
