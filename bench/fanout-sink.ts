import { setTimeout as delay } from "node:timers/promises";
import type { Poster } from "../src/announcements/poster.ts";

/** How the platform behaves: in this process, or a server in another. */
export type SinkKind = LocalSinkKind | SdkSinkKind;

export type LocalSinkKind =
  /** Takes everything at once. */
  | { readonly kind: "unlimited" }
  /** Takes so many a second; its client waits for its turn, as that of Discord does. */
  | { readonly kind: "waiting"; readonly perSecond: number }
  /** Takes so many a second and refuses the rest for the rest of the second, as Slack does. */
  | { readonly kind: "refusing"; readonly perSecond: number };

/** The bot's own way to a platform, SDK and all, into a server that takes everything at once. */
export interface SdkSinkKind {
  readonly kind: "sdk";
  readonly platform: "slack" | "discord";
  readonly perSecond?: number;
}

/** A platform, and how much of it was taken and refused. */
export interface Sink {
  readonly poster: Poster;
  posted(): number;
  refused(): number;
}

export function nameOf(sink: SinkKind): string {
  if (sink.kind === "sdk") return `SDK of ${sink.platform === "slack" ? "Slack" : "Discord"}`;
  return sink.kind === "unlimited" ? sink.kind : `${sink.kind} at ${sink.perSecond}/s`;
}

export function platformOf(sink: SinkKind): "slack" | "discord" {
  return sink.kind === "sdk" ? sink.platform : "slack";
}

export function countingSink(sink: LocalSinkKind): Sink {
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
