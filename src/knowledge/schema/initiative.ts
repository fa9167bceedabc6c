import { z } from "zod";
import { claims, countryCode, day, names, slug, sources, text } from "./values.ts";

const statement = z.strictObject({ text, sources });
const statements = z.array(statement).nonempty();

/** `knowledge/initiative.yaml`: the declaration and the initiative that grew from it. */
export const initiativeFile = z
  .strictObject({
    title: statement.describe("The declaration's full title"),
    otherTitles: z.array(statement).default([]).describe("Other titles in use"),
    names: names.describe("What people call the declaration or the initiative, by language"),
    launch: z
      .strictObject({ on: day, where: text, sources })
      .describe("When and where it was opened to signature"),
    asOf: z
      .strictObject({ day, sources })
      .describe("Day to which the list of signatories is known to be complete"),
    openTo: z
      .strictObject({ blocs: z.array(slug).nonempty(), sources })
      .describe("Blocs whose members may sign"),
    cities: z
      .array(z.strictObject({ id: slug, names }))
      .default([])
      .describe("Cities in which the declaration was signed"),
    aims: statements,
    commitments: statements,
    benefits: statements,
    governance: statements,
    related: z
      .array(
        z.strictObject({
          title: text,
          url: z.url({ protocol: /^https?$/ }).optional(),
          about: text.describe("What it is, in half a sentence"),
          sources,
        }),
      )
      .default([])
      .describe("Documents and news related to the declaration"),
    claims,
  })
  .describe("The declaration and the initiative");

export type InitiativeFile = z.output<typeof initiativeFile>;

/** `knowledge/blocs.yaml`: groups of countries, with membership dates where a question can turn on them. */
export const blocsFile = z
  .strictObject({
    blocs: z.array(
      z.strictObject({
        id: slug.describe("eu, eea, efta, nordic, …"),
        kind: z
          .enum(["organisation", "region"])
          .describe(
            "organisation: one joins and leaves it (EU); region: a common name for neighbours (Nordic)",
          ),
        names,
        members: z
          .array(
            z.strictObject({
              countries: z.array(countryCode).nonempty(),
              from: day
                .optional()
                .describe("First day of membership; leave out when no question turns on it"),
              through: day.optional().describe("Last day of membership, that day included"),
            }),
          )
          .nonempty(),
        since: day
          .optional()
          .describe("Day on which it began: nobody belonged to it before, members of included blocs neither"),
        includes: z
          .array(slug)
          .default([])
          .describe("Blocs whose members are members too: the EEA includes the EU"),
        sources,
      }),
    ),
  })
  .describe("Groups of countries");

export type BlocsFile = z.output<typeof blocsFile>;
