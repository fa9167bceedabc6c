import type { webApi } from "@slack/bolt";
import type { Composed } from "../../src/wording/compose.ts";
import type { Log } from "../log.ts";
import { formatReply } from "./format.ts";
import { pause } from "./pause.ts";
import { outcomeOf } from "./poster.ts";

const ATTEMPTS = 3;
const LONGEST_WAIT_MS = 60_000;
const DRAIN_MS = 5000;

/** Posts answers to channels. */
export interface Replies {
  /** Gives the ts of the message; null when it could not be posted, which is logged. */
  post(
    client: webApi.WebClient,
    channel: string,
    threadTs: string | undefined,
    words: Composed,
  ): Promise<string | null>;
  /** Counts `answering`, which is sent in another way, among the answers under way. */
  follow<T>(answering: Promise<T>): Promise<T>;
  /** Waits for answers under way, though not for ever. */
  drain(): Promise<void>;
}

/** A channel at its rate limit waits alone, for as long as Slack asks; the others go on. */
export function createReplies(log: Log): Replies {
  const stopping = new AbortController();
  const underWay = new Set<Promise<unknown>>();

  async function post(
    client: webApi.WebClient,
    channel: string,
    threadTs: string | undefined,
    words: Composed,
  ): Promise<string | null> {
    const message = {
      channel,
      ...formatReply(words),
      ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
    };
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await client.chat
        .postMessage(message)
        .then(({ ts }) => ({ kind: "posted", ts: ts ?? null }) as const, outcomeOf);
      if (outcome.kind === "posted") return outcome.ts;
      if (outcome.kind === "busy" && attempt < ATTEMPTS && !stopping.signal.aborted) {
        await pause(Math.min(outcome.retryAfterMs, LONGEST_WAIT_MS), stopping.signal);
      } else {
        log.warn({ channel, outcome }, "An answer could not be posted to Slack.");
        return null;
      }
    }
  }

  function follow<T>(answering: Promise<T>): Promise<T> {
    const followed = answering.finally(() => underWay.delete(followed));
    underWay.add(followed);
    return followed;
  }

  return {
    post: (client, channel, threadTs, words) => follow(post(client, channel, threadTs, words)),
    follow,
    async drain() {
      stopping.abort();
      const enough = new AbortController();
      await Promise.race([Promise.allSettled(underWay), pause(DRAIN_MS, enough.signal)]);
      enough.abort();
    },
  };
}
