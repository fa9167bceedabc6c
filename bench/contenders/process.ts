import { readFile } from "node:fs/promises";
import type { QuestionSet } from "../questions.ts";
import { quantile, Samples } from "../statistics.ts";
import type { Contender, Guess } from "./contender.ts";
import { loaderOf } from "./load-contender.ts";

/** What the benchmark asks of a contender's process, and what comes back. */
export type Order =
  | { readonly kind: "warm-up"; readonly ms: number }
  /** Every `of`-th question from number `part` on, over and over until `ms` have passed. */
  | { readonly kind: "round"; readonly part: number; readonly of: number; readonly ms: number }
  | { readonly kind: "report" };

export interface Started {
  readonly kind: "started";
  /** Moment of the first answer, as milliseconds of the epoch. */
  readonly at: number;
}

export interface Timing {
  /** Microseconds of a single question. */
  readonly p50: number;
  readonly p99: number;
  readonly mean: number;
}

export interface Report {
  readonly kind: "report";
  /** All single measurements. */
  readonly all: Timing;
  /** The quickest time of each question: what is left when nothing else uses the machine. */
  readonly quiet: Timing;
  /** Least median of a round. */
  readonly bestRound: number;
  readonly guesses: readonly Guess[];
  readonly rssMb: number;
}

const [, , name = "", file = ""] = process.argv;
const set: QuestionSet = JSON.parse(await readFile(file, "utf8"));
const before = settledRss();
const load = await loaderOf(name);
const contender: Contender = await load(set);
const texts = set.questions.map(({ text }) => text);
await contender.run(texts[0] ?? "");
process.send?.({ kind: "started", at: performance.timeOrigin + performance.now() } satisfies Started);

const samples = new Samples();
const quickest = new Float64Array(texts.length).fill(Number.POSITIVE_INFINITY);
const medians: number[] = [];
const guesses = new Map<number, Guess>();
let rss = 0;

process.on("message", (order: Order) => void obey(order).then((answer) => process.send?.(answer)));

async function obey(order: Order): Promise<Report | { readonly kind: "done" }> {
  if (order.kind === "report") return report();
  if (order.kind === "warm-up") await warmUp(order.ms);
  else await round(order);
  return { kind: "done" };
}

/** Questions spread over the corpus until the time is over. */
async function warmUp(ms: number): Promise<void> {
  const end = performance.now() + ms;
  for (let at = 0; performance.now() < end; at += 7) await contender.run(texts[at % texts.length] ?? "");
}

async function round({ part, of, ms }: { part: number; of: number; ms: number }): Promise<void> {
  const own = new Samples();
  const end = performance.now() + ms;
  do {
    for (let at = part; at < texts.length; at += of) own.add(await timed(at));
  } while (performance.now() < end);
  medians.push(quantile(own.sorted(), 0.5));
  rss ||= settledRss();
}

/** Microseconds of one question; a contender that answers at once is not made to wait. */
async function timed(at: number): Promise<number> {
  const text = texts[at] ?? "";
  const start = performance.now();
  const given = contender.run(text);
  const result = given instanceof Promise ? await given : given;
  const micros = (performance.now() - start) * 1000;
  samples.add(micros);
  quickest[at] = Math.min(micros, quickest[at] ?? micros);
  if (!guesses.has(at)) guesses.set(at, contender.guess(result));
  return micros;
}

function report(): Report {
  return {
    kind: "report",
    all: timing(samples.sorted()),
    quiet: timing(quickest.filter(Number.isFinite).sort()),
    bestRound: Math.min(...medians),
    guesses: texts.map((_, at) => guesses.get(at) ?? { op: null, countries: [], score: 0 }),
    rssMb: rss - before,
  };
}

function timing(sorted: Float64Array): Timing {
  const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
  return { p50: quantile(sorted, 0.5), p99: quantile(sorted, 0.99), mean };
}

/** Resident megabytes once what is garbage is gone. */
function settledRss(): number {
  globalThis.gc?.();
  return process.memoryUsage().rss / 2 ** 20;
}
