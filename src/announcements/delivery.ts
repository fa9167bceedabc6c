import type { ClosedReason, Failed, Outcome, Sighting } from "./outcome.ts";
import type { Dispatch } from "./post.ts";
import { backoff, overAt, RETRY, type RetryPolicy } from "./retry-policy.ts";

/** Where a delivery stands. `attempts` counts those that failed; times are in ms. */
export type DeliveryState =
  /** Nothing was tried, and nothing is until somebody says so. */
  | Held
  /** The platform has certainly not got it; the first attempt is due at `dueAt`. */
  | { readonly kind: "queued"; readonly dueAt: number; readonly attempts: number }
  /** Stored before the send, under the lease of `epoch`: a process that dies now leaves this. */
  | Sending
  | Sent
  /** Tried, certainly not taken, to be tried again. */
  | { readonly kind: "waiting"; readonly until: number; readonly attempts: number; readonly reason: string }
  /** The platform may have it. Never sent again without proof that it has not. */
  | InDoubt
  | Dead;

interface Dead {
  readonly kind: "dead";
  readonly at: number;
  readonly reason: string;
  /** What else the reason stands in the way of: all about the earlier post. */
  readonly concerns?: "target";
  /** All in the channel. */
  readonly closed?: ClosedReason;
}

export interface Held {
  readonly kind: "held";
  /** `approval`: an operator has to agree. `knowledge`: what it says is not known any more. */
  readonly awaits: "approval" | "knowledge";
}

export interface Sending {
  readonly kind: "sending";
  readonly begunAt: number;
  readonly epoch: number;
  readonly attempts: number;
}

interface Sent {
  readonly kind: "sent";
  readonly at: number;
  readonly messageId: string;
  /** Followers of the channel are still to get it, by a delivery of its own. */
  readonly publish?: true;
}

export interface InDoubt {
  readonly kind: "in-doubt";
  readonly begunAt: number;
  readonly attempts: number;
  readonly looks: number;
  /** When to look into the channel next; null when only an operator can tell. */
  readonly lookAt: number | null;
  readonly reason: string;
}

/**
 * What a delivery does in its channel. `target` is the delivery that made the earlier post, and
 * `messageId` what the platform calls that post: null when it was never confirmed, empty when only an
 * operator did.
 */
export type Action =
  | { readonly kind: "post" }
  | {
      /** `edit` words the earlier post anew, `note` replies in its thread, `crosspost` publishes it. */
      readonly kind: "edit" | "note" | "crosspost";
      readonly target: string;
      readonly messageId: string | null;
    };

/** One step in one channel, from being queued to being settled. */
export interface Delivery<State extends DeliveryState = DeliveryState> {
  /** Follows from post, platform and channel, and is the nonce that the platform sees. */
  readonly id: string;
  readonly platform: string;
  readonly channel: string;
  readonly action: Action;
  readonly post: Dispatch["post"];
  readonly state: State;
}

/** Whether doing it twice does no more than doing it once: then what is in doubt is simply done again. */
function isRepeatable({ kind }: Action): boolean {
  return kind === "edit" || kind === "crosspost";
}

/** The state after an attempt that came to `outcome`. */
export function afterAttempt(
  { state, action }: Attempted,
  outcome: Outcome,
  now: number,
  policy: RetryPolicy = RETRY,
): DeliveryState {
  const { attempts, begunAt } = state;
  switch (outcome.kind) {
    case "sent":
      return sent(outcome, now);
    case "busy":
      return {
        kind: "waiting",
        until: now + Math.max(0, outcome.retryAfterMs),
        attempts,
        reason: "rate limit",
      };
    case "failed":
      if (outcome.lasting && outcome.concerns === "platform") {
        return { kind: "waiting", until: now + policy.refusedMs, attempts, reason: outcome.reason };
      }
      return outcome.lasting || attempts + 1 >= policy.maxAttempts
        ? dead(now, outcome)
        : {
            kind: "waiting",
            until: now + backoff(attempts, policy.firstWaitMs, policy),
            attempts: attempts + 1,
            reason: outcome.reason,
          };
    case "in-doubt": {
      const { reason } = outcome;
      return isRepeatable(action)
        ? afterAttempt({ state, action }, { kind: "failed", reason, lasting: false }, now, policy)
        : inDoubt(begunAt, attempts, now + policy.lookAfterMs, reason);
    }
  }
}

type Attempted = Pick<Delivery<Sending>, "state" | "action">;

/** The state of a delivery that was to be sent, and certainly was not. */
export function afterNoAttempt({ attempts }: Sending, now: number): DeliveryState {
  return { kind: "queued", dueAt: now, attempts };
}

/**
 * The state of a delivery whose process died, or lost its lease, while sending.
 *
 * That process may only stand still. By the time of the look it has either written its request and
 * broken it off, or will not write it any more. Its clock may be another than ours, so that time is
 * counted from now: what it began, it began before.
 */
export function afterCrash(
  { state: { attempts, begunAt }, action }: Attempted,
  now: number,
  policy: RetryPolicy = RETRY,
): DeliveryState {
  const lookAt = overAt(now, policy);
  const reason = "the process stopped while sending";
  return isRepeatable(action) ? again(attempts, lookAt, reason) : inDoubt(begunAt, attempts, lookAt, reason);
}

/** The state after a look into the channel for a post in doubt. */
export function afterLook(
  state: InDoubt,
  sighting: Sighting,
  now: number,
  policy: RetryPolicy = RETRY,
): DeliveryState {
  switch (sighting.kind) {
    case "found":
      return sent(sighting, now);
    case "absent":
      return state.attempts + 1 >= policy.maxAttempts
        ? { kind: "dead", at: now, reason: state.reason }
        : { kind: "queued", dueAt: now, attempts: state.attempts + 1 };
    case "unreadable": {
      const looks = state.looks + 1;
      const lookAt = looks >= policy.maxLooks ? null : now + backoff(state.looks, policy.lookAfterMs, policy);
      return { ...state, looks, lookAt, reason: sighting.reason };
    }
  }
}

/** When the next step of a delivery is due; null when there is none to take by itself. */
export function dueAt(state: DeliveryState): number | null {
  switch (state.kind) {
    case "queued":
      return state.dueAt;
    case "waiting":
      return state.until;
    case "in-doubt":
      return state.lookAt;
    case "held":
    case "sending":
    case "sent":
    case "dead":
      return null;
  }
}

function sent({ messageId, publish }: Pick<Sent, "messageId" | "publish">, at: number): Sent {
  return { kind: "sent", at, messageId, ...(publish ? { publish } : {}) };
}

function inDoubt(begunAt: number, attempts: number, lookAt: number, reason: string): InDoubt {
  return { kind: "in-doubt", begunAt, attempts, looks: 0, lookAt, reason };
}

function dead(at: number, { reason, concerns, closed }: Failed): Dead {
  return {
    ...{ kind: "dead", at, reason },
    ...(concerns === "target" ? { concerns } : {}),
    ...(closed ? { closed } : {}),
  };
}

function again(attempts: number, until: number, reason: string): DeliveryState {
  return { kind: "waiting", until, attempts, reason };
}
