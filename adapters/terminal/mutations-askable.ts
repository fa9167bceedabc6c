import type { Day } from "../../src/knowledge/day.ts";
import type { KnowledgeBase, Milestone, Topic } from "../../src/knowledge/knowledge-base.ts";
import type { Aspect } from "../../src/knowledge/schema/topic.ts";
import { languageCode } from "../../src/knowledge/schema/values.ts";
import { evaluate } from "../../src/questions/evaluate/evaluate.ts";
import type { Query } from "../../src/questions/query.ts";
import { createRollcall } from "../../src/rollcall.ts";
import type { Mutation, Subject } from "./mutations.ts";

/** Plain ways to ask for an aspect; "*" stands for each name of the topic. */
const QUESTIONS: Readonly<Record<Aspect, readonly string[]>> = {
  definition: ["what is *", "what are *", "tell me about *"],
  purpose: ["what is the purpose of *", "what is * for"],
  benefits: ["what are the benefits of *", "who benefits from *"],
  start: ["when did * start", "when was *", "when was * founded"],
  end: ["when does * end", "when did * end"],
  duration: ["how long does * run", "how long is *"],
  coordinator: ["who coordinates *", "who runs *", "who is in charge of *"],
  funding: ["how much does * cost", "what is the budget of *", "how is * funded"],
  size: ["how big is *", "how many * are there", "what is the size of *", "how many members has *"],
  participants: ["who takes part in *", "which countries are in *", "how many countries are in *"],
  access: ["who has access to *", "how do I get access to *"],
  location: ["where is *", "where is * kept"],
  application: ["how do I apply for *", "how can I join *"],
  status: ["is * running", "does * still exist", "is * covered", "is * in force"],
  signature: ["is * a signatory", "has * signed"],
  binding: ["is * binding", "is * legally binding"],
  frequency: ["how often does * meet", "how often is *"],
  process: ["how does * work"],
  reason: ["why *", "why is there *", "what is the reason for *"],
  safety: ["is * safe"],
  success: ["was * reached", "did they reach *"],
  failure: ["why was * missed", "why did they not reach *"],
  effect: ["what effect did * have"],
  author: ["who made *", "who wrote *"],
};

/** Ways to ask for the day of an event; "@" stands for the first and the last day on which it may have been. */
const OF_EVENTS = [
  "when was *",
  "when is *",
  ...["was", "is", "will", "did"].flatMap((verb) =>
    ["on @", "by @", "before @", "after @"].map(
      (time) => `${verb} * ${verb === "did" ? "happen " : ""}${time}`,
    ),
  ),
];

/**
 * Tells why no question can ask for an altered fact, or null where one can. A fact can be asked for when a plain
 * question with one of its names gets another answer, in facts or in words, once the fact is altered.
 */
export function createAskable(
  knowledge: KnowledgeBase,
  today: Day,
): (mutation: Pick<Mutation, "about" | "knowledge">) => string | null {
  const { ask } = createRollcall(knowledge);
  const queries = new Map<string, readonly Query[]>();
  const queriesOf = (about: Subject) => {
    const id = about.kind === "topic" ? `${about.topic.id} ${about.aspect}` : about.milestone.id;
    const known = queries.get(id);
    if (known) return known;
    const read = questionsFor(about).flatMap((question) => ask(question, { today }).query ?? []);
    queries.set(id, read);
    return read;
  };
  return ({ about, knowledge: altered }) => {
    if (!about) return null;
    const read = queriesOf(about);
    const answer = (query: Query, base: KnowledgeBase) => {
      const { outcome, facts, sentences } = evaluate(query, { knowledge: base, today });
      return JSON.stringify([outcome, facts, sentences]);
    };
    if (read.some((query) => answer(query, knowledge) !== answer(query, altered))) return null;
    return read.length === 0
      ? "no question with its names is understood"
      : `${commonest(read)} answers instead`;
  };
}

function questionsFor(about: Subject): readonly string[] {
  if (about.kind === "topic") return QUESTIONS[about.aspect].flatMap((each) => named(each, about.topic));
  const { earliest, latest } = about.milestone.date;
  return OF_EVENTS.flatMap((each) =>
    each.includes("@") ? [earliest, latest].map((day) => each.replace("@", day)) : each,
  ).flatMap((each) => named(each, about.milestone));
}

const ENGLISH = languageCode.parse("en");

function named(question: string, thing: Topic | Milestone): readonly string[] {
  const weak = "weakNames" in thing ? (thing.weakNames[ENGLISH] ?? []) : [];
  return [thing.title, ...(thing.names[ENGLISH] ?? []), ...weak].map((name) => question.replace("*", name));
}

/** What most of the queries ask for. */
function commonest(queries: readonly Query[]): string {
  const counts = new Map<string, number>();
  for (const query of queries) {
    const name = query.op === "topic" ? `the ${query.aspect} of ${query.topics.join(" and ")}` : query.op;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? "nothing";
}
