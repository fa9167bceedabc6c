import { z } from "zod";
import { basis, claims, countryCode, dateOrBounds, day, slug, sources, text } from "./values.ts";

/** `knowledge/signatories/<country>.yaml`: one country that signed, complete in itself. */
export const signatoryFile = z
  .strictObject({
    country: countryCode,
    signed: z
      .strictObject({
        date: dateOrBounds,
        basis,
        note: text.optional().describe("Why only bounds are known, or how the day was found"),
        sources,
      })
      .describe("When the country signed"),
    capacity: z
      .enum(["eu-member", "eea-efta", "efta"])
      .describe("What the country was on the day it signed; checked against blocs.yaml"),
    ordinal: z
      .strictObject({
        value: z.union([
          z.int().min(1),
          z
            .strictObject({ from: z.int().min(1), to: z.int().min(1) })
            .describe("Order unknown between these"),
        ]),
        basis,
        sources,
      })
      .optional()
      .describe("Which signatory it was, where a source counts; leave out for the founders, who share a day"),
    signedBy: z
      .array(
        z.strictObject({
          name: text.meta({ examples: ["Rolf Einar Fife"] }),
          role: text.describe("Office at the time, as used after the name: 'Ambassador of Norway to the EU'"),
          note: text.optional(),
          sources,
        }),
      )
      .default([])
      .describe("Who put the signature; leave out when no source names anyone"),
    place: z
      .strictObject({
        where: text.describe("As used after 'signed': 'in Berlin', 'at the fifth meeting of …'"),
        city: slug
          .optional()
          .describe("Id of the city in initiative.yaml; leave out when no source names one"),
        sources,
      })
      .optional(),
    remarks: z
      .array(z.strictObject({ text, sources }))
      .default([])
      .describe("Circumstances worth telling, each one sentence or two"),
    withdrawn: z
      .strictObject({ on: day, sources })
      .optional()
      .describe("Only when a source states that the country withdrew; never inferred"),
    claims,
  })
  .describe("One country that signed the declaration");

export type SignatoryFile = z.output<typeof signatoryFile>;

/** `knowledge/non-signatories.yaml`: countries asked about that have no signature on record. */
export const nonSignatoriesFile = z
  .strictObject({
    countries: z.array(
      z.strictObject({
        country: countryCode,
        asOf: day.describe("Day to which the sources speak"),
        basis,
        note: text.optional().describe("What is on record near it: 'takes part in Genome of Europe'"),
        sources,
        claims,
      }),
    ),
  })
  .describe("Countries without a signature on record; a file in signatories/ supersedes an entry here");

export type NonSignatoriesFile = z.output<typeof nonSignatoriesFile>;
