#!/usr/bin/env node
import { randomUUID } from "node:crypto";
import { createConversations } from "../src/conversation/conversations.ts";
import { createSeen } from "../src/conversation/seen.ts";
import type { KnowledgeBase } from "../src/knowledge/knowledge-base.ts";
import type { FileReadings } from "../src/knowledge/knowledge-files.ts";
import { describeProblem } from "../src/knowledge/problem.ts";
import type { Turn } from "../src/questions/reply.ts";
import { createRollcall, type Rollcall } from "../src/rollcall.ts";
import { wordNews } from "../src/wording/word-news.ts";
import { type Announcer, createAnnouncer } from "./announcements/announcer.ts";
import { audienceOf } from "./announcements/destinations.ts";
import { type PlatformRun, runPlatform } from "./announcements/run-platform.ts";
import { systemScheduler } from "./announcements/scheduler.ts";
import { systemClock } from "./clock.ts";
import { loadCompiledKnowledge, reloadKnowledge } from "./files/load-knowledge.ts";
import { type KnowledgeWatch, watchKnowledge } from "./files/watch-knowledge.ts";
import { createLog, type Log } from "./log.ts";
import type { RunningPlatform, StartPlatform } from "./platform.ts";
import { createChatServices } from "./services.ts";
import { readSettings, type Settings } from "./settings.ts";
import { spareMemory } from "./spare-memory.ts";
import { openStore } from "./store/open-store.ts";
import type { Store } from "./store/store.ts";
import { createClosedChannels } from "./subscriptions/closed-channels.ts";
import { createManage } from "./subscriptions/manage.ts";

/** What each platform needs to be started. */
const NEEDS = {
  slack: "SLACK_BOT_TOKEN, with SLACK_APP_TOKEN or SLACK_SIGNING_SECRET",
  discord: "DISCORD_TOKEN",
};

/** After a signal the bot ends by itself within four and a half seconds, or is ended. */
const STOP_WITHIN_MS = 4_500;

/** `npm start`: puts all parts together. Exit code 1: knowledge or store unusable; 2: settings. */
async function main(): Promise<void> {
  spareMemory();
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
  await runBot(settings, loaded.knowledge);
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

async function runBot(settings: Settings, first: KnowledgeBase): Promise<void> {
  const log = createLog(settings.logLevel);
  const store = await openStore(settings.store, settings.encryptionKeys).catch((error: Error) => error);
  if (store instanceof Error) return fail(1, [store.message]);
  const running = stopOnSignals(log);
  running.push(() => store.close());
  let current = createRollcall(first);
  const platforms: PlatformRun[] = [];
  const announcer = createAnnouncer({
    ledger: store.ledger,
    ...audienceOf(settings),
    word: wordNews,
    holdMs: settings.announce.holdMs,
    approval: settings.announce.approval,
    scheduler: systemScheduler,
    log,
    queued: () => {
      for (const platform of platforms) platform.wake();
    },
  });
  running.push(announcer.stop);
  await announcer.started(first);
  running.push(async () => void (await Promise.all(platforms.map((platform) => platform.stop()))));
  await startPlatforms(settings, store, log, () => current, announcer, platforms);
  const watch = watchFor(settings, first, log, (knowledge) => {
    current = createRollcall(knowledge);
    announcer.reloaded(knowledge);
  });
  running.push(watch.stop);
  await watch.ready;
  log.info({ knowledge: first.version }, "rollcall: ready");
}

function watchFor(
  { knowledgeDir: dir }: Settings,
  { hash }: KnowledgeBase,
  log: Log,
  use: (knowledge: KnowledgeBase) => void,
): KnowledgeWatch {
  const readings: FileReadings = new Map();
  return watchKnowledge({
    dir,
    hash,
    load: (hash) => reloadKnowledge(dir, systemClock.today(), hash, readings),
    scheduler: systemScheduler,
    changed(knowledge) {
      use(knowledge);
      log.info({ knowledge: knowledge.version }, "knowledge: changed");
    },
    rejected(problems) {
      for (const problem of problems) {
        log.error({ file: problem.file }, `knowledge: ${describeProblem(problem)}`);
      }
      const number = problems.length;
      log.error({ problems: number }, "knowledge: the change is not used; the last good one answers");
    },
    failed: (error) => log.error({ err: error }, "knowledge: not watched; changes wait for a restart"),
  });
}

/** Only what has a token is started, and only then is its SDK loaded. */
async function startPlatforms(
  settings: Settings,
  store: Store,
  log: Log,
  current: () => Rollcall,
  announcer: Announcer,
  runs: PlatformRun[],
): Promise<void> {
  const { slack, discord } = settings;
  const { subscriptions } = store;
  const knowledge = () => current().knowledge;
  const services = createChatServices({
    current,
    conversations: createConversations(),
    seen: createSeen(),
    manage: createManage({
      subscriptions,
      fixed: audienceOf(settings).fixed,
      knowledge,
      rewording: () => announcer.rewording(knowledge()),
      clock: systemClock,
    }),
    clock: systemClock,
    log,
  });
  const shared = {
    services,
    store,
    closed: (platform: RunningPlatform) =>
      createClosedChannels({ subscriptions, knowledge, clock: systemClock, log }, platform),
    holder: randomUUID(),
    scheduler: systemScheduler,
    random: Math.random,
    log,
  };
  const run = (name: string, start: StartPlatform) => runPlatform({ name, start, ...shared });
  if (slack) runs.push(run("slack", (await import("./slack/app.ts")).startSlack(slack, store)));
  else log.info({ platform: "slack" }, "slack: not started, SLACK_BOT_TOKEN is not set");
  if (discord) {
    const { startDiscord } = await import("./discord/app.ts");
    const hash = "discord commands";
    const memory = {
      read: () => store.memory.read(hash),
      write: (value: string) => store.memory.write(hash, value),
    };
    runs.push(run("discord", startDiscord(discord, memory)));
  } else log.info({ platform: "discord" }, "discord: not started, DISCORD_TOKEN is not set");
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
