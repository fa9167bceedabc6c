import type { Day } from "../src/knowledge/day.ts";
import type { KnowledgeBase } from "../src/knowledge/knowledge-base.ts";
import { buildLexicon } from "../src/language/build-lexicon.ts";
import type { Answer } from "../src/questions/answer.ts";
import { evaluate } from "../src/questions/evaluate/evaluate.ts";
import type { Query } from "../src/questions/query.ts";
import type { Turn } from "../src/questions/reply.ts";
import { understand } from "../src/questions/understand.ts";

/** What a question comes to before it is worded; null when it is refused. */
export interface Understood {
  readonly query: Query;
  readonly answer: Answer;
}

export type Understand = (text: string, previous: Turn | null) => Understood | null;

/** `ask` without its wording: interpret, decide, evaluate. */
export function createUnderstand(knowledge: KnowledgeBase, today: Day): Understand {
  const lexicon = buildLexicon(knowledge);
  return (text, previous) => {
    const { query } = understand(text, { lexicon, knowledge, today, previous, wanted: null });
    return query ? { query, answer: evaluate(query, { knowledge, today }) } : null;
  };
}
