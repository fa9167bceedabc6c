import { randomUUID } from "node:crypto";
import type { KnowledgeBase } from "../src/knowledge/knowledge-base.ts";
import type { FileReadings } from "../src/knowledge/knowledge-files.ts";
import { describeProblem } from "../src/knowledge/problem.ts";
import { isUnderstood } from "../src/questions/reply.ts";
import { createRollcall, type Rollcall } from "../src/rollcall.ts";
import { wordNews } from "../src/wording/word-news.ts";
import { type Announcer, createAnnouncer } from "./announcements/announcer.ts";
import { audienceOf } from "./announcements/destinations.ts";
import { type PlatformRun, runPlatform } from "./announcements/run-platform.ts";
import { createAlarm, systemScheduler } from "./announcements/scheduler.ts";
import { systemClock } from "./clock.ts";
import { createKnownSettings } from "./conversation/channel-settings.ts";
import { startUpkeep, type Upkeep } from "./conversation/upkeep.ts";
import { keepCompiled, reloadKnowledge } from "./files/load-knowledge.ts";
import { type KnowledgeWatch, watchKnowledge } from "./files/watch-knowledge.ts";
import type { Log } from "./log.ts";
import type { ChatServices, RunningPlatform, StartPlatform } from "./platform.ts";
import { createChatServices } from "./services.ts";
import type { Settings } from "./settings.ts";
import type { ConversationStore } from "./store/conversation-store.ts";
import { openConversations } from "./store/open-conversations.ts";
import type { Store } from "./store/store.ts";
import { createClosedChannels } from "./subscriptions/closed-channels.ts";
import { createManage } from "./subscriptions/manage.ts";

/** What a bot runs on. */
export interface BotDeps {
  readonly settings: Settings;
  readonly store: Store;
  readonly log: Log;
  /** Takes what is to be ended when the bot stops; the last is ended first. */
  readonly running: Array<() => Promise<void>>;
}

/** What the first question needs is made so long after a start or a change, when the bot is up. */
const PREPARE_AFTER_MS = 2_000;

/** Announces, answers and watches the knowledge until it is stopped. */
export async function runBot(deps: BotDeps, first: KnowledgeBase): Promise<void> {
  const { settings, store, log, running } = deps;
  running.push(() => store.close());
  const preparing = createAlarm(systemScheduler);
  let current = createRollcall(first);
  const prepareSoon = () => preparing.set(PREPARE_AFTER_MS, () => current.prepare());
  const platforms = new Map<string, PlatformRun>();
  const announcer = createAnnouncer({
    ledger: store.ledger,
    ...audienceOf(settings),
    word: wordNews,
    holdMs: settings.announce.holdMs,
    approval: settings.announce.approval,
    scheduler: systemScheduler,
    log,
    queued: () => {
      for (const platform of platforms.values()) platform.wake();
    },
  });
  running.push(announcer.stop);
  await announcer.started(first);
  const services = await startServices(deps, () => current, announcer);
  running.push(async () => void (await Promise.all([...platforms.values()].map((one) => one.stop()))));
  await startPlatforms(deps, services, () => current.knowledge, platforms);
  const upkeep = startUpkeepOf(deps, () => current, platforms);
  running.push(upkeep.stop);
  const watch = watchFor(settings, first, log, (knowledge) => {
    current = createRollcall(knowledge);
    prepareSoon();
    announcer.reloaded(knowledge);
    upkeep.wishes();
  });
  running.push(watch.stop);
  await watch.ready;
  prepareSoon();
  log.info({ knowledge: first.version }, "rollcall: ready");
}

function watchFor(
  { knowledgeDir: dir, dataDir }: Settings,
  { hash }: KnowledgeBase,
  log: Log,
  use: (knowledge: KnowledgeBase) => void,
): KnowledgeWatch {
  const readings: FileReadings = new Map();
  return watchKnowledge({
    dir,
    hash,
    load: (hash) => reloadKnowledge({ dir, dataDir }, systemClock.today(), hash, readings),
    scheduler: systemScheduler,
    changed(knowledge) {
      use(knowledge);
      log.info({ knowledge: knowledge.version }, "knowledge: changed");
      void keepCompiled(knowledge, readings, dataDir);
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

/** What the platforms share. Without its conversation store the bot answers all the same. */
async function startServices(
  { settings, store, log, running }: BotDeps,
  current: () => Rollcall,
  announcer: Announcer,
): Promise<ChatServices> {
  const { subscriptions, curation, channelSettings } = store;
  const known = createKnownSettings(channelSettings, systemScheduler, log);
  await known.refresh();
  running.push(async () => known.stop());
  const knowledge = () => current().knowledge;
  const { services, stop } = createChatServices({
    ...{
      current,
      curation,
      subscriptions,
      settings: known,
      log,
      clock: systemClock,
      scheduler: systemScheduler,
    },
    conversations: await conversationsOf(settings, log),
    manage: createManage({
      ...{ subscriptions, knowledge, clock: systemClock, log },
      isQuestion: (text) => isUnderstood(current().ask(text, { today: systemClock.today() }).outcome),
      fixed: audienceOf(settings).fixed,
      settings: { store: channelSettings, known },
      rewording: () => announcer.rewording(knowledge()),
    }),
    ratePerMinute: settings.ratePerMinute,
    keepUnanswered: settings.keepUnanswered,
  });
  running.push(stop);
  return services;
}

async function conversationsOf({ store }: Settings, log: Log): Promise<ConversationStore | null> {
  try {
    return await openConversations(store);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    log.warn({ reason }, "conversations: not kept; this process remembers for itself");
    return null;
  }
}

/** Only what has a token is started, and only then is its SDK loaded. */
async function startPlatforms(
  { settings, store, log }: BotDeps,
  services: ChatServices,
  knowledge: () => KnowledgeBase,
  platforms: Map<string, PlatformRun>,
): Promise<void> {
  const { slack, discord } = settings;
  const { subscriptions } = store;
  const shared = {
    services,
    store,
    fixed: audienceOf(settings).fixed,
    closed: (platform: RunningPlatform) =>
      createClosedChannels({ subscriptions, knowledge, clock: systemClock, log }, platform),
    holder: randomUUID(),
    scheduler: systemScheduler,
    random: Math.random,
    log,
  };
  const run = (name: string, start: StartPlatform) =>
    void platforms.set(name, runPlatform({ name, start, ...shared }));
  if (slack) run("slack", (await import("./slack/app.ts")).startSlack(slack, store));
  else
    log.info({ platform: "slack" }, "slack: not started, neither SLACK_BOT_TOKEN nor SLACK_CLIENT_ID is set");
  if (discord) {
    const { startDiscord } = await import("./discord/app.ts");
    const hash = "discord commands";
    const memory = {
      read: () => store.memory.read(hash),
      write: (value: string) => store.memory.write(hash, value),
    };
    run("discord", startDiscord(discord, memory));
  } else log.info({ platform: "discord" }, "discord: not started, DISCORD_TOKEN is not set");
}

function startUpkeepOf(
  { settings, store, log }: BotDeps,
  current: () => Rollcall,
  platforms: ReadonlyMap<string, PlatformRun>,
): Upkeep {
  return startUpkeep({
    ...{ current, curation: store.curation, retentionMs: settings.retentionMs, log },
    teller: (platform) => platforms.get(platform)?.teller() ?? null,
    clock: systemClock,
    scheduler: systemScheduler,
  });
}
