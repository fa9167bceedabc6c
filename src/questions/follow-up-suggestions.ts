import type { Day } from "../knowledge/day.ts";
import type { KnowledgeBase } from "../knowledge/knowledge-base.ts";
import type { LanguageCode } from "../knowledge/schema/values.ts";
import type { QuestionWords } from "../wording/sentences.ts";
import { wordingOf } from "../wording/wording-of.ts";
import { type Choice, nextQuestions, OPENING } from "./next-questions.ts";
import type { Query } from "./query.ts";
import type { Reply } from "./reply.ts";

/** Platforms cut the label of a button there. */
const LONGEST = 75;
const MOST = 3;
/** Questions whose reading is kept: more than there are countries, languages and kinds of question. */
const CACHED = 5000;

/** Asks a question as a stranger would, without anything before it. */
type AskAlone = (text: string, today: Day) => Reply;

/** Up to three whole questions to ask next; `near`: questions like one that was refused. */
export type SuggestFollowUps = (reply: Reply, today: Day, near?: readonly string[]) => readonly string[];

/**
 * Suggests what to ask next, in the language of the answer.
 *
 * Each question is asked first, once a day, so that none is offered that the bot would not answer: what a
 * language cannot say or the engine does not take from it falls out.
 */
export function createFollowUpSuggester(knowledge: KnowledgeBase, ask: AskAlone): SuggestFollowUps {
  const read = keptForADay((text: string, today: Day) => readingOf(text, ask(text, today)));
  return (reply, today, near = []) => {
    const { query, facts, answerLanguage } = reply;
    const { say } = wordingOf(knowledge, answerLanguage);
    const taken = new Set(query ? [matterOf(query)] : []);
    const chosen: string[] = [];
    const take = (text: string): boolean => {
      const reading = read(text, today);
      if (reading?.language !== answerLanguage) return false;
      if (!taken.has(reading.matter)) chosen.push(text);
      taken.add(reading.matter);
      return true;
    };
    const choices = query ? nextQuestions(query, facts, knowledge) : OPENING;
    for (const words of [...near.map(asIs), ...choices.map(worded(say))]) {
      if (chosen.length < MOST) words.some((text) => take(text()));
    }
    return chosen;
  };
}

/** What a question that can be offered is about; null for one that cannot. */
type Reading = { readonly language: LanguageCode; readonly matter: string } | null;

function readingOf(text: string, { query, outcome, language }: Reply): Reading {
  const isAnswered = outcome === "answered" || outcome === "not-on-record";
  return query && isAnswered && text.length <= LONGEST ? { language, matter: matterOf(query) } : null;
}

type Read = (text: string, today: Day) => Reading;

/** Answers can change with the day. */
function keptForADay(make: Read): Read {
  const kept = new Map<string, Reading>();
  let day: Day | null = null;
  return (text, today) => {
    if (today !== day || kept.size >= CACHED) kept.clear();
    day = today;
    const known = kept.get(text);
    if (known !== undefined) return known;
    const reading = make(text, today);
    kept.set(text, reading);
    return reading;
  };
}

type Sayings = ReadonlyArray<() => string>;

function asIs(text: string): Sayings {
  return [() => text];
}

function worded(say: (words: QuestionWords) => string): (choice: Choice) => Sayings {
  return (choice) => choice.map((words) => () => say(words));
}

/** What a question is about, whether it asks for it or claims it. */
function matterOf(query: Query): string {
  if (query.op === "refuted") return matterOf(query.claim);
  return JSON.stringify(query, (key, value) => (CLAIMING.has(key) ? undefined : value));
}

const CLAIMING: ReadonlySet<string> = new Set(["claim", "claimed", "bound"]);
