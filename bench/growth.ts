import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { atMost, type Budget, short } from "./budget.ts";
import type { GrowthReport } from "./growth-process.ts";
import type { Part } from "./part.ts";
import { ROOT } from "./setting.ts";
import { table } from "./table.ts";

/** How the cost of a question grows with the knowledge; in a process of its own, as it takes much memory. */
export const growth: Part = async ({ quick }) => {
  const script = fileURLToPath(new URL("./growth-process.js", import.meta.url));
  const child = fork(script, [quick ? "quick" : "full"], {
    cwd: ROOT,
    execArgv: ["--expose-gc", "--max-old-space-size=8192"],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const exited = once(child, "exit").then(() => {
    throw new Error("The process that measures growth ended early.");
  });
  exited.catch(() => undefined);
  const [report]: GrowthReport[] = await Promise.race([once(child, "message"), exited]);
  if (!report) throw new Error("The process that measures growth sent nothing.");
  return { text: words(report), budgets: budgetsOf(report), data: report };
};

function budgetsOf({ scales }: GrowthReport): readonly Budget[] {
  const [first, last] = [scales.at(0), scales.at(-1)];
  if (!first || !last) return [];
  return [atMost(`p50 at ${last.times} times the knowledge`, last.p50Us / first.p50Us, 1.5, "times")];
}

function words({ scales, ops, limitMs, changed }: GrowthReport): string {
  const sizes = table(
    [
      "knowledge",
      "signatories",
      "countries named",
      "topics",
      "index ms",
      "heap MB",
      "p50 µs",
      "p90 µs",
      "times",
    ],
    scales.map(({ times, signatories, names, topics, indexMs, heapMb, p50Us, p90Us }) => [
      `${times}x`,
      ...[signatories, names, topics].map((number) => number.toLocaleString("en-GB")),
      indexMs.toFixed(0),
      heapMb.toFixed(0),
      short(p50Us),
      short(p90Us),
      short(p50Us / (scales[0]?.p50Us ?? Number.NaN)),
    ]),
  );
  const kinds = table(
    ["kind of question, p50 µs", "asked", ...scales.map(({ times }) => `${times}x`), "times"],
    ops.map(({ op, asked, p50Us }) => [
      op,
      String(asked),
      ...p50Us.map((value) => (value === null ? "too slow" : short(value))),
      p50Us.at(-1) == null ? "–" : short((p50Us.at(-1) ?? 0) / (p50Us[0] ?? 1)),
    ]),
  );
  return `${sizes}

${kinds}
"too slow": at the size before it took so long that more than ${limitMs} ms were to be expected; it counts as slower than all others.
Questions read differently than at 1x: ${changed}.`;
}
