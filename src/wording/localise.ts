import type { Day } from "../knowledge/day.ts";
import type { LanguageCode } from "../knowledge/schema/values.ts";
import type { Answer, Sentence } from "../questions/answer.ts";
import { type Composed, compose } from "./compose.ts";
import type { Wording } from "./wording.ts";

/** The words an answer is to be put into. */
export interface Wordings {
  readonly wanted: LanguageCode;
  readonly english: LanguageCode;
  wordingOf(language: LanguageCode): Wording;
}

/** Sentences that are text of the knowledge, which is kept in English only, and of those the ones that can be spared. */
const ENGLISH_ONLY: ReadonlySet<string> = new Set(["note", "note-item", "conflict", "signer", "place"]);
const SPARED: ReadonlySet<string> = new Set(["note", "note-item"]);

/**
 * An answer in the language wanted. What rests on a text that exists in English only is told in English under a line
 * in the language wanted; beside a statement in that language, such a text is left out where it adds no fact.
 */
export function localise(
  { sentences }: Answer,
  asOf: Day,
  { wanted, english, wordingOf }: Wordings,
): Composed & { readonly textLanguage: LanguageCode } {
  const own = sentences.filter((sentence) => wanted === english || !isOf(ENGLISH_ONLY, sentence));
  const stated = own.some(({ kind }) => kind === "statement");
  const foreign = sentences.filter(
    (sentence) => !own.includes(sentence) && !(stated && isOf(SPARED, sentence)),
  );
  const told = compose(own, wordingOf(wanted), asOf);
  if (foreign.length === 0) return { ...told, textLanguage: wanted };
  const isConflict = foreign.every(({ words }) => words.id === "conflict");
  const line = wordingOf(wanted).say({
    id: isConflict ? "only-english-conflict" : "only-english",
    args: {},
  });
  const { text, sources } = compose(foreign, wordingOf(english), asOf);
  return {
    ...told,
    text: [told.text, line, text].filter((part) => part !== "").join("\n"),
    sources: [...new Map([...told.sources, ...sources].map((source) => [source.id, source])).values()],
    textLanguage: stated ? wanted : english,
  };
}

function isOf(ids: ReadonlySet<string>, { words }: Sentence): boolean {
  return ids.has(words.id);
}
