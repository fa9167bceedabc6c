import type { Aspect } from "../../knowledge/schema/topic.ts";
import { type Slug, slug } from "../../knowledge/schema/values.ts";
import type { Cue } from "../../language/cues.ts";
import { fits, type Reading, type Slot, says } from "../reading.ts";
import { type Frame, speaksOfSigning } from "./frame.ts";

const TOPIC_SLOTS: readonly Slot[] = ["topics", "milestones", "atSigning", "within"];

interface Asked {
  readonly aspect: Aspect | "difference";
  readonly needs: ReadonlyArray<readonly Cue[]>;
  readonly may?: readonly Cue[];
}

/** Words that may stand in any question about a topic. */
const AROUND: readonly Cue[] = [
  "declaration",
  "it",
  "they",
  "what",
  "which",
  "about",
  "in",
  "on",
  "for",
  "and",
  "so",
  "today",
];

/** Which words ask for which aspect. A question fits one of them or it is not about a topic. */
const ASKED: readonly Asked[] = [
  {
    aspect: "definition",
    needs: [],
    may: ["mean", "list", "how", "as", "cover", "who", "country", "signatory", "other"],
  },
  { aspect: "purpose", needs: [["purpose", "why"]], may: ["work", "exist", "begin"] },
  { aspect: "benefits", needs: [["benefit"]], may: ["who", "how", "why", "self"] },
  {
    aspect: "start",
    needs: [
      ["when", "date"],
      ["begin", "sign", "happen"],
    ],
    may: ["first", "year", "at"],
  },
  { aspect: "end", needs: [["end"]], may: ["when", "date", "year", "reached", "by"] },
  { aspect: "duration", needs: [["duration"]], may: ["how", "long", "work", "exist", "run"] },
  { aspect: "coordinator", needs: [["run"]], may: ["who", "by", "country", "person"] },
  { aspect: "funding", needs: [["cost"]], may: ["who", "how", "many", "by", "from", "where"] },
  { aspect: "size", needs: [["many", "size"]], may: ["participate", "how", "exist"] },
  {
    aspect: "participants",
    needs: [["participate", "country", "member"]],
    may: ["who", "many", "list", "from", "with"],
  },
  { aspect: "access", needs: [["access"]], may: ["who", "can", "how", "to", "by", "self"] },
  { aspect: "location", needs: [["where", "keep"]], may: ["work", "at", "exist"] },
  { aspect: "application", needs: [["apply"]], may: ["how", "can", "who", "access", "join", "self"] },
  {
    aspect: "status",
    needs: [["exist", "reached", "true", "safe"]],
    may: ["not", "work", "when", "begin", "end"],
  },
  { aspect: "binding", needs: [["binding"]], may: ["not", "country", "signatory"] },
  { aspect: "frequency", needs: [["often"]], may: ["how", "happen", "work"] },
  { aspect: "process", needs: [["how"], ["work", "happen", "access", "cover"]], may: ["can"] },
  { aspect: "reason", needs: [["why"]], may: ["not", "exist", "keep"] },
];

/** "What is GDI?", "who coordinates it?", "how long does B1MG run?" */
const topic: Frame = (reading, { topics }) => {
  const named = subjects(reading);
  if (!reading.namedFirmly && !speaksOfSigning(reading)) return null;
  const queries =
    named.length === 0
      ? []
      : ASKED.flatMap(({ aspect, needs, may }) => {
          const shape = { needs, may: [...AROUND, ...(may ?? [])], slots: TOPIC_SLOTS };
          if (aspect === "difference" || !fits(reading, shape)) return [];
          const told = new Set(named.map((id) => topics.get(id)?.elsewhere[aspect] ?? id));
          const [subject] = told;
          return subject && told.size === 1 ? [{ subject, aspect, weight: needs.length }] : [];
        });
  const [best] = queries.toSorted((a, b) => b.weight - a.weight);
  return best ? { op: "topic", topics: [best.subject], aspect: best.aspect } : null;
};

/** "What is the difference between 1+MG, B1MG and GDI?", "is GDI the same as B1MG?" */
const difference: Frame = (reading) => {
  const topics = subjects(reading);
  const shape = {
    needs: [["difference", "same"]],
    may: ["declaration", "what", "between", "and", "or", "as", "in", "from", "with", "not", "how"],
    slots: ["topics", "milestones"],
  } as const;
  return topics.length > 1 && fits(reading, shape) ? { op: "topic", topics, aspect: "difference" } : null;
};

/** Topics named; the declaration itself when nothing narrower is. */
function subjects(reading: Reading): readonly Slug[] {
  const named = [...new Set(reading.topics)];
  const declared = reading.loose.flatMap((term) =>
    term.senses.some((sense) => sense.kind === "cue" && sense.cue === "declaration")
      ? term.senses.flatMap((sense) => (sense.kind === "topic" ? [sense.id] : []))
      : [],
  );
  if (named.length === 0) return [...new Set(declared)];
  return says(reading, "difference") || says(reading, "same") ? [...new Set([...declared, ...named])] : named;
}

const WHEN_OR_WHERE: readonly Cue[] = ["when", "where", "date", "happen"];

/** "When was the kick-off meeting?", "where was it?" */
const milestone: Frame = (reading) => {
  const [first, ...others] = [...new Set(reading.milestones)];
  const shape = {
    needs: reading.topics.length > 0 ? [["when", "where", "date", "happen"] as const] : [],
    may: [
      "declaration",
      "what",
      "begin",
      "end",
      "work",
      "on",
      "in",
      "at",
      "it",
      "which",
      "about",
      ...WHEN_OR_WHERE,
    ],
    slots: ["milestones", "topics"],
  } as const;
  if (!first || others.length > 0 || !fits(reading, shape)) return null;
  return { op: "milestone", milestone: first };
};

/** "What happened in 2019?" */
const timeline: Frame = (reading) => {
  const shape = { needs: [["happen"]], may: ["what", "declaration"], slots: ["within"] } as const;
  return reading.within?.from && fits(reading, shape) ? { op: "timeline", within: reading.within } : null;
};

const RATIFICATION = slug.parse("ratification");
const ELIGIBILITY = slug.parse("eligibility");

/** "Has Norway ratified the declaration?": a political declaration is not ratified by anyone. */
const ratification: Frame = (reading) => {
  const shape = {
    needs: [["ratify"]],
    may: ["declaration", "who", "which", "country", "not", "when", "it", "signatory", "so", "true"],
    slots: ["countries", "topics"],
  } as const;
  return fits(reading, shape) ? { op: "topic", topics: [RATIFICATION], aspect: "definition" } : null;
};

/** "Who can sign?", "which countries are eligible?" */
const whoMaySign: Frame = (reading) => {
  const shape = {
    needs: [
      ["can", "eligible"],
      ["who", "which"],
    ],
    may: ["sign", "join", "declaration", "country", "aboard", "signatory", "what", "other"],
    slots: [],
  } as const;
  return fits(reading, shape) ? { op: "topic", topics: [ELIGIBILITY], aspect: "definition" } : null;
};

export const topicFrames: readonly Frame[] = [
  topic,
  difference,
  milestone,
  timeline,
  ratification,
  whoMaySign,
];
