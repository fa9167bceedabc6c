import type { Channel } from "../../src/announcements/destination.ts";
import type { Poster } from "../../src/announcements/poster.ts";
import type { Log } from "../log.ts";
import type { Store } from "../store/store.ts";
import { createLeaseKeeper, LEASE_TERMS, type LeaseTerms } from "./lease-keeper.ts";
import { oneAtATime } from "./one-at-a-time.ts";
import { createPipeline } from "./pipeline.ts";
import { type ChannelClosed, createResults } from "./results.ts";
import { createAlarm, type Scheduler } from "./scheduler.ts";
import { createSteps } from "./steps.ts";
import { createUnderWay } from "./under-way.ts";

/** Brings the deliveries of one platform from the outbox to their channels. */
export interface Dispatcher {
  /** Says that there is something new in the outbox. */
  wake(): void;
  /** Resolves once nothing is under way; a timer may still be set. */
  quiet(): Promise<void>;
  /** Begins nothing more, waits for what is under way, and gives the lease back. */
  stop(): Promise<void>;
}

export interface DispatcherDeps {
  readonly platform: string;
  readonly store: Pick<Store, "outbox" | "leases">;
  readonly poster: Poster;
  /** The channels of the settings, of all platforms; where none are given, nothing is given up for them. */
  readonly fixed?: readonly Channel[];
  /** Called when a channel turned out to take no posts any more. */
  readonly closed?: ChannelClosed;
  readonly scheduler: Scheduler;
  /** Names this process among all that use the store. */
  readonly holder: string;
  readonly log: Log;
  /** Posts under way at once. */
  readonly window?: number;
  readonly terms?: LeaseTerms;
}

const WINDOW = 16;

/**
 * Starts dispatching. Each step is written before the next is taken: `sending` before the platform
 * hears of a post, the outcome after it. What a process leaves half done is in doubt for the next.
 *
 * Work is done in passes, one at a time. A pass writes in one transaction what has come of sends since the
 * last one, and marks in another what is to be sent next; sends end and begin meanwhile.
 */
export function startDispatcher(deps: DispatcherDeps): Dispatcher {
  const { platform, scheduler, log, window = WINDOW, terms = LEASE_TERMS } = deps;
  const { outbox, leases } = deps.store;
  const alarm = createAlarm(scheduler);
  const results = createResults(outbox, scheduler, log, deps.closed ?? (async () => undefined));
  let stopped = false;

  const keeper = createLeaseKeeper(leases, platform, deps.holder, terms, {
    taken: async (lease) => {
      pipeline.giveBack();
      await results.write(lease);
      await results.reconcile(lease, pipeline.isSending);
    },
    waiting: (heldUntil) =>
      log.info({ platform, heldUntil }, `${platform}: another process posts the announcements; waiting`),
  });

  /** The store failed: what is half done is taken up under a new lease. */
  const failed = (error: unknown) => {
    log.error({ platform, err: error }, `${platform}: announcements failed; trying again`);
    keeper.drop();
    return Infinity;
  };

  const advance = async (): Promise<number> => {
    const lease = await keeper.hold(scheduler.now());
    if (!lease) pipeline.giveBack();
    else await results.write(lease);
    if (!lease || stopped) return Infinity;
    const next = await pipeline.begin(lease);
    if (stopped) pipeline.giveBack();
    pipeline.send();
    if (results.size > 0) passes.request();
    if (next !== "nothing begun") return next;
    // Nobody wants them any more, or the lease is lost: a new one tells.
    keeper.drop();
    passes.request();
    return Infinity;
  };

  const passes = oneAtATime(async () => {
    alarm.cancel();
    if (stopped && results.size === 0) return;
    const nextDue = await advance().catch(failed);
    if (!stopped) alarm.set(Math.min(terms.beatMs, nextDue - scheduler.now()), passes.request);
  });

  const underWay = createUnderWay(failed, () => {
    pipeline.send();
    passes.request();
  });
  const steps = createSteps(deps);
  const here = deps.fixed?.filter((one) => one.platform === platform).map(({ channel }) => channel);
  const fixed = here && new Set(here);
  const pipeline = createPipeline({ outbox, fixed, steps, results, underWay, scheduler, window });

  const quiet = async () => {
    while (passes.busy || underWay.size > 0) {
      await passes.idle();
      await underWay.ended();
    }
  };

  passes.request();
  return {
    wake: passes.request,
    quiet,
    async stop() {
      stopped = true;
      alarm.cancel();
      pipeline.giveBack();
      passes.request();
      await quiet();
      await keeper.release();
    },
  };
}
