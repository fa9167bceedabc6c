import { Locale, type LocalizationMap } from "discord.js";
import type { CommandText, CommandWords } from "../../src/wording/command-words.ts";

/** Words of the commands for a client in the language of `locale`; null where the bot does not speak it. */
export type WordsIn = (locale: string) => CommandWords | null;

/** What Discord is told of a name or a description: in English, and in each language that both know. */
export interface Localised {
  name(key: CommandText): { name: string; name_localizations: LocalizationMap };
  description(key: CommandText): { description: string; description_localizations: LocalizationMap };
  /** A choice, whose name any words can be. */
  choice(value: string, words: (words: CommandWords) => string): Choice;
  menu(): { name: string; name_localizations: LocalizationMap };
  readonly languages: CommandWords["languages"];
}

interface Choice {
  name: string;
  name_localizations: LocalizationMap;
  value: string;
}

/** Rejects a knowledge without English, in which Discord wants every name and description. */
export function localised(wordsIn: WordsIn): Localised {
  const english = wordsIn(Locale.EnglishGB);
  if (!english) throw new Error("The knowledge has no words in English, which the commands need.");
  const known = Object.values(Locale).flatMap((locale) => {
    const words = wordsIn(locale);
    return words ? [{ locale, words }] : [];
  });
  const inAll = (say: (words: CommandWords) => string): LocalizationMap =>
    Object.fromEntries(known.map(({ locale, words }) => [locale, say(words)]));
  const names = (say: (words: CommandWords) => string) => {
    return { name: say(english), name_localizations: inAll(say) };
  };
  return {
    // The key is the name by which the bot is told of a command; the words are what people see and type.
    name: (key) => ({ name: key, name_localizations: inAll(({ text }) => text(key).toLocaleLowerCase()) }),
    description: (key) => ({
      description: english.text(key),
      description_localizations: inAll(({ text }) => text(key)),
    }),
    choice: (value, say) => ({ ...names(say), value }),
    menu: () => names(({ askRollcall }) => askRollcall),
    languages: english.languages,
  };
}
