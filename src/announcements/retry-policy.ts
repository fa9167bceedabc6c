/** How long and how often to try. */
export interface RetryPolicy {
  readonly firstWaitMs: number;
  readonly longestWaitMs: number;
  readonly maxAttempts: number;
  /** A request is written within this time of being begun, or never: a process may have stood still. */
  readonly sendWithinMs: number;
  /** A request that got no reply by then is broken off. */
  readonly replyWithinMs: number;
  /** A request whose reply was lost may still be on its way: no look sooner than this proves anything. */
  readonly lookAfterMs: number;
  readonly maxLooks: number;
  /** How long nothing is sent after the platform refused the token. */
  readonly refusedMs: number;
}

/** A thousand attempts at most ten minutes apart outlast an outage of a week. */
export const RETRY: RetryPolicy = {
  firstWaitMs: 1_000,
  longestWaitMs: 10 * 60_000,
  maxAttempts: 1_000,
  sendWithinMs: 3_000,
  replyWithinMs: 10_000,
  lookAfterMs: 5_000,
  maxLooks: 12,
  refusedMs: 5 * 60_000,
};

/** From then on nothing of a request that was begun by `begunAt` can be under way, whoever sent it. */
export function overAt(begunAt: number, policy: RetryPolicy): number {
  return begunAt + policy.sendWithinMs + policy.replyWithinMs + policy.lookAfterMs;
}

/** The wait (ms) after `times` failures: doubled each time, up to the longest. */
export function backoff(times: number, firstMs: number, { longestWaitMs }: RetryPolicy): number {
  return Math.min(longestWaitMs, firstMs * 2 ** times);
}
