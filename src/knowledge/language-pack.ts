import type { CountryCode, LanguageCode, Slug } from "./schema/values.ts";

/** How one language names countries and blocs inside a sentence. */
export interface CountryForms {
  /** As the subject of a sentence: `Norway`, `the Netherlands`. */
  readonly subject: string;
  /** Agreement of the verb. */
  readonly number: "one" | "many";
  readonly gender: "masculine" | "feminine" | "neuter";
}

/** The data of one language: how people ask, how the bot answers, what countries are called. */
export interface LanguagePack {
  readonly code: LanguageCode;
  /** Name of the language in itself: `English`. */
  readonly name: string;
  readonly vocabulary: Vocabulary;
  /** Message id -> ICU message. */
  readonly wording: Readonly<Record<string, string>>;
  readonly countries: ReadonlyMap<CountryCode, CountryForms>;
  readonly blocs: ReadonlyMap<Slug, CountryForms>;
}

/** How people ask: classes of words and phrases. */
export interface Vocabulary {
  readonly cues: Readonly<Record<string, readonly string[]>>;
}
