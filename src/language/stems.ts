import type { Lexicon, Meaning } from "./lexicon.ts";

const SHORTEST_STEM = 3;

/** The letters with which stems begin: most words begin with others. */
export function startsOf(stems: Lexicon["stems"]): ReadonlySet<string> {
  return new Set([...stems.keys()].map((stem) => stem.slice(0, SHORTEST_STEM)));
}

/** The meaning of the longest beginning of the word that a language knows. */
export function byStem(text: string, lexicon: Lexicon, language: number): Meaning | null {
  if (!lexicon.stemStarts.has(text.slice(0, SHORTEST_STEM))) return null;
  for (let length = text.length; length >= SHORTEST_STEM; length -= 1) {
    const meaning = lexicon.stems.get(text.slice(0, length))?.meanings[language];
    if (meaning) return meaning;
  }
  return null;
}

/** Languages that know a beginning of the word. */
export function stemMask(text: string, { stems, stemStarts }: Lexicon): number {
  let mask = 0;
  if (!stemStarts.has(text.slice(0, SHORTEST_STEM))) return mask;
  for (let length = text.length; length >= SHORTEST_STEM; length -= 1) {
    mask |= stems.get(text.slice(0, length))?.languages ?? 0;
  }
  return mask;
}
