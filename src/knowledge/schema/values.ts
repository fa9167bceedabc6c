import { z } from "zod";
import type { Brand } from "../brand.ts";
import { type Day, parseDay } from "../day.ts";

/** ISO 3166-1 alpha-2, upper case: `NO` is Norway, `GB` the United Kingdom, `GR` Greece. */
export type CountryCode = Brand<string, "CountryCode">;

/** Name of a file or entry, in kebab case: `kick-off-meeting`. Never shown to a user. */
export type Slug = Brand<string, "Slug">;

/** A language of the bot, as the folder under `languages/` is named: `en`, `nb`. */
export type LanguageCode = Brand<string, "LanguageCode">;

export const day = z
  .string()
  .transform((text, context): Day => {
    const parsed = parseDay(text);
    if (parsed) return parsed;
    context.addIssue({ code: "custom", message: `"${text}" is not a day of the calendar (YYYY-MM-DD)` });
    return z.NEVER;
  })
  .describe("A day of the calendar, YYYY-MM-DD")
  .meta({ examples: ["2019-06-14"] });

export const countryCode = z
  .string()
  .regex(/^[A-Z]{2}$/, "expected two capital letters (ISO 3166-1 alpha-2), such as NO")
  .transform((code) => code as CountryCode)
  .describe("ISO 3166-1 alpha-2 code: GB for the United Kingdom, GR for Greece")
  .meta({ examples: ["NO"] });

export const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "expected lower-case words joined by hyphens, such as kick-off-meeting")
  .transform((id) => id as Slug)
  .describe("Name in kebab case, never shown to a user")
  .meta({ examples: ["kick-off-meeting"] });

export const languageCode = z
  .string()
  .regex(/^[a-z]{2,3}$/, "expected a language code such as en")
  .transform((code) => code as LanguageCode)
  .describe("BCP 47 language, as the folder under languages/ is named")
  .meta({ examples: ["en"] });

/** One line or paragraph of text; newlines of folded YAML are already spaces. */
export const text = z
  .string()
  .transform((raw) => raw.trim())
  .pipe(z.string().min(1, "must not be empty").max(1500, "must be at most 1500 characters"));

const partialDay = z
  .string()
  .refine((raw) => isPartialDay(raw), "expected YYYY, YYYY-MM or YYYY-MM-DD")
  .describe("Date the page gives itself; a year or month alone when it says no more; leave out when unknown")
  .meta({ examples: ["2018-12-04", "2018-09"] });

export const inlineSource = z
  .strictObject({
    id: slug.optional().describe("Name for use elsewhere; made from publisher and title when left out"),
    title: text.describe("Title of the page, as the page gives it"),
    publisher: text.describe("Who publishes the page"),
    url: z
      .url({ protocol: /^https?$/, error: "expected a complete http or https address" })
      .describe("Address of the page"),
    published: partialDay.optional(),
    checked: day.optional().describe("Day on which a person last saw the fact on that page"),
  })
  .describe("A source given in place");

export const sourceEntry = inlineSource.extend({ id: slug }).describe("A source used in several places");

export const sources = z
  .array(z.union([slug, inlineSource]))
  .nonempty("at least one source is needed: no fact without one")
  .describe("Where the fact can be checked: ids from sources.yaml, or sources given in place");

export const dateOrBounds = z
  .union([
    z.strictObject({ on: day }),
    z.strictObject({
      notBefore: day.describe("Earliest day it can have been"),
      notAfter: day.describe("Latest day it can have been"),
    }),
  ])
  .describe("The exact day (on), or the bounds that are known (notBefore and notAfter)");

export const basis = z
  .enum(["stated", "inferred"])
  .describe("stated: a source says so; inferred: it follows from what sources say");

const claim = z
  .strictObject({
    id: slug,
    about: z
      .enum(["signed", "ordinal", "signed-by", "place", "capacity", "count", "status", "date", "text"])
      .describe("Which fact the claim speaks of"),
    says: text.describe(
      "What the source says, as the end of a sentence that begins 'Source X …': 'counts 18'",
    ),
    number: z.int().optional().describe("The number claimed, for a claim about a count or an ordinal"),
    date: day.optional().describe("The day claimed, for a claim about a date"),
    rank: z
      .enum(["normal", "rejected"])
      .describe("normal: could be right as well; rejected: known to be wrong. The fact itself is preferred"),
    reason: text.describe("Why the fact is preferred to this claim"),
    sources,
  })
  .describe("What a source says that disagrees with the fact");

export const claims = z.array(claim).default([]).describe("What other sources say that disagrees");

export const names = z
  .partialRecord(z.string().regex(/^[a-z]{2,3}$/), z.array(text))
  .describe("Names people use for it, by language, lower case: { en: [kick-off, kick-off meeting] }");

export type SourceInput = z.output<typeof inlineSource>;
export type SourceRef = z.output<typeof sources>[number];
export type DateOrBounds = z.output<typeof dateOrBounds>;
export type ClaimFile = z.output<typeof claim>;
export type Names = z.output<typeof names>;

function isPartialDay(raw: string): boolean {
  if (/^\d{4}$/.test(raw)) return true;
  if (/^\d{4}-\d{2}$/.test(raw)) return parseDay(`${raw}-01`) !== null;
  return parseDay(raw) !== null;
}
