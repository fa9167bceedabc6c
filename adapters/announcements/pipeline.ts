import {
  afterNoAttempt,
  type Delivery,
  dueAt,
  type InDoubt,
  type Sending,
} from "../../src/announcements/delivery.ts";
import { RETRY } from "../../src/announcements/retry-policy.ts";
import { spareMemory } from "../spare-memory.ts";
import type { Lease } from "../store/leases.ts";
import type { Outbox } from "../store/outbox.ts";
import { AT_ONCE, type Results } from "./results.ts";
import type { Scheduler } from "./scheduler.ts";
import type { Steps } from "./steps.ts";
import type { UnderWay } from "./under-way.ts";

/**
 * Deliveries on their way through this process: read ahead, begun in the store, sent side by side, and
 * handed to `results`.
 */
export interface Pipeline {
  /** Sends what is begun, as far as the window allows. */
  send(): void;
  /** Begins what is due; tells when the next is due, or that it got nothing although there was some. */
  begin(lease: Lease): Promise<number | "nothing begun">;
  /** Whether this very send is under way: another process may have begun a later one of the same delivery. */
  isSending(delivery: Delivery<Sending>): boolean;
  /** Hands back what is begun and not sent: another lease holds, or none. */
  giveBack(): void;
}

export interface PipelineDeps {
  readonly outbox: Outbox;
  /** The channels of the settings. */
  readonly fixed: ReadonlySet<string> | undefined;
  readonly steps: Steps;
  readonly results: Results;
  readonly underWay: UnderWay;
  readonly scheduler: Scheduler;
  /** Posts under way at once. */
  readonly window: number;
}

/** What is begun is to be sent within this time, so that few are in doubt after a crash. */
const BEGUN_FOR_MS = 100;

/** Reading ahead pays when the heads are needed for several batches. */
const BATCHES_AHEAD = 4;

export function createPipeline(deps: PipelineDeps): Pipeline {
  const { outbox, steps, results, underWay, scheduler, window } = deps;
  let ahead: Delivery[] = [];
  let ready: Array<Delivery<Sending>> = [];
  let nextDue = Infinity;
  const begunAt = new Map<string, number>();
  const speed = createSpeed(scheduler.now());

  const follow = (id: string, work: Promise<Parameters<Results["add"]>[0]>) => {
    underWay.follow(
      id,
      work.then((settlement) => {
        speed.count(scheduler.now());
        begunAt.delete(id);
        results.add(settlement);
      }),
    );
  };

  const notSent = (delivery: Delivery<Sending>) =>
    results.add({ delivery, next: afterNoAttempt(delivery.state, scheduler.now()) });

  const readAhead = async (platform: string, number: number) => {
    const now = scheduler.now();
    const heads = await outbox.heads(platform, number + underWay.size + results.size);
    if (heads.length > window) spareMemory();
    const free = heads.filter(({ id }) => !underWay.has(id) && !results.has(id));
    ahead = free.filter(({ state }) => isDue(state, now));
    nextDue = Math.min(...free.map(({ state }) => dueAt(state) ?? Infinity).filter((at) => at > now));
  };

  const beginSends = async (lease: Lease, deliveries: readonly Delivery[]) => {
    const now = scheduler.now();
    const ids = deliveries.map(({ id }) => id);
    try {
      return await outbox.begin(lease, ids, now, deps.fixed);
    } catch (error) {
      // Whether they are marked is not known; that none was sent is.
      for (const delivery of deliveries) notSent(asBegun(delivery, now, lease.epoch));
      throw error;
    }
  };

  const giveBack = () => {
    for (const delivery of ready) notSent(delivery);
    ready = [];
    ahead = [];
  };

  return {
    send() {
      if (scheduler.now() < steps.resumesAt()) return giveBack();
      const freshSince = scheduler.now() - RETRY.sendWithinMs;
      while (underWay.size < window) {
        const delivery = ready.shift();
        if (!delivery) return;
        if (delivery.state.begunAt < freshSince) notSent(delivery);
        else {
          begunAt.set(delivery.id, delivery.state.begunAt);
          follow(delivery.id, steps.send(delivery));
        }
      }
    },
    async begin(lease) {
      if (scheduler.now() < steps.resumesAt()) return steps.resumesAt();
      const room = window - underWay.size;
      const want = Math.min(AT_ONCE, room + speed.within(BEGUN_FOR_MS)) - ready.length;
      if (want <= 0) return Infinity;
      if (ahead.length < want) await readAhead(lease.platform, want * BATCHES_AHEAD);
      const looks = ahead.filter(isInDoubt).slice(0, room);
      const toSend = ahead.filter((delivery) => !isInDoubt(delivery)).slice(0, want - looks.length);
      const taken = new Set<Delivery>([...looks, ...toSend]);
      ahead = ahead.filter((delivery) => !taken.has(delivery));
      for (const delivery of looks) follow(delivery.id, steps.look(delivery));
      if (toSend.length === 0) return nextDue;
      const begun = await beginSends(lease, toSend);
      speed.restart(scheduler.now());
      ready.push(...begun);
      return begun.length === 0 ? "nothing begun" : nextDue;
    },
    isSending: ({ id, state }) => begunAt.get(id) === state.begunAt,
    giveBack,
  };
}

/** How fast the platform takes posts, as far as was seen since the last were begun; the store's time is left out. */
function createSpeed(start: number) {
  let since = start;
  let last = start;
  let ended = 0;
  return {
    count(now: number) {
      last = now;
      ended += 1;
    },
    restart(now: number) {
      since = now;
      last = now;
      ended = 0;
    },
    within: (ms: number) => Math.floor((ended * ms) / (last - since + 1)),
  };
}

function asBegun(delivery: Delivery, begunAt: number, epoch: number): Delivery<Sending> {
  const attempts = "attempts" in delivery.state ? delivery.state.attempts : 0;
  return { ...delivery, state: { kind: "sending", begunAt, epoch, attempts } };
}

function isDue(state: Delivery["state"], now: number): boolean {
  const at = dueAt(state);
  return at !== null && at <= now;
}

function isInDoubt(delivery: Delivery): delivery is Delivery<InDoubt> {
  return delivery.state.kind === "in-doubt";
}
