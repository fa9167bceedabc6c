import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { within } from "../end-to-end/within.ts";
import { ROOT } from "../fixtures/root.ts";
import { complaints } from "../fuzz/report.ts";
import { startProgram } from "../life-cycle/program.ts";
import type { Mode } from "../slack/bot.ts";
import { SCENARIOS } from "./scenarios.ts";
import { PORTS, SECRETS, startWorkspace } from "./workspace.ts";

const PATIENCE_MS = 60_000;

/** Runs in a network of its own: the built bot against the other maker's Slack, in both modes. */
async function main(): Promise<number> {
  let failed = 0;
  for (const mode of ["socket", "http"] as const) failed += await inMode(mode);
  print(failed === 0 ? "All scenarios passed." : `${failed} scenarios failed.`);
  return failed === 0 ? 0 : 1;
}

async function inMode(mode: Mode): Promise<number> {
  const slack = await startWorkspace(mode);
  const folder = await mkdtemp(join(tmpdir(), "rollcall-local-slack-"));
  const bot = startProgram("main.js", [], {
    ...{ SLACK_BOT_TOKEN: SECRETS.bot, SLACK_API_URL: slack.apiUrl, PORT: String(PORTS.bot) },
    ...(mode === "socket" ? { SLACK_APP_TOKEN: SECRETS.app } : { SLACK_SIGNING_SECRET: SECRETS.signing }),
    ...{ KNOWLEDGE_DIR: join(ROOT, "knowledge"), DATA_DIR: folder, RATE_LIMIT_PER_MINUTE: "0" },
  });
  let failed = 0;
  try {
    await within(PATIENCE_MS, "the start", bot.line("Connected to Slack."));
    for (const { name, run } of SCENARIOS) {
      const outcome = await run(slack, mode).then(
        (measured) => ({ ok: true, measured }),
        (error: unknown) => ({ ok: false, measured: error instanceof Error ? error.message : String(error) }),
      );
      if (!outcome.ok) failed += 1;
      print(
        `${outcome.ok ? "ok  " : "FAIL"} ${mode}: ${name}${outcome.measured ? ` (${outcome.measured})` : ""}`,
      );
    }
  } finally {
    bot.signal("SIGTERM");
    const { code, stderr } = await within(PATIENCE_MS, "the end", bot.ended);
    if (code !== 0) print(`The bot ended with ${code}:\n${stderr}`);
    for (const [words, count] of complaints(stderr)) print(`     logged ${count} times: ${words}`);
    await slack.stop();
    await rm(folder, { recursive: true });
  }
  return failed;
}

function print(words: string): void {
  process.stdout.write(`${words}\n`);
}

process.exitCode = await main();
