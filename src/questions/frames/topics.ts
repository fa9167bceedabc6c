import type { KnowledgeBase, Milestone, Topic, TopicFact } from "../../knowledge/knowledge-base.ts";
import type { Aspect } from "../../knowledge/schema/topic.ts";
import { type Slug, slug } from "../../knowledge/schema/values.ts";
import { cueSet, only } from "../../language/cue-set.ts";
import { hasCue, type Reading, says, saysAny } from "../reading.ts";
import { fits, shape } from "../shape.ts";
import { ASKED, type Asked } from "./aspects.ts";
import {
  deniesInEarnest,
  type Frame,
  isYesNo,
  namesTopic,
  speaksOfNumber,
  speaksOfSigning,
} from "./frame.ts";
import { asksNarrowStep } from "./steps.ts";
import { askedOf, DECLARATION, distinct, subjects, withoutKind } from "./subjects.ts";

/** The declaration by all its names: what countries sign. */
const SIGNED: ReadonlySet<Slug> = new Set(
  ["declaration", "one-plus-mg", "declaration-title", "declaration-text"].map((id) => slug.parse(id)),
);
/** Topics that tell of the declaration itself: after them "it" is the declaration. */
export const DECLARED: ReadonlySet<Slug> = new Set([
  ...SIGNED,
  ...[
    "commitments",
    "aims",
    "benefits",
    "legal-nature",
    "ratification",
    "withdrawal",
    "eligibility",
    "voluntary",
  ].map((id) => slug.parse(id)),
]);
const TARGET_DATE = slug.parse("target-date");
const PROJECTS = slug.parse("projects");

/** "What is GDI?", "who coordinates it?", "how long does B1MG run?" */
export const topic: Frame = (reading, knowledge) => {
  if (!mayNameTopic(reading) || leavesNames(reading)) return null;
  if (isWeak(reading) && !says(reading, "reached")) return null;
  if (reading.events.some((id) => knowledge.milestones.get(id)?.steps.length === 0)) return null;
  const askable = ASKED.filter((each) => mayAsk(each, reading));
  const named = askable.length > 0 ? withoutKind(subjects(reading), reading) : [];
  if (named.length === 0 || asksNarrowStep(reading, named)) return null;
  const best = heaviest(askable, named, reading, knowledge);
  if (!best || (best.weight < ON_RECORD && reading.milestones.length > 0)) return null;
  return { op: "topic", topics: [best.subject], aspect: best.aspect };
};

/** Whether only everyday words name the topic, with nothing else of the domain beside them. */
function isWeak(reading: Reading): boolean {
  return reading.topics.length === 0 && reading.weakTopics.length > 0 && !speaksOfSigning(reading);
}

/** Of the ways of asking that come to something, the first of the greatest weight. */
function heaviest(
  askable: readonly Asked[],
  named: readonly Slug[],
  reading: Reading,
  knowledge: KnowledgeBase,
): Candidate | null {
  let best: Candidate | null = null;
  for (const each of askable) {
    const found = candidate(each, named, reading, knowledge);
    if (found && (!best || found.weight > best.weight)) best = found;
  }
  return best;
}

interface Candidate {
  readonly subject: Slug;
  readonly aspect: Aspect;
  readonly weight: number;
}

/** What a way of asking comes to: the topic that tells of it, and how near it is. */
function candidate(
  each: Asked,
  named: readonly Slug[],
  reading: Reading,
  { topics, milestones }: KnowledgeBase,
): Candidate | null {
  const { aspect } = each;
  const asked = askedOf(aspect, reading) ?? named;
  const told = toldUnder(aspect, reading);
  const [subject, ...others] = distinct(asked.map((id) => topics.get(id)?.elsewhere[told] ?? id));
  if (!subject || others.length > 0 || !inItsTime(reading, each, milestones.get(TARGET_DATE))) return null;
  const found = topics.get(subject);
  if (isTurned(each, subject, found, reading)) return null;
  const onRecord = isOnRecord(found, aspect);
  if (!onRecord && (each.ofRecord || isWeak(reading))) return null;
  if (countsElse(found?.facts[aspect], aspect, reading)) return null;
  const weight = each.shape.needs.length + (onRecord ? ON_RECORD : 0) + (each.yesNo ? YES_NO : 0);
  return { subject, aspect, weight };
}

