import type { KnowledgeBase } from "../../src/knowledge/knowledge-base.ts";
import { type LanguageCode, languageCode } from "../../src/knowledge/schema/values.ts";
import { supportedLanguage } from "../../src/knowledge/supported-language.ts";
import { type ChatWords, chatWords } from "../../src/wording/chat-words.ts";

const ENGLISH: LanguageCode = languageCode.parse("en");

/** The language wanted, as far as the bot speaks it; else English. */
export function spokenLanguage(knowledge: KnowledgeBase, wanted: string | null | undefined): LanguageCode {
  return supportedLanguage(knowledge, wanted) ?? ENGLISH;
}

/** The words around answers in the language wanted. */
export function wordsIn(knowledge: KnowledgeBase, wanted: string | null | undefined): ChatWords {
  return chatWords(knowledge, spokenLanguage(knowledge, wanted));
}
