import { judge } from "../../src/evaluation/judge.ts";
import type { Day } from "../../src/knowledge/day.ts";
import type { KnowledgeBase } from "../../src/knowledge/knowledge-base.ts";
import { evaluate } from "../../src/questions/evaluate/evaluate.ts";
import type { Query } from "../../src/questions/query.ts";
import type { Reply, Turn } from "../../src/questions/reply.ts";
import { createRollcall } from "../../src/rollcall.ts";
import type { CorpusLine } from "./corpus-file.ts";
import type { Mutation } from "./mutations.ts";

/** Questions that are read as one query, with what is expected of them. */
interface Asked {
  readonly query: Query;
  readonly reply: Reply;
  readonly lines: readonly CorpusLine[];
  /** The answer in words, before it is put into a language. */
  readonly words: string;
  /** All that it is about. */
  readonly told: string;
}

/** Tells whether some question of `lines` that is answered rightly is answered otherwise by altered knowledge. */
export function createWitness(
  knowledge: KnowledgeBase,
  lines: readonly CorpusLine[],
  today: Day,
): (mutation: Mutation) => CorpusLine | null {
  const { ask } = createRollcall(knowledge);
  const asked = new Map<string, Asked>();
  for (const line of lines) {
    let previous: Turn | null = null;
    for (const turn of line.turns) previous = ask(turn, { today, previous }).turn ?? previous;
    const reply = ask(line.question, { today, previous });
    const { query } = reply;
    if (!query || judge(reply, line.expected) !== "right") continue;
    const words = JSON.stringify(evaluate(query, { knowledge, today }).sentences);
    const told = `${JSON.stringify([query, reply.facts])}${words}`;
    const id = `${reply.language}${JSON.stringify(query)}`;
    asked.set(id, { query, reply, words, told, lines: [...(asked.get(id)?.lines ?? []), line] });
  }
  return ({ knowledge: altered, key, words: wordsOnly }) => {
    // Those that speak of what was altered are likely to notice, so they are asked first.
    const [near, far] = halves([...asked.values()], ({ told }) => told.includes(`"${key}"`));
    for (const { query, reply, lines: group, words } of [...near, ...far]) {
      const { outcome, facts, sentences } = evaluate(query, { knowledge: altered, today });
      if (wordsOnly && JSON.stringify(sentences) !== words) return group[0] ?? null;
      const line = group.find(({ expected }) => judge({ ...reply, outcome, facts }, expected) !== "right");
      if (line) return line;
    }
    return null;
  };
}

function halves<T>(all: readonly T[], belongs: (one: T) => boolean): readonly [T[], T[]] {
  const [inside, outside]: [T[], T[]] = [[], []];
  for (const one of all) (belongs(one) ? inside : outside).push(one);
  return [inside, outside];
}