/**
 * "When was GDI signed?" is not when it began, "is GDI a signatory?" not what it is, and "is 1+MG over?" not
 * answered by "yes, it is running".
 */
function isTurned(
  { aspect, ofSigned }: Asked,
  subject: Slug,
  topic: Topic | undefined,
  reading: Reading,
): boolean {
  if (ofSigned) return !SIGNED.has(subject);
  if (aspect === "definition") return asksOfPeople(reading);
  if (aspect === "participants") return isYesNo(reading);
  // "Is GDI part of 1+MG?" does not ask whether it is running.
  if (aspect === "status" && topic?.project && says(reading, "declaration")) return true;
  const verdict = topic?.facts[aspect]?.verdict ?? null;
  if (verdict === null) return false;
  if (aspect === "binding" && saysAny(reading, ["which", "who"])) return true;
  return isYesNo(reading) && (isOpposite(reading) || (aspect === "status" && says(reading, "end")));
}

/** "Who is ELIXIR?" asks what it is, "who has DNA?" and "which signatory …?" do not. */
function asksOfPeople(reading: Reading): boolean {
  if (says(reading, "who") && !says(reading, "be")) return true;
  return says(reading, "signatory") && (isYesNo(reading) || saysAny(reading, ["which", "who"]));
}

/** "Is it voluntary?", "was the target missed?", "is it true that it is not binding?": the other answer is right. */
function isOpposite(reading: Reading): boolean {
  const turning = reading.loose.some((term) => hasCue(term, "not") && hasCue(term, OF_OPPOSITES));
  return turning || deniesInEarnest(reading);
}

const OF_OPPOSITES = cueSet(["reached", "binding"]);

/** "How are the data protected?" asks of their safety, and not of how the data are kept. */
function toldUnder(aspect: Aspect, reading: Reading): Aspect {
  return aspect === "process" && says(reading, "safe") ? "safety" : aspect;
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

/** "Which companies are in GDI?" would leave a name unread; "the GDI project" says what GDI is. */
function leavesNames({ topics, weakTopics, hints }: Reading): boolean {
  if (topics.length === 0 || weakTopics.length === 0) return false;
  const read = (id: Slug) =>
    topics.includes(id) || id === PROJECTS || hints.some((term) => namesTopic(term, id));
  return !weakTopics.every(read);
}

/** "By 2022": the time of the target; "were a million genomes accessible?" tells of it only with its time. */
function inItsTime(reading: Reading, { ofTarget }: Asked, target: Milestone | undefined): boolean {
  const { within } = reading;
  if (!within) return !ofTarget;
  const year = target?.date.latest.slice(0, 4);
  const begins = within.from === null || within.from.slice(0, 4) === year;
  return within.to === target?.date.latest && begins && (!ofTarget || speaksOfNumber(reading));
}

const TRUE = only("true");

function mayAsk({ shape: wanted, whenDeclared, ofIt, yesNo }: Asked, reading: Reading): boolean {
  if (!fits(reading, wanted) || (says(reading, TRUE) && says(reading, "not"))) return false;
  if (reading.topics.length + reading.weakTopics.length === 0) {
    if (!(says(reading, "declaration") ? whenDeclared(reading) : ofIt)) return false;
  }
  return !yesNo || isYesNo(reading);
}

/** "How many …?" wants a number, and "which countries …?" no number of something else. */
function countsElse(fact: TopicFact | undefined, aspect: Aspect, reading: Reading): boolean {
  if (!fact) return false;
  const counted = aspect === "size" || aspect === "participants";
  if (counted && says(reading, "many") && fact.number === null) return true;
  if (fact.counts === null) return false;
  return aspect === "participants"
    ? says(reading, "country")
    : aspect === "size" && saysAny(reading, ["country", "participate", "member"]);
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
  if (compared.length < 2) return null;
  const difference = { op: "topic", topics: compared, aspect: "difference" } as const;
  return says(reading, "same") && isYesNo(reading) ? { ...difference, same: true } : difference;
};

export const topicFrames: readonly Frame[] = [topic, difference];
