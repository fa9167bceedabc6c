import { userInfo } from "node:os";
import { createPlanner, type Planner } from "../../src/announcements/plan.ts";
import { createTotals } from "../../src/announcements/plan-totals.ts";
import type { Ground } from "../../src/announcements/situation.ts";
import type { KnowledgeBase } from "../../src/knowledge/knowledge-base.ts";
import { describeProblem } from "../../src/knowledge/problem.ts";
import { UNSUBSCRIBED } from "../../src/subscriptions/still-wanted.ts";
import { wordNews } from "../../src/wording/word-news.ts";
import { audienceOf } from "../announcements/destinations.ts";
import { systemClock } from "../clock.ts";
import { loadKnownKnowledge } from "../files/load-knowledge.ts";
import type { Settings } from "../settings.ts";
import { openStore, openStoreToRead } from "../store/open-store.ts";
import type { Operation } from "../store/operator-log.ts";
import type { Store } from "../store/store.ts";
import { ANNOUNCE_HELP, type AnnounceCommand, readAnnounceCommand } from "./announce-command.ts";
import { approve, retry, settle, type Told } from "./announce-operate.ts";
import { describePlan, describeWaiting } from "./announce-plan.ts";
import { describeStatus } from "./announce-status.ts";
import { postTest } from "./announce-test.ts";
import { createProgress, type Progress } from "./progress.ts";
import { fail, settingsOf, type Terminal } from "./terminal.ts";

const NO_STORE = "There is no store yet: the bot has not been started here.";

/** So many of the last operations are shown by `--status`. */
const OPERATIONS_SHOWN = 10;

/** `npm run announce`: shows and steers the outbox, for operators. */
export async function announce(terminal: Terminal): Promise<number> {
  const { argv, stdout } = terminal;
  const command = readAnnounceCommand(argv.slice(2));
  if ("wrong" in command) return fail(terminal, 2, [`${command.wrong}\n\n${ANNOUNCE_HELP}`]);
  if (command.kind === "help") {
    stdout.write(`${ANNOUNCE_HELP}\n`);
    return 0;
  }
  const settings = settingsOf(terminal);
  if (typeof settings === "number") return settings;
  const store = await open(settings, command).catch((error: Error) => error);
  if (store instanceof Error) return fail(terminal, 1, [store.message]);
  try {
    const { code, text } = await run(command, settings, store, createProgress(terminal.stderr));
    if (code !== 0) return fail(terminal, code, [text]);
    stdout.write(`${text}\n`);
    return 0;
  } finally {
    await store?.close();
  }
}

/** What only looks does not make a store, nor write to one. */
async function open(settings: Settings, { kind }: AnnounceCommand): Promise<Store | null> {
  const reader = await openStoreToRead(settings.store);
  if (kind === "plan" || kind === "status" || reader === null) return reader;
  await reader.close();
  return openStore(settings.store, settings.encryptionKeys);
}

async function run(
  command: AnnounceCommand,
  settings: Settings,
  store: Store | null,
  progress: Progress,
): Promise<Told> {
  if (command.kind === "plan")
    return withKnowledge(settings, (knowledge) => plan(settings, store, knowledge));
  if (command.kind === "status") return { code: 0, text: store ? await status(store) : NO_STORE };
  if (store === null) return { code: 1, text: NO_STORE };
  const by: Operation = { who: userInfo().username, now: systemClock.now() };
  switch (command.kind) {
    case "approve":
      return approve(store, command.hash, by, command.wait ? progress : null);
    case "retry":
      return retry(store, command.key, by, command.wait ? progress : null);
    case "settle":
      return settle(store, command.key, command.verdict, by);
    case "adopt":
      return withKnowledge(settings, (knowledge) => adopt(settings, store, knowledge, by));
    case "test":
      return withKnowledge(settings, (knowledge) =>
        postTest(settings, knowledge, store, command.to, by, progress),
      );
    case "help":
      return { code: 0, text: ANNOUNCE_HELP };
  }
}

async function withKnowledge(
  settings: Settings,
  use: (knowledge: KnowledgeBase) => Promise<Told>,
): Promise<Told> {
  const loaded = await loadKnownKnowledge(settings.knowledgeDir, systemClock.today(), settings.dataDir);
  if ("knowledge" in loaded) return use(loaded.knowledge);
  return { code: 1, text: loaded.problems.map(describeProblem).join("\n") };
}

async function plan(settings: Settings, store: Store | null, knowledge: KnowledgeBase): Promise<Told> {
  const planner = plannerOf(settings, knowledge, false);
  const decided = store
    ? await store.ledger.preview(planner)
    : createTotals(planner.decide(FIRST_START), planner.named).plan();
  const waiting = await store?.outbox.inState(["held", "queued", "sending", "waiting", "in-doubt"]);
  const more = waiting && waiting.length > 0 ? `\n\n${describeWaiting(waiting)}` : "";
  return { code: 0, text: `${describePlan(decided, knowledge)}${more}` };
}

/** The knowledge at hand is in force from now on; what it says otherwise than was announced is news. */
async function adopt(
  settings: Settings,
  store: Store,
  knowledge: KnowledgeBase,
  { who, now }: Operation,
): Promise<Told> {
  const { holdMs, approval } = settings.announce;
  const times = { hash: knowledge.hash, now, dueAt: now + holdMs, approval, adopted: who };
  const decided = await store.ledger.announce(plannerOf(settings, knowledge, true), times);
  return { code: 0, text: `Adopted. ${describePlan(decided, knowledge)}` };
}

function plannerOf(settings: Settings, knowledge: KnowledgeBase, adopted: boolean): Planner {
  const now = systemClock.now();
  return createPlanner({
    ...audienceOf(settings),
    ...{ knowledge, reloaded: adopted, adopted, now, word: wordNews },
  });
}

async function status({ outbox, operator }: Store): Promise<string> {
  const unsettled = await outbox.inState(["in-doubt", "dead"]);
  const troubled = unsettled.filter(({ state }) => state.kind !== "dead" || state.reason !== UNSUBSCRIBED);
  return describeStatus(await outbox.counts(), troubled, await operator.log(OPERATIONS_SHOWN));
}

const FIRST_START: Ground = {
  ledger: { seen: [], signatures: new Map(), withdrawals: new Map(), milestones: new Map() },
  waiting: [],
  tried: new Set(),
};
