import type { Outcome } from "./outcome.ts";
import { RETRY, type RetryPolicy } from "./retry-policy.ts";

/** Channels that were asked to wait since the last post was taken, each with for how long (ms). */
export type Refusals = ReadonlyMap<string, number>;

/** So many channels in a row are no coincidence: what refuses them is the platform. */
const IN_A_ROW = 3;

/** What is known of refusals after `outcome` in `channel`, and how long (ms) nothing is to be sent anywhere. */
export function afterOutcome(
  refusals: Refusals,
  channel: string,
  outcome: Outcome,
  policy: RetryPolicy = RETRY,
): { readonly refusals: Refusals; readonly pauseMs: number } {
  if (outcome.kind === "sent") return { refusals: new Map(), pauseMs: 0 };
  if (outcome.kind === "failed" && outcome.lasting && outcome.concerns === "platform") {
    return { refusals, pauseMs: policy.refusedMs };
  }
  if (outcome.kind !== "busy" || outcome.scope === "workspace") return { refusals, pauseMs: 0 };
  if (outcome.scope === "platform") return { refusals, pauseMs: outcome.retryAfterMs };
  const row = new Map([...refusals, [channel, outcome.retryAfterMs]]);
  if (row.size < IN_A_ROW) return { refusals: row, pauseMs: 0 };
  // What all of them ask for is the least that any does; one of them may wait for reasons of its own.
  return { refusals: new Map(), pauseMs: Math.min(...row.values()) };
}
