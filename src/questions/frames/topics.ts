import type { KnowledgeBase, Topic } from "../../knowledge/knowledge-base.ts";
import type { Aspect } from "../../knowledge/schema/topic.ts";
import { type Slug, slug } from "../../knowledge/schema/values.ts";
import { cueSet } from "../../language/cue-set.ts";
import type { Cue } from "../../language/cues.ts";
import { hasCue, type Reading, says, saysAny } from "../reading.ts";
import { fits, shape } from "../shape.ts";
import { ASKED, type Asked } from "./aspects.ts";
import { type Frame, isYesNo, speaksOfSigning } from "./frame.ts";

const DECLARATION = slug.parse("declaration");
const RATIFICATION = slug.parse("ratification");
const ELIGIBILITY = slug.parse("eligibility");

/** "What is GDI?", "who coordinates it?", "how long does B1MG run?" */
const topic: Frame = (reading, { topics }) => {
  if (!mayNameTopic(reading)) return null;
  const askable = ASKED.filter((each) => mayAsk(each, reading));
  const named = askable.length > 0 ? subjects(reading) : [];
  if (named.length === 0) return null;
  if (reading.topics.length === 0 && reading.weakTopics.length > 0 && !speaksOfSigning(reading)) return null;
  const best = heaviest(askable, named, topics);
  if (!best || (best.weight < ON_RECORD && reading.milestones.length > 0)) return null;
  return { op: "topic", topics: [best.subject], aspect: best.aspect };
};

/** Of the aspects that may be asked for, the first of the greatest weight that one topic tells of. */
function heaviest(askable: readonly Asked[], named: readonly Slug[], topics: KnowledgeBase["topics"]) {
  let best: { readonly subject: Slug; readonly aspect: Aspect; readonly weight: number } | null = null;
  for (const { aspect, shape: wanted, yesNo } of askable) {
    const [subject, ...others] = distinct(named.map((id) => topics.get(id)?.elsewhere[aspect] ?? id));
    if (!subject || others.length > 0) continue;
    const onRecord = isOnRecord(topics.get(subject), aspect) ? ON_RECORD : 0;
    const weight = wanted.needs.length + onRecord + (yesNo ? YES_NO : 0);
    if (!best || weight > best.weight) best = { subject, aspect, weight };
  }
  return best;
}

const TOPICAL = cueSet(["declaration", "it", "sign", "signatory"]);

/** Whether there can be a subject at all: most questions of signatories end here. */
function mayNameTopic(reading: Reading): boolean {
  if (reading.topics.length + reading.weakTopics.length > 0) return true;
  return reading.countries.length === 0 && says(reading, TOPICAL);
}

/** What is on record goes before any narrower reading that is not. */
const ON_RECORD = 10;

/** In a question that begins with a verb, what answers yes or no goes before what tells. */
const YES_NO = 0.5;

function mayAsk({ shape: wanted, whenDeclared, ofIt, yesNo }: Asked, reading: Reading): boolean {
  if (!fits(reading, wanted) || (says(reading, "true") && says(reading, "not"))) return false;
  if (reading.topics.length + reading.weakTopics.length === 0) {
    if (!(says(reading, "declaration") ? whenDeclared(reading) : ofIt)) return false;
  }
  return !yesNo || isYesNo(reading);
}

function isOnRecord(topic: Topic | undefined, aspect: keyof Topic["facts"]): boolean {
  return topic?.facts[aspect] !== undefined || topic?.gaps[aspect] !== undefined;
}

const DIFFERENCE = shape({
  needs: [["difference", "same"]],
  may: ["declaration", "what", "between", "and", "or", "as", "in", "from", "with", "not", "how", "it"],
  slots: ["topics", "milestones"],
});

/** "What is the difference between 1+MG, B1MG and GDI?", "is GDI the same as B1MG?" */
const difference: Frame = (reading) => {
  if (!fits(reading, DIFFERENCE)) return null;
  const topics = subjects(reading);
  const compared = topics.length === 1 && says(reading, "it") ? [DECLARATION, ...topics] : topics;
  return compared.length > 1 ? { op: "topic", topics: compared, aspect: "difference" } : null;
};

