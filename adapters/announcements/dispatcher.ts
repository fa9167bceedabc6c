import { type Delivery, dueAt, type InDoubt } from "../../src/announcements/delivery.ts";
import type { Poster } from "../../src/announcements/poster.ts";
import type { Log } from "../log.ts";
import type { Lease, Outbox, Store } from "../store/store.ts";
import { createLeaseKeeper, LEASE_TERMS, type LeaseTerms } from "./lease-keeper.ts";
import { oneAtATime } from "./one-at-a-time.ts";
import { createAlarm, type Scheduler } from "./scheduler.ts";
import { createSteps, type Steps } from "./steps.ts";
import { createUnderWay, type UnderWay } from "./under-way.ts";

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
 */
export function startDispatcher(deps: DispatcherDeps): Dispatcher {
  const { platform, scheduler, log, window = WINDOW, terms = LEASE_TERMS } = deps;
  const { outbox, leases } = deps.store;
  const steps = createSteps({ ...deps, outbox });
  const alarm = createAlarm(scheduler);
  let stopped = false;

  const keeper = createLeaseKeeper(leases, platform, deps.holder, terms, {
    taken: steps.reconcile,
    waiting: (heldUntil) =>
      log.info({ platform, heldUntil }, `${platform}: another process posts the announcements; waiting`),
  });

  /** The store, or a poster against its word, failed: what is half done is taken up under a new lease. */
  const failed = (error: unknown) => {
    log.error({ platform, err: error }, `${platform}: announcements failed; trying again`);
    keeper.drop();
    return Infinity;
  };

  const startWhatIsDue = async () => {
    const lease = await keeper.hold(scheduler.now());
    return lease && !stopped
      ? startDue({ outbox, steps, underWay, window }, lease, scheduler.now())
      : Infinity;
  };

  const passes = oneAtATime(async () => {
    alarm.cancel();
    if (stopped) return;
    const nextDue = await startWhatIsDue().catch(failed);
    if (!stopped) alarm.set(Math.min(terms.beatMs, nextDue - scheduler.now()), passes.request);
  });
  const underWay = createUnderWay(failed, passes.request);

  const quiet = async () => {
    await passes.idle();
    while (underWay.size > 0) {
      await underWay.ended();
      await passes.idle();
    }
  };

  passes.request();
  return {
    wake: passes.request,
    quiet,
    async stop() {
      stopped = true;
      alarm.cancel();
      await quiet();
      await keeper.release();
    },
  };
}

interface Work {
  readonly outbox: Outbox;
  readonly steps: Steps;
  readonly underWay: UnderWay;
  readonly window: number;
}

/** Starts what is due, as far as the window allows; tells when the next is due. */
async function startDue(work: Work, lease: Lease, now: number): Promise<number> {
  const { outbox, steps, underWay, window } = work;
  const heads = await outbox.heads(lease.platform, window + underWay.size);
  const free = heads.filter(({ id }) => !underWay.has(id));
  const due = free.filter(({ state }) => isDue(state, now)).slice(0, window - underWay.size);
  for (const delivery of due) {
    if (isInDoubt(delivery)) underWay.follow(delivery.id, steps.look(lease, delivery));
  }
  const toSend = due.filter((delivery) => !isInDoubt(delivery)).map(({ id }) => id);
  for (const delivery of await outbox.begin(lease, toSend, now)) {
    underWay.follow(delivery.id, steps.send(lease, delivery));
  }
  return Math.min(...free.map(({ state }) => dueAt(state) ?? Infinity).filter((at) => at > now));
}

function isDue(state: Delivery["state"], now: number): boolean {
  const at = dueAt(state);
  return at !== null && at <= now;
}

function isInDoubt(delivery: Delivery): delivery is Delivery<InDoubt> {
  return delivery.state.kind === "in-doubt";
}
