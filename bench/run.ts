import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { availableParallelism, cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import type { Budget } from "./budget.ts";
import { engine } from "./engine.ts";
import { fanout } from "./fanout.ts";
import { growth } from "./growth.ts";
import { load } from "./load.ts";
import type { Part, PartResult } from "./part.ts";
import { pipe } from "./pipe.ts";
import { roundtrip } from "./roundtrip.ts";
import { progress, ROOT, realKnowledge } from "./setting.ts";
import { budgetTable } from "./table.ts";

const HELP = `Measures the question engine and announcements; docs/benchmark.md tells how to read the tables.

  npm run bench                 all parts, about ten minutes
  npm run bench -- engine       beside nlp.js, Fuse.js, MiniSearch and a limit, on the English corpus
  npm run bench -- growth       with 10, 100 and 1,000 times the knowledge
  npm run bench -- load         loading the knowledge, and memory
  npm run bench -- pipe         ask --jsonl through a pipe
  npm run bench -- fanout       one piece of news to 100,000 channels, on both stores
  npm run bench -- roundtrip    from a mention to its answer, beside a bot that only echoes

  --json FILE   writes all numbers as JSON
  --quick       a smoke run of seconds: its numbers mean nothing
  -h, --help    this text

Exit code: 0 measured, whether the budgets are met or not; 2 bad usage.`;

const PARTS: ReadonlyMap<string, Part> = new Map([
  ["engine", engine],
  ["growth", growth],
  ["load", load],
  ["pipe", pipe],
  ["fanout", fanout],
  ["roundtrip", roundtrip],
]);

/** `npm run bench` */
async function main(): Promise<number> {
  const options = readOptions();
  if (typeof options === "string") {
    progress(`${options}\n\n${HELP}`);
    return 2;
  }
  if (options.help) {
    print(HELP);
    return 0;
  }
  const machine = await machineWords();
  print(`${machine.text}\n`);
  if (options.parts.includes("engine")) installPeers();
  const began = performance.now();
  const results = new Map<string, PartResult>();
  for (const name of options.parts) {
    const result = await PARTS.get(name)?.({ quick: options.quick });
    if (!result) continue;
    results.set(name, result);
    print(`== ${name}\n\n${result.text}\n\n${budgetTable(result.budgets)}\n`);
  }
  progress(`bench: ${((performance.now() - began) / 1000).toFixed(0)} s`);
  if (options.json) {
    await writeFile(options.json, `${JSON.stringify(asData(machine, results, options.quick), null, 2)}\n`);
  }
  return 0;
}

/** The peers have their own package.json; only this part of the benchmark needs them. */
function installPeers(): void {
  if (existsSync(`${ROOT}bench/node_modules/minisearch`)) return;
  progress("engine: installing the peers (npm ci --prefix bench)");
  const { status } = spawnSync("npm", ["ci", "--prefix", "bench", "--no-audit", "--no-fund"], {
    cwd: ROOT,
    stdio: ["ignore", "ignore", "inherit"],
  });
  if (status !== 0) throw new Error("npm ci --prefix bench failed; the peers are needed for this part.");
}

interface Machine {
  readonly text: string;
  readonly node: string;
  readonly cpu: string;
  readonly cores: number;
  readonly languages: number;
  readonly knowledge: string;
}

async function machineWords(): Promise<Machine> {
  const { languages, version } = await realKnowledge();
  const [node, cpu, cores] = [process.version, cpus()[0]?.model ?? "unknown", availableParallelism()];
  const busy = (loadavg()[0] ?? 0).toFixed(1);
  const text = `Node ${node}, ${cores} cores (${cpu}), load ${busy}; knowledge ${version}, ${languages.size} languages.`;
  return { text, node, cpu, cores, languages: languages.size, knowledge: version };
}

function asData({ text: _, ...machine }: Machine, results: ReadonlyMap<string, PartResult>, quick: boolean) {
  const budgets = [...results].flatMap(([part, { budgets: own }]) =>
    own.map((budget: Budget) => ({ part, ...budget })),
  );
  return {
    ...machine,
    quick,
    budgets,
    ...Object.fromEntries([...results].map(([name, { data }]) => [name, data])),
  };
}

interface Options {
  readonly parts: readonly string[];
  readonly json: string | null;
  readonly quick: boolean;
  readonly help: boolean;
}

function readOptions(): Options | string {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        json: { type: "string" },
        quick: { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    const unknown = positionals.find((name) => !PARTS.has(name));
    if (unknown !== undefined)
      return `There is no part "${unknown}"; there are ${[...PARTS.keys()].join(", ")}.`;
    const parts = positionals.length > 0 ? positionals : [...PARTS.keys()];
    return { parts, json: values.json ?? null, quick: values.quick, help: values.help };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

process.exitCode = await main();
