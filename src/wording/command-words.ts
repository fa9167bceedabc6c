import type { NewsKind } from "../announcements/event.ts";
import type { KnowledgeBase } from "../knowledge/knowledge-base.ts";
import type { LanguageCode } from "../knowledge/schema/values.ts";
import { supportedLanguage } from "../knowledge/supported-language.ts";
import type { COMMANDS } from "./command-messages.ts";
import { languageName } from "./language-name.ts";
import { wordingOf } from "./wording-of.ts";

type MessageId = keyof typeof COMMANDS;
type KeyOf<Id extends string> = Id extends `command-${infer Key}` ? Key : never;
/** What a command, an option or a choice is called, or says about itself. */
export type CommandText = KeyOf<MessageId>;

/** What commands are called in one language. */
export interface CommandWords {
  /** Begins with a capital, as a sentence does. */
  text(key: CommandText): string;
  news(kind: NewsKind): string;
  /** Of a menu on a message. */
  readonly askRollcall: string;
  /** All languages of the bot, each by its own name. */
  readonly languages: ReadonlyArray<{ readonly code: LanguageCode; readonly name: string }>;
}

/** Words for the client of a person; null where the bot does not speak their language. */
export function commandWords(knowledge: KnowledgeBase, locale: string): CommandWords | null {
  const language = supportedLanguage(knowledge, locale);
  if (!language) return null;
  const { say } = wordingOf(knowledge, language);
  return {
    text: (key) => say({ id: `command-${key}`, args: {} }),
    news: (kind) => say({ id: `news-${kind}`, args: {} }),
    askRollcall: say({ id: "chat-ask-rollcall", args: {} }),
    languages: [...knowledge.languages.values()].map(({ code, locale: own }) => {
      return { code, name: languageName(own, code) };
    }),
  };
}
