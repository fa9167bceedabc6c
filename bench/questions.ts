import { readCorpus } from "../adapters/terminal/corpus-file.ts";
import { judge } from "../src/evaluation/judge.ts";
import type { KnowledgeBase } from "../src/knowledge/knowledge-base.ts";
import type { Query } from "../src/questions/query.ts";
import type { Reply, Turn } from "../src/questions/reply.ts";
import { createRollcall } from "../src/rollcall.ts";
import { indexNames, mask, type NamedCountry, namesOf } from "./country-names.ts";
import { ROOT, TODAY } from "./setting.ts";
import { createUnderstand } from "./understand.ts";

/** What a question should come to: kind and countries, a refusal, or not known to the benchmark. */
export type Expected =
  | { readonly kind: "answer"; readonly op: string; readonly countries: readonly string[] }
  | { readonly kind: "refusal" }
  /** The engine misses what the corpus expects, so the kind of question is on record nowhere. */
  | { readonly kind: "missed" };

export interface Question {
  readonly text: string;
  readonly expected: Expected;
}

export interface FollowUp {
  readonly text: string;
  readonly previous: Turn | null;
}

/** A question that peers learn from, with every country replaced by `country`. */
export interface Example {
  readonly masked: string;
  readonly op: string;
}

/** Everything that contenders are given; it goes to their processes as JSON. */
export interface QuestionSet {
  readonly questions: readonly Question[];
  readonly followUps: readonly FollowUp[];
  readonly examples: readonly Example[];
  readonly names: readonly NamedCountry[];
}

/** As many as a careful developer would write for each kind of question. */
const EXAMPLES_A_KIND = 15;

/**
 * The English corpus: questions that stand alone, and follow-ups with the turn before them.
 *
 * Some questions of each kind become the examples of the peers, and nobody is asked those.
 */
export async function readQuestions(knowledge: KnowledgeBase, every = 1): Promise<QuestionSet> {
  const rollcall = createRollcall(knowledge);
  const understand = createUnderstand(knowledge, TODAY);
  const lines = await readCorpus(`${ROOT}test/corpus/en`);
  const names = namesOf(knowledge);
  const alone: Question[] = [];
  const followUps: FollowUp[] = [];
  for (const { question: text, turns, expected } of lines) {
    const previous = turns.reduce<Turn | null>(
      (turn, each) => rollcall.ask(each, { today: TODAY, previous: turn }).turn ?? turn,
      null,
    );
    const reply = rollcall.ask(text, { today: TODAY, previous });
    checkSame(text, reply, understand(text, previous)?.query ?? null);
    if (turns.length > 0) followUps.push({ text, previous });
    else if (expected.outcome === "refused" || isRefused(expected.outcome)) {
      alone.push({ text, expected: { kind: "refusal" } });
    } else alone.push({ text, expected: expectedOf(reply, judge(reply, expected)) });
  }
  const taught = exampleIndices(alone);
  const index = indexNames(names);
  return {
    questions: alone.filter((_, index) => !taught.has(index)).filter((_, index) => index % every === 0),
    followUps,
    examples: alone.flatMap(({ text, expected }, at) =>
      taught.has(at) && expected.kind === "answer"
        ? [{ masked: mask(text, index).text, op: expected.op }]
        : [],
    ),
    names,
  };
}

function checkSame(text: string, { query }: Reply, understood: Query | null): void {
  if (JSON.stringify(query) === JSON.stringify(understood)) return;
  throw new Error(`bench/understand.ts no longer reads as src/rollcall.ts does: "${text}"`);
}

export function isRefused(outcome: Reply["outcome"]): boolean {
  return outcome === "clarify" || outcome === "not-understood" || outcome === "off-topic";
}

function expectedOf({ query }: Reply, judgement: ReturnType<typeof judge>): Expected {
  if (judgement !== "right" || !query) return { kind: "missed" };
  return { kind: "answer", op: query.op, countries: countriesIn(query) };
}

/** Codes of all countries that a query names, in order of the alphabet. */
export function countriesIn(query: Query): readonly string[] {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value === "string" && /^[A-Z]{2}$/.test(value)) found.add(value);
    else if (typeof value === "object" && value !== null) Object.values(value).forEach(visit);
  };
  visit(query);
  return [...found].sort();
}

/** Spread evenly over the questions of each kind; at least half of each kind is left to be asked. */
function exampleIndices(questions: readonly Question[]): ReadonlySet<number> {
  const byKind = new Map<string, number[]>();
  questions.forEach(({ expected }, index) => {
    if (expected.kind === "answer") byKind.set(expected.op, [...(byKind.get(expected.op) ?? []), index]);
  });
  return new Set(
    [...byKind.values()].flatMap((indices) => {
      const step = Math.max(2, indices.length / EXAMPLES_A_KIND);
      const count = Math.ceil(indices.length / step);
      return Array.from({ length: count }, (_, nth) => indices[Math.floor(nth * step)] ?? -1);
    }),
  );
}
