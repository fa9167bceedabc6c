import type { KnowledgeBase } from "../knowledge/knowledge-base.ts";
import { preferredLanguage } from "../knowledge/preferred-language.ts";
import { type LanguageCode, languageCode } from "../knowledge/schema/values.ts";
import type { INSTALL } from "./install-messages.ts";
import { wordingOf } from "./wording-of.ts";

/** What tells of a command, or begins one. */
type CommandLine = "installed-ask" | "installed-invite" | "installed-news" | "scope-commands";
/** A text that nothing is put into. */
export type InstallText = Exclude<keyof typeof INSTALL, CommandLine | "installed-where">;

/** What the pages for installing say, in one language: plain text, not mark-up. */
export interface InstallWords {
  readonly language: LanguageCode;
  text(id: InstallText): string;
  /** A name is what a person chose: escape it. */
  where(name: string): string;
  line(id: CommandLine, command: string): string;
  /** A question to begin with. */
  readonly question: string;
}

const ENGLISH = languageCode.parse("en");

/** In the language that an `Accept-Language` wants most; in English where it wants none of the bot's. */
export function installWords(knowledge: KnowledgeBase, acceptLanguage: string | undefined): InstallWords {
  const language = preferredLanguage(knowledge, acceptLanguage) ?? ENGLISH;
  const { say } = wordingOf(knowledge, language);
  return {
    language,
    text: (id) => say({ id, args: {} }),
    where: (name) => say({ id: "installed-where", args: { name } }),
    line: (id, command) => say({ id, args: { command: [command] } }),
    question: say({ id: "ask-list", args: {} }),
  };
}