/** Topics named; the declaration itself when nothing narrower is; and "it", which can only mean the declaration. */
function subjects(reading: Reading): readonly Slug[] {
  const named = distinct(reading.topics.length > 0 ? reading.topics : reading.weakTopics);
  const declared = declaredOf(reading);
  if (named.length === 0)
    return declared.length === 0 && impliesDeclaration(reading) ? [DECLARATION] : declared;
  return says(reading, COMPARING) ? distinct([...declared, ...named]) : named;
}

const COMPARING = cueSet(["difference", "same"]);

/** The declaration where it is named; a topic that bears its name goes before it. */
function declaredOf({ loose }: Reading): readonly Slug[] {
  const term = loose.find((each) => hasCue(each, "declaration"));
  if (!term) return [];
  for (const sense of term.senses) if (sense.kind === "topic") return [sense.id];
  return [DECLARATION];
}

function distinct(ids: readonly Slug[]): readonly Slug[] {
  return ids.length < 2 ? ids : [...new Set(ids)];
}

/** "Is it binding?", "does signing cost money?" */
function impliesDeclaration(reading: Reading): boolean {
  return (says(reading, "it") && says(reading, "aux")) || saysAny(reading, ["sign", "signatory"]);
}

const WHEN_OR_WHERE: readonly Cue[] = ["when", "where", "date", "happen"];
const MILESTONE_MAY: readonly Cue[] = [
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
  "first",
];
const MILESTONE = shape({
  may: [...MILESTONE_MAY, ...WHEN_OR_WHERE],
  slots: ["milestones", "topics"],
});
const MILESTONE_BESIDE_TOPIC = shape({
  needs: [WHEN_OR_WHERE],
  may: MILESTONE_MAY,
  slots: ["milestones", "topics"],
});

const MILESTONE_CLAIM = shape({
  may: ["declaration", "true", "tag", "begin", "end", "happen", "in", "on", "at", "work"],
  slots: ["milestones", "topics", "within"],
});

/** "Was the kick-off on 14 September 2018?" */
const milestoneClaim: Frame = (reading) => {
  if (reading.milestones.length === 0 || !fits(reading, MILESTONE_CLAIM)) return null;
  const [first, ...others] = [...new Set(reading.milestones)];
  if (!first || others.length > 0 || !reading.within || !isYesNo(reading)) return null;
  return { op: "milestone", milestone: first, claimed: reading.within };
};

/** "When was the kick-off meeting?"; what the topic of the same name tells better is left to it. */
const milestone: Frame = (reading, knowledge) => {
  if (reading.milestones.length === 0) return null;
  const [first, ...others] = [...new Set(reading.milestones)];
  if (!first || others.length > 0) return null;
  if (!fits(reading, reading.topics.length > 0 ? MILESTONE_BESIDE_TOPIC : MILESTONE)) return null;
  return reading.topics.length > 0 && topic(reading, knowledge)
    ? null
    : { op: "milestone", milestone: first };
};

const TIMELINE = shape({ needs: [["happen"]], may: ["what", "declaration", "at"], slots: ["within"] });

/** "What happened in 2019?" */
const timeline: Frame = (reading) =>
  reading.within?.from && fits(reading, TIMELINE) ? { op: "timeline", within: reading.within } : null;

const RATIFIED = shape({
  needs: [["ratify"]],
  may: [
    "declaration",
    "who",
    "which",
    "country",
    "not",
    "when",
    "it",
    "signatory",
    "so",
    "true",
    "all",
    "any",
  ],
  slots: ["countries", "topics", "blocs"],
});

/** "Has Norway ratified the declaration?": a political declaration is not ratified by anyone. */
const ratification: Frame = (reading) =>
  fits(reading, RATIFIED)
    ? { op: "topic", topics: [RATIFICATION], aspect: isYesNo(reading) ? "status" : "definition" }
    : null;

const WHO_MAY_SIGN = shape({
  needs: [
    ["can", "eligible"],
    ["who", "which"],
  ],
  may: ["sign", "join", "declaration", "country", "aboard", "signatory", "what", "other"],
});

/** "Who can sign?", "which countries are eligible?" */
const whoMaySign: Frame = (reading) =>
  fits(reading, WHO_MAY_SIGN) ? { op: "topic", topics: [ELIGIBILITY], aspect: "definition" } : null;

export const topicFrames: readonly Frame[] = [
  topic,
  difference,
  milestone,
  milestoneClaim,
  timeline,
  ratification,
  whoMaySign,
];
