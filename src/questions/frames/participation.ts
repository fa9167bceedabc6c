import type { KnowledgeBase, Topic } from "../../knowledge/knowledge-base.ts";
import { type Slug, slug } from "../../knowledge/schema/values.ts";
import { EVERYONE, type Query } from "../query.ts";
import { type Reading, says, saysAny } from "../reading.ts";
import { fits, shape } from "../shape.ts";
import { type Frame, isYesNo } from "./frame.ts";

const PARTICIPATION = shape({
  needs: [["join", "participate", "member", "aboard", "in", "on", "country"]],
  may: ["when", "why", "date", "true", "tag", "it", "begin", "what", "exist", "cover", "at"],
  slots: ["countries", "topics", "within"],
});

/** "Is Poland in Genome of Europe?", "when did Cyprus join GDI?": taking part in a project is no signature. */
const participation: Frame = (reading, knowledge) => {
  const [country] = reading.countries;
  if (!country || reading.countries.length > 1 || !fits(reading, PARTICIPATION)) return null;
  const project = projectOf(reading, knowledge);
  if (!project) return null;
  const asked = askedOf(reading);
  const query = { op: "participation", country: country.code, project: project.id } as const;
  if (!reading.within) return asked && { ...query, asked };
  // "Did Romania join GDI in 2024?"
  return asked === "whether" && says(reading, "join")
    ? { ...query, asked: "when", claimed: reading.within }
    : null;
};

const OBSERVERS = slug.parse("observers");
const OBSERVED: ReadonlySet<Slug> = new Set([OBSERVERS, slug.parse("one-plus-mg-group")]);
const OBSERVER = shape({
  may: ["a", "true", "tag", "exist", "in", "on", "as", "declaration"],
  slots: ["countries", "topics"],
});

/** "Is Switzerland an observer?": the rule is on record, and no names. */
const observer: Frame = (reading) => {
  const { countries, topics, weakTopics } = reading;
  const [country, ...more] = countries;
  const named = [...topics, ...weakTopics];
  if (!country || more.length > 0 || !named.includes(OBSERVERS) || !fits(reading, OBSERVER)) return null;
  if (!named.every((id) => OBSERVED.has(id))) return null;
  return { op: "participation", country: country.code, project: OBSERVERS, asked: "whether" };
};

function askedOf(reading: Reading): Extract<Query, { readonly op: "participation" }>["asked"] | null {
  const when = saysAny(reading, ["when", "date"]);
  if (says(reading, "why")) return when ? null : "why";
  if (when) return "when";
  return says(reading, "what") ? null : "whether";
}

/** The one project spoken of; "the GDI project" is GDI. */
function projectOf(reading: Reading, { topics }: KnowledgeBase): Topic | null {
  const [id, ...others] = new Set([
    ...reading.topics,
    ...reading.weakTopics.filter((weak) => weak !== PROJECTS),
  ]);
  const found = id === undefined || others.length > 0 ? undefined : topics.get(id);
  return found?.project ? found : null;
}

const PROJECTS = slug.parse("projects");

const COUNT_CLAIM = shape({
  needs: [["country", "participate", "member"]],
  may: ["true", "tag", "with", "in", "exist", "cover", "join", "aboard"],
  slots: ["topics", "amounts"],
});

/** "Is it true that GDI has 22 countries?" */
const countClaim: Frame = (reading, knowledge) => {
  const [claimed] = reading.amounts;
  if (claimed === undefined || reading.amounts.length > 1 || !fits(reading, COUNT_CLAIM)) return null;
  const project = projectOf(reading, knowledge);
  if (!project?.facts.participants?.number || !isYesNo(reading)) return null;
  return { op: "topic", topics: [project.id], aspect: "participants", claimed };
};

const COUNTED = shape({
  needs: [["many"]],
  may: [
    "future",
    "what",
    "purpose",
    "cover",
    "exist",
    "access",
    "it",
    "in",
    "participate",
    "reached",
    "keep",
    "end",
  ],
  slots: ["topics"],
});

/** "How many genomes does Genome of Europe want?": what the size of one topic counts is another. */
const counted: Frame = (reading, { topics }) => {
  if (!fits(reading, COUNTED)) return null;
  const told = [...reading.topics, ...reading.weakTopics].map((id) => topics.get(id)?.elsewhere.size ?? id);
  const named = [...new Set(told)];
  if (named.length !== 2) return null;
  const subject = named.find((id) => {
    const unit = topics.get(id)?.facts.size?.counts;
    return unit != null && unit !== id && named.includes(unit);
  });
  return subject ? { op: "topic", topics: [subject], aspect: "size" } : null;
};

const SIZE = shape({ needs: [["size"], ["declaration"]], may: ["how", "what", "today"] });

/** "How big is 1+MG?": as many as have signed. */
const size: Frame = (reading) =>
  fits(reading, SIZE) ? { op: "count", filter: EVERYONE, claimed: null } : null;

export const participationFrames: readonly Frame[] = [participation, observer, countClaim, counted, size];
