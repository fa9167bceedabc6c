import type { Cue } from "../language/cues.ts";
import type { CountryCode, LanguageCode, Slug } from "./schema/values.ts";

/** How one language names a country or bloc inside a sentence. */
export interface Forms {
  /** As the subject of a sentence: `Norway`, `the Netherlands`. */
  readonly subject: string;
  /** Agreement of the verb. */
  readonly number: "one" | "many";
  readonly gender: "masculine" | "feminine" | "neuter";
  /** Other forms by name: `of` -> `de la Norvège`. */
  readonly cases: Readonly<Record<string, string>>;
}

/** A part of a state: `Scotland` of GB. */
interface StatePart {
  readonly of: CountryCode;
  readonly called: string;
  readonly names: readonly string[];
}

/** How people ask in one language. */
interface Vocabulary {
  readonly cues: { readonly [C in Cue]?: readonly string[] | undefined };
  readonly cardinals: Readonly<Record<string, readonly string[]>>;
  readonly ordinals: Readonly<Record<string, readonly string[]>>;
  readonly ordinalSuffixes: readonly string[];
  readonly months: Readonly<Record<string, readonly string[]>>;
  readonly capitalisedNouns: boolean;
  readonly dayFirst: boolean;
  readonly split: { readonly [C in Cue]?: readonly string[] | undefined };
  readonly homographs: readonly string[];
  readonly protected: readonly string[];
}

/** The data of one language: how people ask, how the bot answers, what countries are called. */
export interface LanguagePack {
  readonly code: LanguageCode;
  /** Name of the language in itself: `English`. */
  readonly name: string;
  readonly vocabulary: Vocabulary;
  /** Locale of dates, numbers and lists: `en-GB`. */
  readonly locale: string;
  readonly quotes: readonly [string, string];
  /** How a date writes the first day of a month where that is an ordinal: `1er`. */
  readonly firstOfMonth: string | null;
  /** Message id -> ICU message. */
  readonly messages: Readonly<Record<string, string>>;
  readonly countries: ReadonlyMap<CountryCode, Forms>;
  /** Names beside the generated ones, lower case. */
  readonly countryNames: ReadonlyMap<CountryCode, readonly string[]>;
  readonly blocs: ReadonlyMap<Slug, Forms>;
  /** As they follow "in": `Berlinie`. */
  readonly cities: ReadonlyMap<Slug, string>;
  readonly parts: readonly StatePart[];
  /** Names of what the files of the knowledge name in English; null where the language names nothing more. */
  readonly names: LanguageNames | null;
}

/** What a language calls the declaration, topics, milestones and blocs: id -> names. */
interface LanguageNames {
  readonly declaration: readonly string[];
  readonly topics: Readonly<Record<string, readonly string[]>>;
  readonly weakTopics: Readonly<Record<string, readonly string[]>>;
  readonly milestones: Readonly<Record<string, readonly string[]>>;
  readonly blocs: Readonly<Record<string, readonly string[]>>;
}
