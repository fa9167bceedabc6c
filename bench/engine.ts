import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { atLeast, atMost, type Budget, short } from "./budget.ts";
import { CONTENDERS, type ContenderName } from "./contenders/load-contender.ts";
import type { Order, Report, Started } from "./contenders/process.ts";
import type { Part } from "./part.ts";
import { type QuestionSet, readQuestions } from "./questions.ts";
import { type Kind, type Score, scoreOf } from "./score.ts";
import { progress, ROOT, realKnowledge } from "./setting.ts";
import { table } from "./table.ts";

interface Running {
  readonly name: ContenderName;
  readonly process: ChildProcess;
  readonly coldMs: number;
}

interface Measured {
  readonly name: ContenderName;
  readonly coldMs: number;
  readonly report: Report;
  readonly score: Score;
}

/** Rounds go through a part of the questions each, `LAPS` times through all of them. */
const PARTS = 4;
const LAPS = 2;
const WARM_UP_MS = 1500;
/** Fast contenders repeat the questions of a round for so long. */
const ROUND_MS = 250;

/** All contenders on the same questions in turns: what slows the machine slows them alike. */
export const engine: Part = async ({ quick }) => {
  const set = await readQuestions(await realKnowledge(), quick ? 20 : 1);
  const dir = await mkdtemp(join(tmpdir(), "rollcall-bench-"));
  try {
    const file = join(dir, "questions.json");
    await writeFile(file, JSON.stringify(set));
    const measured = await measureAll(file, set, quick);
    return { text: words(measured, set), budgets: budgetsOf(measured), data: dataOf(measured, set) };
  } finally {
    await rm(dir, { recursive: true });
  }
};

async function measureAll(file: string, set: QuestionSet, quick: boolean): Promise<readonly Measured[]> {
  const running: Running[] = [];
  try {
    for (const name of CONTENDERS) {
      progress(`engine: starting ${name}`);
      running.push(await start(name, file));
    }
    for (const order of orders(quick)) {
      progress(`engine: ${order.kind}${order.kind === "round" ? ` on part ${order.part + 1}` : ""}`);
      for (const { process } of running) await obey(process, order);
    }
    return await reports(running, set);
  } finally {
    for (const { process } of running) process.kill();
  }
}

function orders(quick: boolean): readonly Order[] {
  const rounds = Array.from({ length: quick ? PARTS : PARTS * LAPS }, (_, round): Order => {
    return { kind: "round", part: round % PARTS, of: PARTS, ms: quick ? 10 : ROUND_MS };
  });
  return [{ kind: "warm-up", ms: quick ? 50 : WARM_UP_MS }, ...rounds];
}

async function reports(running: readonly Running[], set: QuestionSet): Promise<readonly Measured[]> {
  const measured: Measured[] = [];
  for (const { name, process, coldMs } of running) {
    const report = await obey(process, { kind: "report" });
    if (report.kind !== "report") continue;
    measured.push({ name, coldMs, report, score: scoreOf(report.guesses, set.questions, KINDS[name]) });
  }
  return measured;
}

