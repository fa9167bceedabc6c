import { z } from "zod";
import { claims, countryCode, dateOrBounds, day, names, slug, sourceEntry, sources, text } from "./values.ts";

/** What can be asked of a topic. The words that ask for each are in `languages/<lang>/vocabulary.yaml`. */
export const ASPECTS = [
  "definition",
  "purpose",
  "benefits",
  "start",
  "end",
  "duration",
  "coordinator",
  "funding",
  "size",
  "participants",
  "access",
  "location",
  "application",
  "status",
  "signature",
  "binding",
  "frequency",
  "process",
  "reason",
  "safety",
  "success",
  "failure",
  "effect",
  "author",
] as const;

export type Aspect = (typeof ASPECTS)[number];

/** What a milestone is in the life of its topic: "when was the EHDS adopted?" and "published?" are two days. */
export const STEPS = ["proposed", "adopted", "published", "in-force", "start", "end"] as const;

export type Step = (typeof STEPS)[number];

const fact = z
  .strictObject({
    text: text.describe("The answer, in one to four plain sentences"),
    dates: z.array(day).default([]).describe("Exact days that the text states"),
    number: z.number().optional().describe("The number that the text is about, if it is about one"),
    counts: slug
      .optional()
      .describe("Topic of the things that the number counts: genome-count for '100,000 genomes'"),
    countries: z.array(countryCode).default([]).describe("Countries that the text lists as its answer"),
    verdict: z
      .enum(["yes", "no"])
      .optional()
      .describe("When the aspect is asked as a yes/no question ('is it binding?'), which it is"),
    sources,
    claims,
  })
  .describe("What is on record about one aspect of a topic");

/** `knowledge/topics/<id>.yaml`: a thing people ask about, and what is on record of it. */
export const topicFile = z
  .strictObject({
    title: text.describe("Name of the topic, as used in a list of topics"),
    names,
    weakNames: names
      .default({})
      .describe("Names that are everyday words too: understood only beside another word of the domain"),
    project: z
      .boolean()
      .default(false)
      .describe("Whether countries take part in it: its participants then list those on record"),
    list: z
      .enum(["aims", "commitments", "benefits", "governance", "related"])
      .optional()
      .describe("A list of initiative.yaml that is told after the definition"),
    facts: z
      .partialRecord(z.enum(ASPECTS), fact)
      .refine((facts) => facts.definition !== undefined, "a topic needs at least the aspect 'definition'")
      .describe("Aspect -> what is on record; 'definition' answers when nothing narrower is asked"),
    gaps: z
      .partialRecord(z.enum(ASPECTS), fact)
      .default({})
      .describe("Aspects people ask for that are not on record: what is known nearby"),
    elsewhere: z
      .partialRecord(z.enum(ASPECTS), slug)
      .default({})
      .describe("Aspect -> the topic that tells of it: who may use the data is told under data-access"),
    related: z.array(slug).default([]).describe("Topics worth asking next"),
  })
  .describe("A topic people ask about");

export type TopicFile = z.output<typeof topicFile>;
export type TopicFactFile = z.output<typeof fact>;

/** `knowledge/milestones.yaml`: dated events. */
export const milestonesFile = z
  .strictObject({
    milestones: z.array(
      z.strictObject({
        id: slug,
        title: text.describe("The event, as the subject of a sentence: 'the kick-off meeting'"),
        names: names.default({}),
        date: dateOrBounds,
        of: slug.optional().describe("The topic in whose life it is a step, or a meeting of a series"),
        steps: z.array(z.enum(STEPS)).default([]).describe("Which step in the life of that topic"),
        nth: z.number().int().positive().optional().describe("Its number in the series of that topic"),
        joined: z
          .array(countryCode)
          .default([])
          .describe("Countries that joined that topic's project with it"),
        planned: z.boolean().default(false).describe("true while the event is only planned"),
        text: text.describe("What happened, in one or two sentences, with the date"),
        place: text.optional().describe("As used after a verb: 'in Brussels'"),
        sources,
        claims,
      }),
    ),
  })
  .describe("Dated events around the declaration");

export type MilestonesFile = z.output<typeof milestonesFile>;

/** `knowledge/sources.yaml`: sources used in several places. */
export const sourcesFile = z
  .strictObject({ sources: z.array(sourceEntry) })
  .describe("Sources used in several places; merged with those given in place by address");

export type SourcesFile = z.output<typeof sourcesFile>;
