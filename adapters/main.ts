#!/usr/bin/env node
import type { KnowledgeBase } from "../src/knowledge/knowledge-base.ts";
import { describeProblem } from "../src/knowledge/problem.ts";
import type { Turn } from "../src/questions/reply.ts";
import { createRollcall, type Rollcall } from "../src/rollcall.ts";
import { systemScheduler } from "./announcements/scheduler.ts";
import { systemClock } from "./clock.ts";
import { loadCompiledKnowledge } from "./files/load-knowledge.ts";
import { createLog, type Log } from "./log.ts";
import { runBot } from "./run-bot.ts";
import { readSettings, type Settings } from "./settings.ts";
import { limitMemory } from "./spare-memory.ts";
import { openStore } from "./store/open-store.ts";

/** What each platform needs to be started. */
const NEEDS = {
  slack: "SLACK_BOT_TOKEN or SLACK_CLIENT_ID, with SLACK_APP_TOKEN or SLACK_SIGNING_SECRET",
  discord: "DISCORD_TOKEN",
};

/** After a signal the bot ends by itself within four and a half seconds, or is ended. */
const STOP_WITHIN_MS = 4_500;

/** `npm start`: puts all parts together. Exit code 1: knowledge or store unusable; 2: settings. */
async function main(): Promise<void> {
  limitMemory();
  const read = readSettings(process.env);
  if ("problems" in read) {
    return fail(
      2,
      read.problems.map(({ name, expected }) => `${name}: expected ${expected}`),
    );
  }
  const { settings } = read;
  const alone = !settings.slack && !settings.discord;
  const terminal = process.stdin.isTTY && process.stdout.isTTY;
  if (alone)
    print(Object.entries(NEEDS).map(([name, needs]) => `${name}: not started, it would need ${needs}`));
  if (alone && !terminal) {
    return fail(2, ["Nothing to do: set the token of a platform, or start the bot in a terminal."]);
  }
  const { knowledgeDir, dataDir } = settings;
  const loaded = await loadCompiledKnowledge(knowledgeDir, systemClock.today(), dataDir);
  if ("problems" in loaded) return fail(1, loaded.problems.map(describeProblem));
  if (alone) return converseInTerminal(createRollcall(loaded.knowledge));
  await startBot(settings, loaded.knowledge);
}

async function converseInTerminal(rollcall: Rollcall): Promise<void> {
  const { converse } = await import("./terminal/conversation.ts");
  let previous: Turn | null = null;
  const ask = (text: string) => {
    const reply = rollcall.ask(text, { today: systemClock.today(), previous });
    previous = reply.turn ?? previous;
    return reply;
  };
  await converse({
    ask,
    suggest: rollcall.suggest,
    input: process.stdin,
    output: process.stdout,
    env: process.env,
  });
}

async function startBot(settings: Settings, knowledge: KnowledgeBase): Promise<void> {
  const log = createLog(settings.logLevel);
  const store = await openStore(settings.store, settings.encryptionKeys).catch((error: Error) => error);
  if (store instanceof Error) return fail(1, [store.message]);
  await runBot({ settings, store, log, running: stopOnSignals(log) }, knowledge);
}

/**
 * The first signal ends what is in the list that comes back, last first; the second, or the time,
 * ends the process at once.
 */
function stopOnSignals(log: Log): Array<() => Promise<void>> {
  const running: Array<() => Promise<void>> = [];
  let asked = false;
  const onSignal = async (signal: NodeJS.Signals) => {
    if (asked) process.exit(1);
    asked = true;
    log.info({ signal }, "rollcall: stopping");
    systemScheduler.after(STOP_WITHIN_MS, () => process.exit(1));
    for (const stop of running.toReversed()) await stop();
    log.info("rollcall: stopped");
    process.exit(0);
  };
  process.on("SIGTERM", onSignal);
  process.on("SIGINT", onSignal);
  return running;
}

function print(lines: readonly string[]): void {
  process.stderr.write(lines.map((line) => `${line}\n`).join(""));
}

function fail(code: number, lines: readonly string[]): void {
  print(lines);
  process.exitCode = code;
}

await main();
