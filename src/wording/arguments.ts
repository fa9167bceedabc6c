import type { NewsKind } from "../announcements/event.ts";
import type { Day } from "../knowledge/day.ts";
import type { CountryCode, LanguageCode, Slug } from "../knowledge/schema/values.ts";

/** What an argument of a message can be; each kind is put into words in one place, `word-argument.ts`. */
interface ArgumentTypes {
  readonly country: CountryCode;
  readonly countries: readonly CountryCode[];
  readonly bloc: Slug;
  readonly blocs: readonly Slug[];
  readonly city: Slug;
  readonly day: Day;
  readonly number: number;
  /** Text of the knowledge, in English. */
  readonly text: string;
  /** Words of a person, which the message itself quotes. */
  readonly said: string;
  /** Words of a person, to be quoted. */
  readonly texts: readonly string[];
  readonly kinds: readonly NewsKind[];
  /** A `ClosedReason`; any other words, as they were once kept, are said as they are. */
  readonly closed: string;
  readonly language: LanguageCode;
  readonly languages: readonly LanguageCode[];
  /** Milliseconds since the epoch; worded in UTC. */
  readonly time: number;
  /** Phrases that narrow what is counted: 'in the EU', 'by 31 December 2018'. */
  readonly phrases: readonly PhraseWords[];
}

export type ArgumentKind = keyof ArgumentTypes;
export type ArgumentValue = ArgumentTypes[ArgumentKind];
/** The arguments that a message takes, each with its kind. */
export type Parameters = Readonly<Record<string, ArgumentKind>>;

/** Parts of sentences that say of which countries, and of which time, a list or count speaks. */
export const PHRASES = {
  "in-bloc": { bloc: "bloc" },
  "outside-bloc": { bloc: "bloc" },
  "except-countries": { countries: "countries" },
  "among-founders": {},
  "except-founders": {},
  "in-city": { city: "city" },
  "by-day": { day: "day" },
  "on-day": { day: "day" },
  "since-day": { day: "day" },
  "between-days": { earliest: "day", latest: "day" },
  "in-year": { year: "text" },
  "before-country": { country: "country" },
  "after-country": { country: "country" },
  "same-day-as-country": { country: "country" },
  "not-after-country": { country: "country" },
} as const satisfies Readonly<Record<string, Parameters>>;

export type Arguments<P extends Parameters> = { readonly [Name in keyof P]: ArgumentTypes[P[Name]] };
/** Any message of a table, with its arguments. */
export type Worded<Table extends Readonly<Record<string, Parameters>>> = {
  readonly [Id in keyof Table]: { readonly id: Id; readonly args: Arguments<Table[Id]> };
}[keyof Table];

export type PhraseWords = Worded<typeof PHRASES>;
