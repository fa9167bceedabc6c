import { spawn } from "node:child_process";
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { z } from "zod";
import { ROOT } from "../fixtures/root.ts";
import { rowOf, THREATS, type Threat } from "./threats.ts";

const HELP = `Takes each defence of SECURITY.md out, one by one in a copy, and sees whether its test fails.

  npm run threats            all of them, some seconds each
  npm run threats -- WORDS   those whose row has the words
  npm run threats -- --table prints the table of SECURITY.md

Exit code: 0 each test passes with its defence and fails without it; 1 not so; 2 no such row.`;

const COPIED = [
  "src",
  "adapters",
  "test",
  "tools",
  "knowledge",
  "package.json",
  "tsconfig.json",
  "SECURITY.md",
];
const CONFIG = `export default { test: { dir: "test", include: ["**/*.test.ts"], testTimeout: 20000,
  isolate: false, maxWorkers: 1, reporters: ["json"], outputFile: "result.json" } };\n`;

/** `npm run threats` */
async function main([words = ""]: readonly string[]): Promise<number> {
  if (words === "-h" || words === "--help") return print(HELP, 0);
  if (words === "--table") return print(THREATS.map(rowOf).join("\n"), 0);
  const chosen = THREATS.filter((threat) => rowOf(threat).includes(words));
  if (chosen.length === 0) return print(HELP, 2);
  const copy = await copied();
  try {
    let wrong = 0;
    for (const threat of chosen) {
      const verdict = await judge(copy, threat);
      if (verdict !== "noticed") wrong += 1;
      print(`${verdict}: ${threat.attack}`, 0);
    }
    return print(
      `${chosen.length - wrong} of ${chosen.length} defences are missed when they are gone.`,
      wrong > 0 ? 1 : 0,
    );
  } finally {
    await rm(copy, { recursive: true });
  }
}

async function copied(): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), "rollcall-threats-"));
  const own = (path: string) => !path.includes("node_modules");
  for (const name of COPIED) await cp(join(ROOT, name), join(copy, name), { recursive: true, filter: own });
  await symlink(join(ROOT, "node_modules"), join(copy, "node_modules"));
  await writeFile(join(copy, "vitest.config.ts"), CONFIG);
  return copy;
}

type Verdict = "noticed" | "NOT NOTICED" | "FAILS WITH IT TOO" | "NO SUCH TEST" | "NO SUCH DEFENCE";

async function judge(copy: string, { file, replace, by, test }: Threat): Promise<Verdict> {
  const path = join(copy, file);
  const whole = await readFile(path, "utf8");
  const parts = whole.split(replace);
  if (parts.length !== 2) return "NO SUCH DEFENCE";
  const before = await run(copy, test);
  if (before.ran === 0) return "NO SUCH TEST";
  if (before.failed) return "FAILS WITH IT TOO";
  await writeFile(path, parts.join(by));
  const without = await run(copy, test);
  await writeFile(path, whole);
  return without.failed ? "noticed" : "NOT NOTICED";
}

const result = z.object({ success: z.boolean(), numPassedTests: z.number(), numFailedTests: z.number() });

/** The named test of a file; a promise that was rejected unheard fails it too. */
async function run(copy: string, { file, name, runBy = file }: Threat["test"]) {
  const pattern = `${name.replace(/[.*+?^$(){}|[\]\\]/g, "\\$&")}$`;
  const vitest = join(ROOT, "node_modules/vitest/vitest.mjs");
  const child = spawn(process.execPath, [vitest, "run", runBy, "-t", pattern], {
    cwd: copy,
    stdio: ["ignore", "ignore", "pipe"],
  });
  const [code] = await Promise.all([
    new Promise<number | null>((resolve) => child.on("close", resolve)),
    text(child.stderr),
  ]);
  const read = result.parse(JSON.parse(await readFile(join(copy, "result.json"), "utf8")));
  await rm(join(copy, "result.json"));
  return { ran: read.numPassedTests + read.numFailedTests, failed: code !== 0 };
}

function print(words: string, code: number): number {
  process.stdout.write(`${words}\n`);
  return code;
}

process.exitCode = await main(process.argv.slice(2));
