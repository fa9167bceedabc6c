import { setTimeout as delay } from "node:timers/promises";
import type { Poster } from "../src/announcements/poster.ts";

/** How the platform in this process behaves. */
export type SinkKind =
  /** Takes everything at once. */
  | { readonly kind: "unlimited" }
  /** Takes so many a second; its client waits for its turn, as that of Discord does. */
  | { readonly kind: "waiting"; readonly perSecond: number }
  /** Takes so many a second and refuses the rest for the rest of the second, as Slack does. */
  | { readonly kind: "refusing"; readonly perSecond: number };

/** A platform in this process that counts what it takes. */
export interface Sink {
  readonly poster: Poster;
  posted(): number;
  refused(): number;
}

export function countingSink(sink: SinkKind): Sink {
  let posted = 0;
  let refused = 0;
  const limit = sink.kind === "unlimited" ? Infinity : sink.perSecond;
  const seconds = createSeconds(limit);
  const take = async () => {
    posted += 1;
    return { kind: "sent", messageId: `m${posted}` } as const;
  };
  const send = async () => {
    for (;;) {
      const waitMs = seconds.take();
      if (waitMs === 0) return take();
      if (sink.kind === "refusing") {
        refused += 1;
        return { kind: "busy", retryAfterMs: waitMs } as const;
      }
      await delay(waitMs);
    }
  };
  return {
    poster: { send: sink.kind === "unlimited" ? take : send, find: async () => ({ kind: "absent" }) },
    posted: () => posted,
    refused: () => refused,
  };
}

/** Turns of one second with `limit` places each; `take` is 0, or the time until the next turn. */
function createSeconds(limit: number) {
  let end = 0;
  let left = 0;
  return {
    take(): number {
      const now = performance.now();
      if (now >= end) {
        end = now + 1_000;
        left = limit;
      }
      if (left > 0) {
        left -= 1;
        return 0;
      }
      return Math.ceil(end - now);
    },
  };
}
