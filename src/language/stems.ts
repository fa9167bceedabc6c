import type { Lexicon, Meaning } from "./lexicon.ts";

const SHORTEST_STEM = 3;

/** The meaning of the longest beginning of the word that a language knows. */
export function byStem(text: string, lexicon: Lexicon, language: number): Meaning | null {
  for (let length = text.length; length >= SHORTEST_STEM; length -= 1) {
    const meaning = lexicon.stems.get(text.slice(0, length))?.meanings[language];
    if (meaning) return meaning;
  }
  return null;
}

/** Languages that know a beginning of the word. */
export function stemMask(text: string, stems: Lexicon["stems"]): number {
  let mask = 0;
  for (let length = text.length; length >= SHORTEST_STEM; length -= 1) {
    mask |= stems.get(text.slice(0, length))?.languages ?? 0;
  }
  return mask;
}
