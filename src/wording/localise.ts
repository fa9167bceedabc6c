import type { Day } from "../knowledge/day.ts";
import type { LanguageCode } from "../knowledge/schema/values.ts";
import type { Answer, Sentence } from "../questions/answer.ts";
import { remark } from "../questions/answer.ts";
import { type Composed, compose } from "./compose.ts";
import type { Wording } from "./wording.ts";

/** The words an answer is to be put into. */
export interface Wordings {
  readonly wanted: LanguageCode;
  readonly english: LanguageCode;
  wordingOf(language: LanguageCode): Wording;
}

/** Sentences that are text of the knowledge, which is kept in English only. */
const ENGLISH_ONLY: ReadonlySet<string> = new Set(["note", "note-item"]);

/**
 * An answer in the language wanted. What rests on a text that exists in English only is told in English,
 * with a line in the language wanted; elsewhere such a text is left out.
 */
export function localise(
  { sentences }: Answer,
  asOf: Day,
  { wanted, english, wordingOf }: Wordings,
): Composed & { readonly textLanguage: LanguageCode } {
  if (wanted === english) return { ...compose(sentences, wordingOf(english), asOf), textLanguage: english };
  const own = sentences.filter((sentence) => !isEnglishOnly(sentence));
  if (
    own.some(({ kind, words }) => kind === "statement" && words.id !== "conflict") ||
    own.length === sentences.length
  ) {
    return { ...compose(own, wordingOf(wanted), asOf), textLanguage: wanted };
  }
  const { labels, ...told } = compose(sentences, wordingOf(english), asOf);
  const line = compose([remark({ id: "only-english", args: {} })], wordingOf(wanted), asOf);
  return { ...told, text: `${line.text}\n${told.text}`, labels: line.labels, textLanguage: english };
}

function isEnglishOnly({ words }: Sentence): boolean {
  return ENGLISH_ONLY.has(words.id);
}
