import type { KnowledgeBase } from "../src/knowledge/knowledge-base.ts";
import { readQuestions } from "./questions.ts";
import { progress, realKnowledge, TODAY } from "./setting.ts";
import { quantile } from "./statistics.ts";
import { grow } from "./synthetic.ts";
import { createUnderstand, type Understand } from "./understand.ts";

interface Scale {
  readonly times: number;
  readonly signatories: number;
  readonly names: number;
  readonly topics: number;
  /** Time to build what questions are looked up in. */
  readonly indexMs: number;
  readonly heapMb: number;
  readonly p50Us: number;
  readonly p90Us: number;
}

export interface GrowthReport {
  readonly scales: readonly Scale[];
  readonly ops: ReadonlyArray<{
    readonly op: string;
    readonly asked: number;
    /** One for each scale; null where it was too slow to be run. */
    readonly p50Us: ReadonlyArray<number | null>;
  }>;
  readonly limitMs: number;
  readonly changed: number;
}

interface Asked {
  readonly text: string;
  readonly op: string;
  /** Least microseconds at each scale; infinite where it was not run. */
  readonly quickest: number[];
}

const TIMES = [1, 10, 100, 1000];
/** As many questions of each kind, and of those to be refused. */
const A_KIND = 16;
const ROUNDS = 5;
const WARM_UP_MS = 2000;
/** Each measurement repeats a question for about so long. */
const REPEAT_MS = 0.4;
/** What would take longer is not run. */
const LIMIT_MS = 300;
/** What takes longer is run once. */
const ONCE_MS = 5;

const quick = process.argv[2] === "quick";
const times = quick ? TIMES.slice(0, 2) : TIMES;
const real = await realKnowledge();
const asked = await questionsOf(real);
const scales = times.map((each) => {
  progress(`growth: building ${each}x`);
  return sized(each, grow(real, each));
});
const first = scales[0]?.understand;
if (!first) throw new Error("There is no scale to measure.");
warmUp(quick ? 50 : WARM_UP_MS);
for (let round = 0; round < (quick ? 1 : ROUNDS); round += 1) {
  progress(`growth: round ${round + 1}`);
  scales.forEach(({ understand }, scale) => {
    for (const question of asked) measure(question, understand, scale, round);
  });
}
const changed = asked.filter(({ text, quickest }) =>
  scales.some(
    ({ understand }, scale) =>
      (quickest[scale] ?? Number.POSITIVE_INFINITY) < ONCE_MS * 1000 &&
      queryOf(understand, text) !== queryOf(first, text),
  ),
).length;
process.send?.({
  scales: scales.map(({ understand: _, ...size }, scale) => ({ ...size, ...costs(asked, scale) })),
  ops: [...new Set(asked.map(({ op }) => op))].sort().map((op) => {
    const own = asked.filter((question) => question.op === op);
    return { op, asked: own.length, p50Us: times.map((_, scale) => finite(costs(own, scale).p50Us)) };
  }),
  limitMs: LIMIT_MS,
  changed,
} satisfies GrowthReport);

async function questionsOf(knowledge: KnowledgeBase): Promise<readonly Asked[]> {
  const { questions } = await readQuestions(knowledge);
  const byOp = new Map<string, string[]>();
  for (const { text, expected } of questions) {
    const op = expected.kind === "answer" ? expected.op : "(refused)";
    byOp.set(op, [...(byOp.get(op) ?? []), text]);
  }
  return [...byOp].flatMap(([op, texts]) => {
    const step = Math.max(1, Math.floor(texts.length / A_KIND));
    const chosen = texts.filter((_, index) => index % step === 0).slice(0, quick ? 1 : A_KIND);
    return chosen.map((text) => ({ text, op, quickest: times.map(() => Number.POSITIVE_INFINITY) }));
  });
}

function sized(scale: number, knowledge: KnowledgeBase) {
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  const start = performance.now();
  const understand = createUnderstand(knowledge, TODAY);
  const indexMs = performance.now() - start;
  globalThis.gc?.();
  return {
    times: scale,
    signatories: knowledge.signatories.size,
    names: [...knowledge.languages.values()][0]?.countryNames.size ?? 0,
    topics: knowledge.topics.size,
    indexMs,
    heapMb: (process.memoryUsage().heapUsed - before) / 2 ** 20,
    understand,
  };
}

/** Compiles what all questions run through, on the smallest knowledge. */
function warmUp(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end) for (const { text } of asked) first?.(text, null);
}

/** Keeps the least mean of a few repeats; what is sure to take too long is left out. */
function measure({ text, quickest }: Asked, understand: Understand, scale: number, round: number): void {
  const smaller = quickest[scale - 1] ?? 0;
  const known = quickest[scale] ?? Number.POSITIVE_INFINITY;
  const grown = scale === 0 ? 0 : smaller * 100;
  if (grown > LIMIT_MS * 1000 || (round > 0 && known > ONCE_MS * 1000)) return;
  const cost = timed(text, understand, round === 0 ? 3 : Math.max(1, Math.floor((REPEAT_MS * 1000) / known)));
  quickest[scale] = Math.min(known, cost);
}

/** Microseconds of one run, over `repeats`; fewer when a run turns out to be long. */
function timed(text: string, understand: Understand, repeats: number): number {
  const start = performance.now();
  let runs = 0;
  do {
    understand(text, null);
    runs += 1;
  } while (runs < repeats && performance.now() - start < ONCE_MS);
  return ((performance.now() - start) * 1000) / runs;
}

function queryOf(understand: Understand, text: string): string {
  return JSON.stringify(understand(text, null)?.query ?? null);
}

function costs(questions: readonly Asked[], scale: number) {
  const sorted = questions.map(({ quickest }) => quickest[scale] ?? Number.NaN).sort((a, b) => a - b);
  return { p50Us: quantile(sorted, 0.5), p90Us: quantile(sorted, 0.9) };
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
