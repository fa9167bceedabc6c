#!/usr/bin/env node
import { parseArgs } from "node:util";
import { type Day, parseDay } from "../../src/knowledge/day.ts";
import type { KnowledgeBase } from "../../src/knowledge/knowledge-base.ts";
import { describeProblem } from "../../src/knowledge/problem.ts";
import { systemClock } from "../clock.ts";
import { loadKnowledge } from "../files/load-knowledge.ts";
import { type CorpusLine, readCorpus } from "./corpus-file.ts";
import { type Mutation, mutationsOf } from "./mutations.ts";
import { createAskable } from "./mutations-askable.ts";
import { createWitness } from "./mutations-witness.ts";

const HELP = `Alters each fact of the knowledge in turn: some question of the corpus must notice.

  npm run --silent mutate
  --bar PERCENT     least share noticed of what can be asked for (default 100)
  --sample NUMBER   alter only every NUMBERth fact (default 1, every one)
  --corpus DIR      questions with known answers (default test/corpus)
  --knowledge DIR   another knowledge folder (default ./knowledge)
  --today DAY       the day to answer for (default 2026-11-22, for which the corpus was written)

Dates, numbers, verdicts and lists are noticed by an expectation that fails. What an answer tells in words
alone (a signer, a place, a capacity) is noticed when the words of an expected answer change. What no plain
question with the names of the thing can bring out is counted apart, with what is answered instead.
Exit code: 0 the bar is met, 1 it is not, 2 bad usage.`;

/** `npm run mutate` */
async function main(): Promise<number> {
  const options = readOptions();
  if (typeof options === "string") {
    const asked = options === HELP;
    (asked ? console.log : console.error)(asked ? HELP : `${options}\n\n${HELP}`);
    return asked ? 0 : 2;
  }
  const loaded = await loadKnowledge(options.knowledge, systemClock.today());
  if ("problems" in loaded) {
    for (const problem of loaded.problems) console.error(describeProblem(problem));
    return 2;
  }
  const lines = await readCorpus(options.corpus);
  const share = report(score(loaded.knowledge, lines, options));
  return share >= options.bar ? 0 : 1;
}

interface Score {
  readonly noticed: number;
  readonly unnoticed: readonly Mutation[];
  readonly unaskable: ReadonlyArray<{ readonly mutation: Mutation; readonly reason: string }>;
}

function score(
  knowledge: KnowledgeBase,
  lines: readonly CorpusLine[],
  { today, sample }: { readonly today: Day; readonly sample: number },
): Score {
  const notices = createWitness(knowledge, lines, today);
  const whyUnaskable = createAskable(knowledge, today);
  const mutations = [...mutationsOf(knowledge)].filter((_, index) => index % sample === 0);
  const left = mutations.filter((mutation) => notices(mutation) === null);
  const judged = left.map((mutation) => ({ mutation, reason: whyUnaskable(mutation) }));
  return {
    noticed: mutations.length - left.length,
    unnoticed: judged.flatMap(({ mutation, reason }) => (reason === null ? [mutation] : [])),
    unaskable: judged.flatMap(({ mutation, reason }) => (reason === null ? [] : [{ mutation, reason }])),
  };
}

/** Prints the score and returns the share noticed of what can be asked for, in percent. */
function report({ noticed, unnoticed, unaskable }: Score): number {
  for (const { mutation, reason } of unaskable)
    console.log(`not askable  ${mutation.file}  ${mutation.path}: ${reason}`);
  for (const { file, path } of unnoticed) console.log(`unnoticed  ${file}  ${path}`);
  const askable = noticed + unnoticed.length;
  const share = (100 * noticed) / Math.max(1, askable);
  const reasons = new Map<string, number>();
  for (const { reason } of unaskable) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  const why = [...reasons].map(([reason, count]) => `${count}: ${reason}`).join("; ");
  const apart = unaskable.length === 0 ? "" : ` (${unaskable.length} not askable: ${why})`;
  console.log(`${noticed} of ${askable} askable alterations noticed, ${share.toFixed(2)} %${apart}`);
  return share;
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        bar: { type: "string", default: "100" },
        sample: { type: "string", default: "1" },
        corpus: { type: "string", default: "test/corpus" },
        knowledge: { type: "string", default: "./knowledge" },
        today: { type: "string", default: "2026-11-22" },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    const [bar, sample, today] = [Number(values.bar), Number(values.sample), parseDay(values.today)];
    if (values.help) return HELP;
    if (!(bar >= 0 && bar <= 100)) return "--bar takes a number from 0 to 100";
    if (!Number.isInteger(sample) || sample < 1) return "--sample takes a whole number from 1";
    if (today === null) return `--today: "${values.today}" is not a day; write it as 2026-11-22`;
    return { bar, sample, today, corpus: values.corpus, knowledge: values.knowledge };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

process.exitCode = await main();
