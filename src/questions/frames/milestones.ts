import type { KnowledgeBase, Milestone } from "../../knowledge/knowledge-base.ts";
import { type Slug, slug } from "../../knowledge/schema/values.ts";
import type { Cue } from "../../language/cues.ts";
import type { Within } from "../query.ts";
import { hasCue, type Reading, says, saysAny } from "../reading.ts";
import { fits, shape } from "../shape.ts";
import { type Frame, isYesNo } from "./frame.ts";
import { stepAsked, stepOf } from "./steps.ts";
import { topic } from "./topics.ts";

/** The milestone named, unless a step of its topic is asked for that it is not: "does the roadmap end …?" */
function milestoneAsked(reading: Reading, knowledge: KnowledgeBase): Milestone | null {
  const [id, ...others] = new Set(reading.milestones);
  const named = id === undefined ? undefined : knowledge.milestones.get(id);
  if (others.length > 0 || isOfElse(reading, named)) return null;
  const step = stepAsked(reading);
  if (!step || (named && isEvent(named, reading))) return named ?? null;
  if (named && (named.of === null || named.steps.includes(step))) return named;
  return stepOf(reading, knowledge, step);
}

/** "When does secondary use start?": what is no step of another thing's life has its own. */
function isEvent({ id, steps }: Milestone, { events }: Reading): boolean {
  return steps.length === 0 && events.includes(id);
}

/** "The first meeting of the 1+MG Group" is none of the signatories' meetings, nor is "the kick-off of GDI". */
function isOfElse({ topics, events }: Reading, named: Milestone | undefined): boolean {
  if (!named || topics.length === 0) return false;
  if (!events.includes(named.id)) return new Set(topics).size > 1;
  return named.of === null || !topics.includes(named.of);
}

const WHEN_OR_WHERE: readonly Cue[] = ["when", "where", "date", "happen"];
const STEP_WORDS: readonly Cue[] = ["begin", "end", "propose", "adopt", "publish", "in-force"];
const MILESTONE_MAY: readonly Cue[] = [
  ...STEP_WORDS,
  "future",
  "declaration",
  "what",
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

/** "When was the kick-off meeting?"; what the topic of the same name tells better is left to it. */
const milestone: Frame = (reading, knowledge) => {
  const beside = reading.topics.length > 0;
  if (reading.milestones.length === 0 || !fits(reading, beside ? MILESTONE_BESIDE_TOPIC : MILESTONE))
    return null;
  const asked = milestoneAsked(reading, knowledge);
  return asked && !(beside && topic(reading, knowledge)) ? { op: "milestone", milestone: asked.id } : null;
};

const ROADMAPS = slug.parse("roadmaps");
const STEP = shape({
  needs: [
    ["when", "date"],
    ["propose", "adopt", "publish", "in-force"],
  ],
  may: ["begin", "what", "which", "it", "on", "in", "at", "by", "first", "exist", "who", "signatory"],
  slots: ["milestones", "topics"],
});

/** "When was the EHDS published?" */
const step: Frame = (reading, knowledge) => {
  const asked = fits(reading, STEP) ? stepAsked(reading) : null;
  const found = asked && stepOf(reading, knowledge, asked);
  if (found) return { op: "milestone", milestone: found.id };
  // "When was the roadmap adopted?": there are two, and each has its day.
  const [named, ...others] = reading.topics;
  const both = asked === "adopted" && named === ROADMAPS && others.length === 0;
  return both ? { op: "topic", topics: [ROADMAPS], aspect: "start" } : null;
};

const MILESTONE_CLAIM = shape({
  may: [...STEP_WORDS, "future", "declaration", "true", "tag", "happen", "in", "on", "at", "work", "exist"],
  slots: ["milestones", "topics", "within"],
});

/** "Was the kick-off on 14 September 2018?", "did GDI start in 2022?" */
const milestoneClaim: Frame = (reading, knowledge) => {
  if (!reading.within || !fits(reading, MILESTONE_CLAIM)) return null;
  if (!isYesNo(reading) && !says(reading, "future")) return null;
  const asked = milestoneAsked(reading, knowledge);
  return asked ? { op: "milestone", milestone: asked.id, claimed: reading.within } : null;
};

const GROUP = slug.parse("one-plus-mg-group");
const MEETINGS = slug.parse("signatory-meetings");
const MEETING = shape({
  needs: [["when", "date", "where"]],
  may: ["meet", "signatory", "country", "they", "person", "often", "for", "what", "happen", "on", "in", "at"],
  slots: ["topics", "ranks", "extreme"],
});

/** "When did the signatories first meet?", "when did the 1+MG Group meet for the seventh time?" */
const meeting: Frame = (reading, { milestones }) => {
  if (!fits(reading, MEETING) || !speaksOfMeeting(reading)) return null;
  const series = seriesOf(reading);
  const { extreme, ranks } = reading;
  if (!series || ranks.length + (extreme ? 1 : 0) !== 1) return null;
  const latest = extreme?.kind === "latest";
  const held = [...milestones.values()].filter(
    ({ of, nth }) => of === (latest ? GROUP : series) && nth !== null,
  );
  const number = extreme?.kind === "first" ? 1 : ranks[0];
  // In the order of their days: the group meets in the place of those who met before it.
  const found = latest ? held.at(-1) : held.find(({ nth }) => nth === number);
  return found ? { op: "milestone", milestone: found.id } : null;
};

function speaksOfMeeting({ loose, hints, topics }: Reading): boolean {
  return topics.includes(MEETINGS) || [...loose, ...hints].some((term) => hasCue(term, "meet"));
}

function seriesOf(reading: Reading): Slug | null {
  const [named, ...others] = new Set(reading.topics);
  if (others.length > 0 || reading.weakTopics.some((id) => id !== MEETINGS)) return null;
  if (named) return named === GROUP || named === MEETINGS ? named : null;
  return saysAny(reading, ["signatory", "country", "they", "person"]) ? MEETINGS : null;
}

const TIMELINE = shape({ needs: [["happen"]], may: ["what", "declaration", "at"], slots: ["within"] });

/** "What happened in 2019?" */
const timeline: Frame = (reading, knowledge) => {
  const { within } = reading;
  if (!within?.from || !fits(reading, TIMELINE) || isBeforeAll(within, knowledge)) return null;
  return { op: "timeline", within };
};

/** "What happened in 1990?" is no question of the declaration. */
function isBeforeAll({ to }: Within, { milestones }: KnowledgeBase): boolean {
  return to !== null && [...milestones.values()].every(({ date }) => to < date.earliest);
}

export const milestoneFrames: readonly Frame[] = [milestone, step, milestoneClaim, meeting, timeline];
