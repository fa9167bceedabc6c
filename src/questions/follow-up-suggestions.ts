import type { KnowledgeBase } from "../knowledge/knowledge-base.ts";
import type { QuestionWords } from "../wording/sentences.ts";
import { wordingOf } from "../wording/wording-of.ts";
import { type Choice, nextQuestions, OPENING } from "./next-questions.ts";
import type { Query } from "./query.ts";
import type { Reply } from "./reply.ts";

/** Platforms cut the label of a button there. */
const LONGEST = 75;
const MOST = 3;

/** Asks a question as a stranger would, without anything before it. */
export type AskAlone = (text: string) => Reply;

/**
 * Up to three whole questions to ask next, in the language of the answer.
 *
 * Each is asked first, so that none is offered that the bot would not answer: what a language cannot say
 * or the engine does not take from it falls out. `near`: questions like one that was refused.
 */
export function followUpSuggestions(
  reply: Reply,
  knowledge: KnowledgeBase,
  ask: AskAlone,
  near: readonly string[] = [],
): readonly string[] {
  const { query, facts, answerLanguage } = reply;
  const { say } = wordingOf(knowledge, answerLanguage);
  const choices = query ? nextQuestions(query, facts, knowledge) : OPENING;
  const taken = new Set(query ? [matterOf(query)] : []);
  const chosen: string[] = [];
  const take = (text: string): boolean => {
    const answer = text.length > LONGEST ? null : ask(text);
    if (!answer?.query || answer.language !== answerLanguage || !isAnswered(answer)) return false;
    const matter = matterOf(answer.query);
    if (!taken.has(matter)) chosen.push(text);
    taken.add(matter);
    return true;
  };
  for (const words of [...near.map(asIs), ...choices.map(worded(say))]) {
    if (chosen.length < MOST) words.some((text) => take(text()));
  }
  return chosen;
}

type Sayings = ReadonlyArray<() => string>;

function asIs(text: string): Sayings {
  return [() => text];
}

function worded(say: (words: QuestionWords) => string): (choice: Choice) => Sayings {
  return (choice) => choice.map((words) => () => say(words));
}

function isAnswered({ outcome }: Reply): boolean {
  return outcome === "answered" || outcome === "not-on-record";
}

/** What a question is about, whether it asks for it or claims it. */
function matterOf(query: Query): string {
  const { claim, claimed, bound, ...rest } = { claim: null, claimed: null, bound: null, ...query };
  return query.op === "refuted" ? matterOf(query.claim) : JSON.stringify(rest);
}
