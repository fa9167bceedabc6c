import type { Destination } from "../../src/announcements/destination.ts";
import { createPlanner } from "../../src/announcements/plan.ts";
import type { WordNews } from "../../src/announcements/plan-context.ts";
import type { Plan } from "../../src/announcements/plan-totals.ts";
import type { Skip } from "../../src/announcements/skip.ts";
import type { KnowledgeBase } from "../../src/knowledge/knowledge-base.ts";
import type { Log } from "../log.ts";
import type { Rewording } from "../store/reword.ts";
import type { Store } from "../store/store.ts";
import type { Scheduler } from "./scheduler.ts";

/** Turns what is new in the knowledge into deliveries in the outbox. */
export interface Announcer {
  /** At start: what changed while the bot was down. Rejects when the store cannot be written. */
  started(knowledge: KnowledgeBase): Promise<void>;
  /** After a reload: tried again until the store takes it, in order. */
  reloaded(knowledge: KnowledgeBase): void;
  /** How what waits is worded anew for a channel that gets another language. */
  rewording(knowledge: KnowledgeBase): Rewording;
  /** Resolves once all reloads so far are in the outbox. */
  settled(): Promise<void>;
  /** Waits for what is under way; what the store has not taken is found again at the next start. */
  stop(): Promise<void>;
}

export interface AnnouncerDeps {
  readonly ledger: Store["ledger"];
  /** The channels of the settings; those that subscribed come from the store. */
  readonly fixed: readonly Destination[];
  readonly platforms: ReadonlySet<string>;
  readonly word: WordNews;
  readonly holdMs: number;
  /** True when an operator has to agree to each post. */
  readonly approval: boolean;
  readonly scheduler: Scheduler;
  readonly log: Log;
  /** Called when deliveries were queued. */
  readonly queued: () => void;
}

const RETRY_MS = 5_000;

/** So many channels are named in one line of the log; the rest are counted. */
const MOST_NAMED = 20;

export function createAnnouncer(deps: AnnouncerDeps): Announcer {
  const { ledger, fixed, platforms, word, approval, scheduler, log } = deps;
  let stopped = false;
  let endWait: (() => void) | null = null;
  let queue: Promise<void> = Promise.resolve();

  function towards(knowledge: KnowledgeBase, reloaded: boolean): Rewording {
    const now = scheduler.now();
    const context = { knowledge, reloaded, fixed, now, platforms, word, named: MOST_NAMED };
    const times = { hash: knowledge.hash, now, dueAt: now + deps.holdMs, approval };
    return { planner: createPlanner(context), times };
  }

  async function announce(knowledge: KnowledgeBase, reloaded: boolean): Promise<void> {
    const { planner, times } = towards(knowledge, reloaded);
    const plan = await ledger.announce(planner, times);
    report(log, plan, knowledge, approval);
    if (plan.posts.length > 0) deps.queued();
  }

  async function announceUntilTaken(knowledge: KnowledgeBase): Promise<void> {
    while (!stopped) {
      try {
        return await announce(knowledge, true);
      } catch (error) {
        log.error({ err: error }, "announcements: nothing could be queued; trying again");
        await pause();
      }
    }
  }

  function pause(): Promise<void> {
    return new Promise((resolve) => {
      const cancel = scheduler.after(RETRY_MS, resolve);
      endWait = () => {
        cancel();
        resolve();
      };
    });
  }

  return {
    started: (knowledge) => announce(knowledge, false),
    reloaded(knowledge) {
      queue = queue.then(() => announceUntilTaken(knowledge));
    },
    rewording: (knowledge) => towards(knowledge, false),
    settled: () => queue,
    async stop() {
      stopped = true;
      endWait?.();
      await queue;
    },
  };
}

function report(log: Log, plan: Plan, knowledge: KnowledgeBase, approval: boolean): void {
  for (const { id: event } of plan.takenBack) {
    log.info({ event }, "announcements: taken back before it was posted");
  }
  for (const skip of plan.skips) reportSkip(log, skip, knowledge);
  for (const { action, news, post, count } of plan.posts) {
    const events = news.map(({ id }) => id);
    const context = { action, events, reference: post.reference };
    const channels = count === 1 ? "1 channel" : `${count} channels`;
    log.info(context, `announcements: ${approval ? "held" : "queued"} for ${channels}`);
  }
}

function reportSkip(log: Log, { event, channels, count, reason }: Skip, { version }: KnowledgeBase): void {
  const context = { event: event?.id, ...(channels && { channels, count }), knowledge: version, reason };
  if (reason === "superseded") {
    log.warn(context, "announcements: a later knowledge was seen here, so this one has no news");
  } else if (reason === "first-start") {
    log.info(context, "announcements: first start; all that is known today is adopted in silence");
  } else {
    log.info(context, `announcements: not posted, ${reason}`);
  }
}
