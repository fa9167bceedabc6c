import { AsyncLocalStorage } from "node:async_hooks";
import type { Outcome } from "../../src/announcements/outcome.ts";
import type { Scheduler } from "./scheduler.ts";

/** The request was not written, for it came too late: another process may have taken the delivery over. */
export class TooLate extends Error {
  override readonly name = "TooLate";
}

const checks = new AsyncLocalStorage<() => void>();

/**
 * Sends something that was begun at `begunAt` (ms) and may be written within `withinMs` of it, not later.
 *
 * A process that stood still, and comes back when its lease is long another's, must not send what it had
 * in hand. Neither a step of the clock nor a pause of the process deceives both clocks.
 */
export function sendingBy(
  begunAt: number,
  withinMs: number,
  scheduler: Pick<Scheduler, "now">,
  send: () => Promise<Outcome>,
): Promise<Outcome> {
  const start = performance.now();
  const check = () => {
    const elapsed = Math.max(scheduler.now() - begunAt, performance.now() - start);
    if (elapsed > withinMs) throw new TooLate("The request was begun too long ago to be sent.");
  };
  return checks.run(check, async (): Promise<Outcome> => {
    try {
      check();
      return await send();
    } catch (error) {
      if (error instanceof TooLate) return { kind: "failed", reason: error.message, lasting: false };
      throw error;
    }
  });
}

/** Called where a request is about to be written: throws `TooLate` when it may not be any more. */
export function checkSendBy(): void {
  checks.getStore()?.();
}
