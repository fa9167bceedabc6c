import type { DeliveryState, InDoubt, Sending } from "../../../src/announcements/delivery.ts";
import type { Outcome, Sighting } from "../../../src/announcements/outcome.ts";
import type { RetryPolicy } from "../../../src/announcements/retry-policy.ts";

/** Times are in ticks of one: as short as they can be with all of them different from no time at all. */
export const POLICY: RetryPolicy = {
  firstWaitMs: 1,
  longestWaitMs: 1,
  maxAttempts: 2,
  sendWithinMs: 1,
  replyWithinMs: 1,
  lookAfterMs: 1,
  maxLooks: 1,
  refusedMs: 1,
};
export const LEASE = { life: 3, beat: 1 };

/** How a process can have a delivery in hand. */
export type Hand =
  /** Marked as being sent; the request is not written yet. */
  | { readonly kind: "begun"; readonly from: Sending }
  | { readonly kind: "asked"; readonly from: Sending }
  /** It is known what came of it, and not written yet. */
  | { readonly kind: "heard"; readonly from: Sending; readonly outcome: Outcome }
  | { readonly kind: "unsent"; readonly from: Sending }
  | { readonly kind: "looked"; readonly from: InDoubt; readonly sighting: Sighting };

export interface Process {
  readonly alive: boolean;
  /** The lease that it believes to have; null when none. */
  readonly lease: { readonly epoch: number; readonly since: number } | null;
  readonly hands: readonly [Hand | null, Hand | null];
}

/** A request that the platform may still get, until `until`. */
export interface Request {
  readonly delivery: 0 | 1;
  readonly by: 0 | 1;
  readonly until: number;
}

/** The store, two processes, the platform and all that is on its way between them. */
export interface State {
  readonly now: number;
  readonly lease: { readonly epoch: number; readonly holder: 0 | 1 | null; readonly expiresAt: number };
  readonly deliveries: readonly [DeliveryState, DeliveryState];
  readonly processes: readonly [Process, Process];
  readonly requests: readonly Request[];
  /** How often each post stands in the channel. */
  readonly posts: readonly [number, number];
  /** What an operator settled does not keep its place. */
  readonly settledByHand: readonly [boolean, boolean];
  readonly wanted: boolean;
  readonly crashesLeft: number;
}

const IDLE: Process = { alive: true, lease: null, hands: [null, null] };
const QUEUED: DeliveryState = { kind: "queued", dueAt: 0, attempts: 0 };

const NOTHING: DeliveryState = { kind: "dead", at: 0, reason: "" };

/** Where a search begins: one or two posts for the channel, and so many deaths of processes to come. */
export function startWith(deliveries: 1 | 2, crashesLeft: number): State {
  return { ...START, deliveries: [QUEUED, deliveries === 2 ? QUEUED : NOTHING], crashesLeft };
}

const START: State = {
  now: 0,
  lease: { epoch: 0, holder: null, expiresAt: 0 },
  deliveries: [QUEUED, QUEUED],
  processes: [IDLE, IDLE],
  requests: [],
  posts: [0, 0],
  settledByHand: [false, false],
  wanted: true,
  crashesLeft: 1,
};

/** Longer ago than anything asks for: from then on nothing of a request can be under way. */
const OVER = -(POLICY.sendWithinMs + POLICY.replyWithinMs + POLICY.lookAfterMs);

/**
 * Two states in which the same can happen have the same key: only how long ago and how much later matters,
 * and the processes are alike.
 */
export function keyOf(state: State): string {
  const { now, lease, deliveries, posts, settledByHand, wanted, crashesLeft } = state;
  const rest = [...deliveries.map((one) => stateKey(one, state)), ...posts, ...settledByHand.map(Number)];
  const seen = [processKey(state, 0), processKey(state, 1)].toSorted();
  return [...rest, Number(wanted), crashesLeft, Math.max(0, lease.expiresAt - now), ...seen].join(" ");
}

function processKey(state: State, id: 0 | 1): string {
  const { alive, lease, hands } = state.processes[id];
  const requests = state.requests
    .filter(({ by, until }) => by === id && until > state.now)
    .map(({ delivery, until }) => `${delivery}@${until - state.now}`);
  const held = lease ? `${epochOf(lease.epoch, state)}@${ago(lease.since, state, -LEASE.beat)}` : "-";
  const inHand = hands.map((hand) => (hand ? handKey(hand, state) : "-"));
  return [Number(alive), Number(state.lease.holder === id), held, ...inHand, ...requests.toSorted()].join(
    ",",
  );
}

function handKey(hand: Hand, state: State): string {
  const from = `${hand.kind}(${stateKey(hand.from, state)}`;
  switch (hand.kind) {
    case "begun":
    case "unsent":
    case "asked":
      return from;
    case "heard":
      return `${from}:${hand.outcome.kind}${"lasting" in hand.outcome ? Number(hand.outcome.lasting) : ""}`;
    case "looked":
      return `${from}:${hand.sighting.kind}`;
  }
}

function stateKey(of: DeliveryState, state: State): string {
  switch (of.kind) {
    case "queued":
      return `q${ago(of.dueAt, state, 0)}#${of.attempts}`;
    case "waiting":
      return `w${ago(of.until, state, 0)}#${of.attempts}`;
    case "sending":
      return `s${ago(of.begunAt, state, OVER)}#${of.attempts}e${epochOf(of.epoch, state)}`;
    case "in-doubt": {
      const lookAt = of.lookAt === null ? "-" : ago(of.lookAt, state, 0);
      return `i${ago(of.begunAt, state, OVER)}#${of.attempts}l${of.looks}@${lookAt}`;
    }
    case "held":
    case "sent":
    case "dead":
      return of.kind;
  }
}

function ago(time: number, { now }: State, longest: number): number {
  return Math.max(longest, time - now);
}

function epochOf(epoch: number, { lease }: State): number {
  return Math.max(-3, epoch - lease.epoch);
}
