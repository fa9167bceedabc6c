import type { Day } from "../src/knowledge/day.ts";
import type { KnowledgeBase } from "../src/knowledge/knowledge-base.ts";
import { buildLexicon } from "../src/language/build-lexicon.ts";
import type { Answer } from "../src/questions/answer.ts";
import { evaluate } from "../src/questions/evaluate/evaluate.ts";
import { followUp, isContinuation } from "../src/questions/follow-ups/follow-up.ts";
import type { Query } from "../src/questions/query.ts";
import { type Interpretation, interpret, queriesOf } from "../src/questions/read.ts";
import type { Turn } from "../src/questions/reply.ts";

/** What a question comes to before it is worded; null when it is refused. */
export interface Understood {
  readonly query: Query;
  readonly answer: Answer;
}

export type Understand = (text: string, previous: Turn | null) => Understood | null;

/**
 * `ask` without its wording: interpret, decide, evaluate.
 *
 * `decide` follows the function of that name in src/rollcall.ts, which is not exported; `readQuestions`
 * stops the benchmark when the two come to different queries.
 */
export function createUnderstand(knowledge: KnowledgeBase, today: Day): Understand {
  const lexicon = buildLexicon(knowledge);
  return (text, previous) => {
    const query = decide(interpret(text, lexicon, knowledge, today), previous, knowledge);
    return query ? { query, answer: evaluate(query, { knowledge, today }) } : null;
  };
}

function decide(
  found: readonly Interpretation[],
  previous: Turn | null,
  knowledge: KnowledgeBase,
): Query | null {
  const understood = found.flatMap(({ reading, queries, unexplained }) => {
    if (unexplained.length > 0) return [];
    const read = (each: typeof reading) => queriesOf(each, knowledge);
    const continued = previous ? followUp(reading, { previous, read, knowledge }) : null;
    if (continued) return [continued];
    if (isContinuation(reading)) return [];
    const [query, ...others] = queries;
    return query && others.length === 0 ? [query] : [];
  });
  const distinct = new Set(understood.map((query) => JSON.stringify(query)));
  return distinct.size === 1 ? (understood[0] ?? null) : null;
}
