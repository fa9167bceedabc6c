import { ANY_LANGUAGE, type Lexicon } from "./lexicon.ts";
import { stemMask } from "./stems.ts";
import type { Token } from "./tokenise.ts";

/** For each language, how many words of a question stand in none of its phrases. */
export function unknownWords(tokens: readonly Token[], lexicon: Lexicon): readonly number[] {
  const unknown = lexicon.languages.map(() => 0);
  for (const { text } of tokens) {
    const mask = wordMask(text, lexicon);
    if (mask === ANY_LANGUAGE) continue;
    for (let index = 0; index < unknown.length; index += 1) {
      if ((mask & (1 << index)) === 0) unknown[index] = (unknown[index] ?? 0) + 1;
    }
  }
  return unknown;
}

function wordMask(text: string, lexicon: Lexicon): number {
  const first = text.charCodeAt(0);
  // What begins with a digit is looked at by each language for itself; q4 is a quarter in all.
  if ((first >= 48 && first <= 57) || (first === 113 && text.length === 2)) return ANY_LANGUAGE;
  return lexicon.words.get(text)?.languages || stemMask(text, lexicon);
}
