import { pino } from "pino";
import { createAnnouncer } from "../../adapters/announcements/announcer.ts";
import { startDispatcher } from "../../adapters/announcements/dispatcher.ts";
import { systemScheduler } from "../../adapters/announcements/scheduler.ts";
import { systemClock } from "../../adapters/clock.ts";
import { createChatServices } from "../../adapters/services.ts";
import type { ConversationStore } from "../../adapters/store/conversation-store.ts";
import type { Store } from "../../adapters/store/store.ts";
import type { KnowledgeBase } from "../../src/knowledge/knowledge-base.ts";
import { createRollcall, type Rollcall } from "../../src/rollcall.ts";
import { DEFAULT_SETTINGS } from "../../src/subscriptions/channel-settings.ts";
import { wordNews } from "../../src/wording/word-news.ts";
import { aDay, aDestination, aSignatory } from "../announcements/knowledge-fixture.ts";
import { asked } from "./asked.ts";
import type { Sample } from "./trend.ts";

/** What one process goes through. */
export interface SoakPlan {
  readonly questions: number;
  readonly events: number;
  readonly samples: number;
  readonly knowledge: KnowledgeBase;
  /** Questions of people, to be asked again and again, some with typing errors. */
  readonly corpus: readonly string[];
  readonly store: Store;
  readonly conversations: ConversationStore;
}

export interface SoakReport {
  readonly answered: number;
  readonly refused: number;
  /** What the platform took: posts, edits and notes. */
  readonly taken: number;
  readonly samples: readonly Sample[];
}

const CHANNELS = ["C0ONE", "C0TWO", "C0THREE"];
const PEOPLE = 20_000;
const BURST = 10;
const silent = pino({ level: "silent" });

/**
 * Asks and announces as the bot does, in turns: each event is a knowledge of its own, with another day for
 * Poland, so that the post of it is edited and gets a note.
 */
export async function soak(
  plan: SoakPlan,
  told: (sample: Sample, done: number) => void,
): Promise<SoakReport> {
  const { knowledge, events, questions } = plan;
  const news = startNews(plan);
  await news.learn(knowledge);
  let rollcall = createRollcall(knowledge);
  const chat = startChat(plan, () => rollcall);
  const samples: Sample[] = [];
  const rounds = Math.max(1, events);
  for (let round = 0; round < rounds; round += 1) {
    if (events > 0) {
      const next = withPoland(knowledge, round);
      rollcall = createRollcall(next);
      await news.learn(next);
    }
    // News comes in bursts: the engine is built anew by the first question after one.
    if (round % BURST === BURST - 1 || round === rounds - 1) {
      await chat.ask(Math.floor(((round + 1) * questions) / rounds));
    }
    if (Math.floor(((round + 1) * plan.samples) / rounds) > samples.length) {
      const sample = measure();
      samples.push(sample);
      told(sample, (round + 1) / rounds);
    }
  }
  await news.stop();
  await chat.stop();
  return { ...chat.counts(), taken: news.taken(), samples };
}

/** The news side of the bot, with a platform in this process that takes everything. */
function startNews({ store }: SoakPlan) {
  let taken = 0;
  const dispatcher = startDispatcher({
    platform: "slack",
    store,
    poster: {
      async send() {
        taken += 1;
        return { kind: "sent", messageId: `m${taken}` };
      },
      find: async () => ({ kind: "absent" }),
    },
    scheduler: systemScheduler,
    holder: "soak",
    log: silent,
  });
  const announcer = createAnnouncer({
    ledger: store.ledger,
    fixed: CHANNELS.map((channel) => aDestination("slack", channel)),
    platforms: new Set(["slack"]),
    word: wordNews,
    holdMs: 0,
    approval: false,
    scheduler: systemScheduler,
    log: silent,
    queued: dispatcher.wake,
  });
  return {
    async learn(knowledge: KnowledgeBase) {
      announcer.reloaded(knowledge);
      await announcer.settled();
      await dispatcher.quiet();
    },
    taken: () => taken,
    async stop() {
      await announcer.stop();
      await dispatcher.stop();
    },
  };
}

/** The question side: as many people as the bot keeps in mind, and more. */
function startChat({ corpus, store, conversations }: SoakPlan, current: () => Rollcall) {
  const { services, stop } = createChatServices({
    ...{ current, conversations, curation: store.curation, subscriptions: store.subscriptions, log: silent },
    settings: { of: () => DEFAULT_SETTINGS },
    manage: () => null,
    ratePerMinute: 0,
    keepUnanswered: true,
    clock: systemClock,
    scheduler: systemScheduler,
  });
  let number = 0;
  let answered = 0;
  const askOne = async () => {
    const answer = await services.hear({
      ...{ key: `soak:${number}`, text: asked(corpus, number), address: "asked", channel: null },
      conversation: `soak:${number % PEOPLE}`,
      asker: { platform: "soak", workspace: "", id: String(number % PEOPLE) },
    });
    if (answer?.outcome === "answered") answered += 1;
    number += 1;
  };
  return {
    /** Until there were so many. */
    async ask(until: number) {
      while (number < until) {
        await askOne();
        if (number % 100 === 0) await new Promise((resolve) => setImmediate(resolve));
      }
    },
    counts: () => ({ answered, refused: number - answered }),
    stop,
  };
}

const FIRST_DAY = Date.UTC(2020, 0, 1);
const DAY_MS = 86_400_000;

/** No two in a row have the same day, and no two the same hash. */
function withPoland(knowledge: KnowledgeBase, round: number): KnowledgeBase {
  const day = aDay(new Date(FIRST_DAY + (round % 2000) * DAY_MS).toISOString().slice(0, 10));
  const poland = aSignatory("PL", day);
  return {
    ...knowledge,
    hash: `soak-${round}`,
    version: `soak-${round}`,
    signatories: new Map([...knowledge.signatories, [poland.country, poland]]),
  };
}

function measure(): Sample {
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  return { heapMb: heapUsed / 2 ** 20, rssMb: rss / 2 ** 20 };
}