/** Started in its own process, with its own memory and its own start to measure. */
async function start(name: ContenderName, file: string): Promise<Running> {
  const script = fileURLToPath(new URL("./contenders/process.js", import.meta.url));
  const began = performance.timeOrigin + performance.now();
  const process = fork(script, [name, file], {
    cwd: ROOT,
    execArgv: ["--expose-gc"],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const started: Started = await answerOf(process);
  return { name, process, coldMs: started.at - began };
}

async function obey(process: ChildProcess, order: Order): Promise<Report | { readonly kind: "done" }> {
  process.send(order);
  return await answerOf(process);
}

async function answerOf<Message>(process: ChildProcess): Promise<Message> {
  const ended = new AbortController();
  const exit = once(process, "exit", { signal: ended.signal }).then(() => {
    throw new Error("A contender ended before it had answered.");
  });
  exit.catch(() => undefined);
  const [message]: Message[] = await Promise.race([once(process, "message"), exit]);
  ended.abort();
  if (message === undefined) throw new Error("A contender sent nothing.");
  return message;
}

const KINDS: Readonly<Record<ContenderName, Kind>> = {
  limit: "classifier",
  rollcall: "engine",
  "rollcall-worded": "engine",
  minisearch: "search",
  fuse: "search",
  nlpjs: "classifier",
};

function of(measured: readonly Measured[], name: ContenderName): Report["all"] {
  const found = measured.find((one) => one.name === name);
  if (!found) throw new Error(`${name} was not measured.`);
  return found.report.all;
}

function budgetsOf(measured: readonly Measured[]): readonly Budget[] {
  const bare = of(measured, "rollcall");
  return [
    atMost("understand and evaluate, p50", bare.p50, 10, "µs"),
    atMost("understand and evaluate, p99", bare.p99, 50, "µs"),
    atMost("with wording, p50", of(measured, "rollcall-worded").p50, 60, "µs"),
    atLeast("against nlp.js with entities, p50", of(measured, "nlpjs").p50 / bare.p50, 300, "times"),
    atLeast("against MiniSearch, p50", of(measured, "minisearch").p50 / bare.p50, 10, "times"),
  ];
}

const LABELS: Readonly<Record<ContenderName, string>> = {
  limit: "limit: regex + Map",
  rollcall: "Rollcall, not worded",
  "rollcall-worded": "Rollcall, worded",
  minisearch: "MiniSearch 7.2",
  fuse: "Fuse.js 7.5",
  nlpjs: "nlp.js 4.27 + entities",
};

function words(measured: readonly Measured[], set: QuestionSet): string {
  const own = of(measured, "rollcall").p50;
  const rows = measured.map(({ name, coldMs, report: { all, quiet, bestRound, rssMb }, score }) => {
    const judged =
      name === "limit" ? ["–", "–", "–"] : [score.right, score.wrong, score.falseAccepts].map(percent);
    return [
      LABELS[name],
      ...[all.p50, all.p99, bestRound, quiet.p50, quiet.p99, 1e6 / all.mean, all.p50 / own].map(short),
      ...[coldMs, rssMb].map((value) => value.toFixed(0)),
      ...judged,
    ];
  });
  const header = [
    "contender",
    "p50 µs",
    "p99 µs",
    "best round",
    "quiet p50",
    "quiet p99",
    "questions/s",
    "times",
    "cold ms",
    "RSS MB",
    "right %",
    "wrong %",
    "false acc. %",
  ];
  const { answerable, refused, missed } = counts(set);
  return `${table(header, rows)}
${answerable} answerable and ${refused} refused questions, none of them among the ${set.examples.length} examples of the peers; ${missed} more that the engine misses count against it alone.`;
}

function percent(share: number): string {
  return (share * 100).toFixed(1);
}

function counts({ questions }: QuestionSet) {
  const number = (kind: string) => questions.filter(({ expected }) => expected.kind === kind).length;
  return { answerable: number("answer"), refused: number("refusal"), missed: number("missed") };
}

function dataOf(measured: readonly Measured[], set: QuestionSet) {
  return {
    questions: { ...counts(set), examples: set.examples.length },
    contenders: Object.fromEntries(
      measured.map(({ name, coldMs, report: { all, quiet, bestRound, rssMb }, score }) => [
        name,
        {
          p50Us: all.p50,
          p99Us: all.p99,
          meanUs: all.mean,
          bestRoundP50Us: bestRound,
          quietP50Us: quiet.p50,
          quietP99Us: quiet.p99,
          questionsPerSecond: 1e6 / all.mean,
          p50TimesRollcall: all.p50 / of(measured, "rollcall").p50,
          coldMs,
          rssMb,
          ...(name === "limit" ? {} : score),
        },
      ]),
    ),
  };
}
