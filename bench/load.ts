import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { atMost, short } from "./budget.ts";
import type { LoadReport } from "./load-process.ts";
import type { Part } from "./part.ts";
import { progress, ROOT } from "./setting.ts";
import { median } from "./statistics.ts";
import { table } from "./table.ts";

const RUNS = 5;

/** Load, check and index the knowledge, in fresh processes; and the memory that it takes over bare Node. */
export const load: Part = async ({ quick }) => {
  const dataDir = await mkdtemp(join(tmpdir(), "rollcall-bench-"));
  const reports = { bare: [] as LoadReport[], parsed: [] as LoadReport[], cached: [] as LoadReport[] };
  try {
    // The first start only fills the cache.
    await runOnce("cached", dataDir);
    for (let run = 0; run < (quick ? 1 : RUNS); run += 1) {
      progress(`load: run ${run + 1}`);
      reports.bare.push(await runOnce("bare", dataDir));
      reports.parsed.push(await runOnce("parsed", dataDir));
      reports.cached.push(await runOnce("cached", dataDir));
    }
  } finally {
    await rm(dataDir, { recursive: true });
  }
  const nodeRssMb = median(reports.bare.map(({ rssMb }) => rssMb));
  const data = {
    nodeRssMb,
    parsed: summary(reports.parsed, nodeRssMb),
    cached: summary(reports.cached, nodeRssMb),
  };
  const { parsed, cached } = data;
  return {
    text: words(data),
    budgets: [
      atMost("load, check and index, no cache", parsed.totalMs, 1000, "ms"),
      atMost("load and index, compiled cache", cached.totalMs, 150, "ms"),
      atMost("memory over bare Node, no cache", parsed.loadedRssMb, 40, "MB"),
      atMost("memory over bare Node, compiled cache", cached.loadedRssMb, 40, "MB"),
    ],
    data,
  };
};

/** Medians; memory is what is added to bare Node. */
function summary(reports: readonly LoadReport[], nodeRssMb: number) {
  const of = (value: (report: LoadReport) => number) => median(reports.map(value));
  return {
    readMs: of(({ readMs }) => readMs),
    parseMs: of(({ parseMs }) => parseMs),
    indexMs: of(({ indexMs }) => indexMs),
    totalMs: of(({ readMs, parseMs, indexMs }) => readMs + parseMs + indexMs),
    importMs: of(({ importMs }) => importMs),
    importsRssMb: of(({ importsRssMb }) => importsRssMb) - nodeRssMb,
    loadedRssMb: of(({ rssMb }) => rssMb) - nodeRssMb,
    askedRssMb: of(({ askedRssMb }) => askedRssMb) - nodeRssMb,
  };
}

type Summary = ReturnType<typeof summary>;

const NAMES: Readonly<Record<keyof Summary, string>> = {
  readMs: "read, ms",
  parseMs: "parse and check, ms",
  indexMs: "index, ms",
  totalMs: "together, ms",
  importMs: "imports (not counted), ms",
  importsRssMb: "imports over bare Node, MB",
  loadedRssMb: "loaded over bare Node, MB",
  askedRssMb: "after 2,000 questions over bare Node, MB",
};

function words(data: { nodeRssMb: number; parsed: Summary; cached: Summary }): string {
  const keys: ReadonlyArray<keyof Summary> = [
    "readMs",
    "parseMs",
    "indexMs",
    "totalMs",
    "importMs",
    "importsRssMb",
    "loadedRssMb",
    "askedRssMb",
  ];
  const rows = keys.map((key) => [NAMES[key], short(data.parsed[key]), short(data.cached[key])]);
  return `${table(["median of fresh processes", "no cache", "compiled cache"], rows)}
Bare Node takes ${short(data.nodeRssMb)} MB.`;
}

async function runOnce(mode: "bare" | "parsed" | "cached", dataDir: string): Promise<LoadReport> {
  const script = fileURLToPath(new URL("./load-process.js", import.meta.url));
  const child = fork(script, [mode, dataDir], { cwd: ROOT, execArgv: ["--expose-gc"] });
  const exited = once(child, "exit").then(() => {
    throw new Error("The process that loads the knowledge ended early.");
  });
  exited.catch(() => undefined);
  const [report]: LoadReport[] = await Promise.race([once(child, "message"), exited]);
  if (!report) throw new Error("The process that loads the knowledge sent nothing.");
  return report;
}
