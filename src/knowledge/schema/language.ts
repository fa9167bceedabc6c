import { z } from "zod";
import { CUES } from "../../language/cues.ts";
import { countryCode, languageCode, slug, text } from "./values.ts";

const entries = z
  .array(text)
  .describe("Words and phrases, lower case; a star at the end stands for any ending: 'podpisa*'");
const marks = z.string().default("").describe("Punctuation marks, one after another: ':»'");
const numbered = z
  .record(z.string().regex(/^\d{1,2}$/, "expected a number"), z.array(text))
  .describe("Number -> the words for it");

/** `languages/<lang>/vocabulary.yaml`: how people ask. */
export const vocabularyFile = z
  .strictObject({
    language: languageCode,
    name: text.describe("The language's name in itself"),
    cues: z
      .partialRecord(z.enum(CUES), entries)
      .describe("Class -> the words that belong to it; docs/language.md"),
    cardinals: numbered,
    ordinals: numbered,
    ordinalSuffixes: z.array(z.string()).describe("What follows the digits of an ordinal: st, nd, rd, th"),
    months: numbered.default({}).describe("Names of months beside those of Intl: 9 -> [sept]"),
    capitalisedNouns: z
      .boolean()
      .default(false)
      .describe("Whether the language writes all nouns with a capital"),
    dayFirst: z
      .boolean()
      .default(false)
      .describe("Whether the day always goes before the month: 4/5/2018 is 4 May"),
    split: z
      .partialRecord(z.enum(CUES), z.array(text))
      .default({})
      .describe(
        "Class -> verbs in two parts with words between: 'skrev … under', the parts joined by an ellipsis",
      ),
    homographs: z
      .array(text)
      .default([])
      .describe("Names that are also common words and count only when capitalised"),
    protected: z
      .array(text)
      .default([])
      .describe("Common words that are never taken for a misspelt cue or name"),
  })
  .describe("How people ask in one language");

const forms = z.strictObject({
  subject: text
    .optional()
    .describe("As the subject of a sentence: 'the Netherlands'; the plain name when left out"),
  number: z.enum(["one", "many"]).default("one").describe("many: the verb is plural"),
  gender: z.enum(["masculine", "feminine", "neuter"]).default("neuter"),
  cases: z
    .record(z.string().regex(/^[a-z]+$/), text)
    .default({})
    .describe("Other forms that messages use as {country_of} and the like: { of: 'de la Norvège' }"),
  names: z.array(text).default([]).describe("Further names, adjectives and demonyms people type, lower case"),
});

/** `languages/<lang>/countries.yaml`: what the language calls countries, blocs and parts of countries. */
export const countriesFile = z
  .strictObject({
    language: languageCode,
    countries: z.partialRecord(countryCode, forms),
    blocs: z.partialRecord(slug, forms.omit({ names: true })),
    cities: z
      .partialRecord(slug, text)
      .default({})
      .describe("Cities of initiative.yaml, in the form that follows 'in'"),
    parts: z
      .array(z.strictObject({ of: countryCode, called: text, names: z.array(text).nonempty() }))
      .default([])
      .describe("Parts of states, answered for the state with a word on the difference"),
  })
  .describe("Names of countries in one language");

const namesById = z
  .record(z.string(), z.array(text).nonempty())
  .default({})
  .describe("Id -> the names people use, lower case");

/** `languages/<lang>/names.yaml`: what the language calls topics, milestones, blocs and the declaration. */
export const namesFile = z
  .strictObject({
    language: languageCode,
    declaration: z.array(text).nonempty().describe("What people call the declaration or the initiative"),
    topics: namesById,
    weakTopics: namesById.describe(
      "Names that are everyday words too: understood only beside another word of the domain",
    ),
    milestones: namesById,
    blocs: namesById,
  })
  .describe("Names in one language of what the files of the knowledge name in English");

/** `languages/<lang>/wording.yaml`: how the bot answers. */
export const wordingFile = z
  .strictObject({
    language: languageCode,
    locale: z
      .string()
      .optional()
      .describe("Locale of dates, numbers and lists, such as en-GB; the language when left out"),
    quotes: z
      .tuple([z.string(), z.string()])
      .default(["“", "”"])
      .describe("Marks around a person's own words"),
    firstOfMonth: z
      .string()
      .optional()
      .describe("How a date writes the first day of a month where that is an ordinal: 1er novembre"),
    noBreak: z
      .strictObject({ before: marks, narrowBefore: marks, after: marks })
      .partial()
      .optional()
      .describe("Marks whose space never breaks a line, and which of them have a narrow one"),
    messages: z.record(z.string(), text).describe("Message id -> ICU message"),
  })
  .describe("How the bot answers in one language");

export type VocabularyFile = z.output<typeof vocabularyFile>;
export type CountriesFile = z.output<typeof countriesFile>;
export type NamesFile = z.output<typeof namesFile>;
export type WordingFile = z.output<typeof wordingFile>;
