import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { atLeast, short } from "./budget.ts";
import type { Part } from "./part.ts";
import { readQuestions } from "./questions.ts";
import { KNOWLEDGE_DIR, progress, ROOT, realKnowledge, TODAY } from "./setting.ts";
import { median } from "./statistics.ts";
import { table } from "./table.ts";

const RUNS = 3;
const LINES = 40_000;

/** `ask --jsonl` as another program would use it: questions in by one pipe, answers out by another. */
export const pipe: Part = async ({ quick }) => {
  const { questions } = await readQuestions(await realKnowledge());
  const lines = Array.from({ length: quick ? 500 : LINES }, (_, id) =>
    JSON.stringify({ id: String(id), text: questions[id % questions.length]?.text ?? "" }),
  );
  const runs: Rate[] = [];
  for (let run = 0; run < (quick ? 1 : RUNS); run += 1) {
    progress(`pipe: run ${run + 1}`);
    runs.push(await askAll(lines));
  }
  const whole = runs.map(({ perSecond }) => perSecond);
  const data = {
    lines: lines.length,
    questionsPerSecond: median(whole),
    best: Math.max(...whole),
    startMs: median(runs.map(({ startMs }) => startMs)),
    megabytesOut: median(runs.map(({ bytes }) => bytes)) / 2 ** 20,
  };
  const rows = [
    ["questions a second, median run", short(data.questionsPerSecond)],
    ["questions a second, best run", short(data.best)],
    ["start to the first answer, ms (not counted)", short(data.startMs)],
    ["questions a run", lines.length.toLocaleString("en-GB")],
    ["answers a run, MB", short(data.megabytesOut)],
  ];
  return {
    text: table(["ask --jsonl", ""], rows),
    budgets: [atLeast("ask --jsonl through the pipe", data.questionsPerSecond, 15_000, "questions/s")],
    data,
  };
};

interface Rate {
  readonly perSecond: number;
  readonly startMs: number;
  readonly bytes: number;
}

/** One question first, to tell the start from the rest; then all of them as fast as the pipe takes them. */
async function askAll(lines: readonly string[]): Promise<Rate> {
  const script = fileURLToPath(new URL("../adapters/terminal/ask.js", import.meta.url));
  const began = performance.now();
  const child = spawn(process.execPath, [script, "--jsonl", "--knowledge", KNOWLEDGE_DIR, "--today", TODAY], {
    cwd: ROOT,
    stdio: ["pipe", "pipe", "inherit"],
  });
  let [answers, bytes] = [0, 0];
  const first = once(child.stdout, "data");
  child.stdout.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) answers += 1;
  });
  child.stdin.write(`${JSON.stringify({ id: "first", text: "has Norway signed?" })}\n`);
  await first;
  const start = performance.now();
  child.stdin.end(`${lines.join("\n")}\n`);
  await once(child, "close");
  const seconds = (performance.now() - start) / 1000;
  if (answers !== lines.length + 1) throw new Error(`${lines.length + 1} questions got ${answers} answers.`);
  return { perSecond: lines.length / seconds, startMs: start - began, bytes };
}
