#!/usr/bin/env node
import { parseArgs } from "node:util";
import { type Judgement, judge } from "../../src/evaluation/judge.ts";
import { type Day, parseDay } from "../../src/knowledge/day.ts";
import { describeProblem } from "../../src/knowledge/problem.ts";
import type { Reply, Turn } from "../../src/questions/reply.ts";
import { createRollcall, type Rollcall } from "../../src/rollcall.ts";
import { systemClock } from "../clock.ts";
import { loadKnowledge } from "../files/load-knowledge.ts";
import { type CorpusLine, readCorpus } from "./corpus-file.ts";

const HELP = `Runs questions with known answers and counts right, refused and wrong.

  npm run --silent eval                             the project's own corpus, test/corpus
  npm run --silent eval -- FILE [FILE …]            JSON Lines with expectations, or plain text (one
                                                    question a line, all of which must be refused)
  --bar PERCENT     least share of right answers (default 100)
  --wrong NUMBER    most wrong answers allowed (default 0)
  --show NUMBER     how many failures to list (default 20)
  --knowledge DIR   another knowledge folder (default ./knowledge)
  --today DAY       the day to answer for (default 2026-11-22, for which the corpus was written)
  -h, --help        this text

A greeting or thanks that is returned counts as refused: it states nothing.
Exit code: 0 the bar is met, 1 it is not, 2 bad usage.`;

interface Result {
  readonly line: CorpusLine;
  readonly reply: Reply;
  readonly judgement: Judgement;
}

/** `npm run eval` */
async function main(): Promise<number> {
  const options = readOptions();
  if (typeof options === "string") {
    console.error(`${options}\n\n${HELP}`);
    return 2;
  }
  if (options.help) {
    console.log(HELP);
    return 0;
  }
  const loaded = await loadKnowledge(options.knowledge, systemClock.today());
  if ("problems" in loaded) {
    for (const problem of loaded.problems) console.error(describeProblem(problem));
    return 2;
  }
  const lines = (await Promise.all(options.files.map(readCorpus))).flat();
  const rollcall = createRollcall(loaded.knowledge);
  const results = lines.map((line) => run(line, rollcall, options.today));
  return report(results, options);
}

function run(line: CorpusLine, rollcall: Rollcall, today: Day): Result {
  let previous: Turn | null = null;
  for (const turn of line.turns) previous = rollcall.ask(turn, { today, previous }).turn ?? previous;
  const reply = rollcall.ask(line.question, { today, previous });
  const courteous = reply.query?.op === "courtesy" && line.expected.outcome === "refused";
  return { line, reply, judgement: courteous ? "right" : judge(reply, line.expected) };
}

function report(results: readonly Result[], { show, bar, wrong: allowed }: Options): number {
  const of = (judgement: Judgement) => results.filter((result) => result.judgement === judgement);
  const [right, refused, wrong] = [of("right"), of("refused"), of("wrong")];
  const failures = [...wrong, ...refused].slice(0, show);
  for (const { line, reply, judgement } of failures) {
    const turns = line.turns.map((turn) => `${turn} >> `).join("");
    console.log(`${judgement.padEnd(7)} ${line.place}: ${turns}${line.question}`);
    console.log(`        expected ${JSON.stringify(line.expected)}`);
    console.log(`        got ${reply.outcome} ${JSON.stringify(reply.facts)} ${JSON.stringify(reply.query)}`);
  }
  if (failures.length > 0) console.log("");
  const groups = new Map<string, Result[]>();
  for (const result of results) {
    const key = `${result.line.expected.language ?? result.reply.language} ${result.line.kind}`;
    groups.set(key, [...(groups.get(key) ?? []), result]);
  }
  console.log(`${"language kind".padEnd(34)} right refused wrong`);
  for (const [key, group] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) console.log(row(key, group));
  console.log(row("all", results));
  const share = results.length === 0 ? 100 : (100 * right.length) / results.length;
  console.log(
    `${share.toFixed(2)} % right of ${results.length} (${refused.length} refused, ${wrong.length} wrong)`,
  );
  return share >= bar && wrong.length <= allowed ? 0 : 1;
}

function row(name: string, group: readonly Result[]): string {
  const number = (judgement: Judgement) =>
    String(group.filter((result) => result.judgement === judgement).length);
  return `${name.padEnd(34)} ${number("right").padStart(5)} ${number("refused").padStart(7)} ${number("wrong").padStart(5)}`;
}

interface Options {
  readonly files: readonly string[];
  readonly bar: number;
  readonly wrong: number;
  readonly show: number;
  readonly knowledge: string;
  readonly today: Day;
  readonly help: boolean;
}

function readOptions(): Options | string {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        bar: { type: "string", default: "100" },
        wrong: { type: "string", default: "0" },
        show: { type: "string", default: "20" },
        knowledge: { type: "string", default: "./knowledge" },
        today: { type: "string", default: "2026-11-22" },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    const [bar, wrong, show] = [values.bar, values.wrong, values.show].map(Number);
    const today = parseDay(values.today);
    if ([bar, wrong, show].some((number) => number === undefined || Number.isNaN(number))) {
      return "--bar, --wrong and --show take a number";
    }
    if (today === null) return `--today: "${values.today}" is not a day; write it as 2026-11-22`;
    const files = positionals.length > 0 ? positionals : ["test/corpus"];
    return {
      files,
      bar: bar ?? 100,
      wrong: wrong ?? 0,
      show: show ?? 20,
      knowledge: values.knowledge,
      today,
      help: values.help,
    };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

process.exitCode = await main();
