#!/usr/bin/env node
import { parseArgs } from "node:util";
import { planNews } from "../../src/announcements/plan.ts";
import type { Situation } from "../../src/announcements/situation.ts";
import { describeProblem } from "../../src/knowledge/problem.ts";
import { destinationsOf } from "../../src/subscriptions/destinations.ts";
import { wordNews } from "../../src/wording/word-news.ts";
import { audienceOf } from "../announcements/destinations.ts";
import { systemClock } from "../clock.ts";
import { loadKnowledge } from "../files/load-knowledge.ts";
import { readSettings, type Settings } from "../settings.ts";
import { openStoreToRead } from "../store/open-store.ts";
import type { Store } from "../store/store.ts";
import { describePlan, describeWaiting } from "./announce-plan.ts";
import { describeStatus } from "./announce-status.ts";

const HELP = `Shows what the bot announces. Writes nothing, and works beside a running bot.

  npm run announce -- --plan     what would be posted where, and why each skip
  npm run announce -- --status   deliveries by state; those in doubt or given up, with the reason
  npm run announce -- --help

Settings are read from the environment, as the bot reads them: set the same ones.
Exit code: 0 shown, 1 knowledge or store unusable, 2 bad usage or settings.`;

/** `npm run announce`: a look at the outbox, for operators. */
async function main(): Promise<number> {
  const command = readCommand();
  if (command === "help") {
    console.log(HELP);
    return 0;
  }
  if (command === null) return 2;
  const read = readSettings(process.env);
  if ("problems" in read) {
    for (const { name, expected } of read.problems) console.error(`${name}: expected ${expected}`);
    return 2;
  }
  const store = await openStoreToRead(read.settings.store).catch((error: Error) => error);
  if (store instanceof Error) {
    console.error(store.message);
    return 1;
  }
  try {
    return await (command === "plan" ? showPlan(read.settings, store) : showStatus(store));
  } finally {
    await store?.close();
  }
}

function readCommand(): "plan" | "status" | "help" | null {
  try {
    const { values } = parseArgs({
      options: {
        plan: { type: "boolean", default: false },
        status: { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    if (values.help) return "help";
    if (values.plan !== values.status) return values.plan ? "plan" : "status";
    console.error(`Give one of --plan and --status.\n\n${HELP}`);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${HELP}`);
  }
  return null;
}

async function showPlan(settings: Settings, store: Store | null): Promise<number> {
  const loaded = await loadKnowledge(settings.knowledgeDir, systemClock.today());
  if ("problems" in loaded) {
    for (const problem of loaded.problems) console.error(describeProblem(problem));
    return 1;
  }
  const { knowledge } = loaded;
  const { fixed, platforms } = audienceOf(settings);
  const decide = (situation: Situation) => {
    const destinations = destinationsOf(fixed, situation.subscriptions, systemClock.now());
    return planNews(situation, { knowledge, reloaded: false, destinations, platforms, word: wordNews });
  };
  const plan = await (store?.ledger.preview(decide) ?? decide(FIRST_START));
  console.log(describePlan(plan, knowledge));
  const waiting = await store?.outbox.inState(["queued", "sending", "waiting", "in-doubt"]);
  if (waiting && waiting.length > 0) console.log(`\n${describeWaiting(waiting)}`);
  return 0;
}

const FIRST_START: Situation = {
  ledger: { seen: [], signatures: new Map(), withdrawals: new Map(), milestones: new Map() },
  subscriptions: [],
  untried: [],
  tried: new Set(),
  published: [],
};

async function showStatus(store: Store | null): Promise<number> {
  if (store === null) console.log("There is no store yet: the bot has not been started here.");
  else
    console.log(
      describeStatus(await store.outbox.counts(), await store.outbox.inState(["in-doubt", "dead"])),
    );
  return 0;
}

process.exitCode = await main();
