import type { webApi } from "@slack/bolt";
import type { Reply } from "../../src/questions/reply.ts";
import type { Log } from "../log.ts";
import { formatReply } from "./format.ts";
import { pause } from "./pause.ts";
import { outcomeOf } from "./poster.ts";

const ATTEMPTS = 3;
const LONGEST_WAIT_MS = 60_000;
const DRAIN_MS = 5000;

/** Posts answers to channels. */
export interface Replies {
  post(client: webApi.WebClient, channel: string, threadTs: string | undefined, reply: Reply): Promise<void>;
  /** Counts `answering`, which is sent in another way, among the answers under way. */
  follow(answering: Promise<unknown>): Promise<void>;
  /** Waits for answers under way, though not for ever. */
  drain(): Promise<void>;
}

/** A channel at its rate limit waits alone, for as long as Slack asks; the others go on. */
export function createReplies(log: Log): Replies {
  const stopping = new AbortController();
  const underWay = new Set<Promise<void>>();

  async function post(
    client: webApi.WebClient,
    channel: string,
    threadTs: string | undefined,
    reply: Reply,
  ): Promise<void> {
    const message = {
      channel,
      ...formatReply(reply),
      ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
    };
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await client.chat.postMessage(message).then(() => null, outcomeOf);
      if (outcome === null) return;
      if (outcome.kind === "busy" && attempt < ATTEMPTS && !stopping.signal.aborted) {
        await pause(Math.min(outcome.retryAfterMs, LONGEST_WAIT_MS), stopping.signal);
      } else {
        return log.warn({ channel, outcome }, "An answer could not be posted to Slack.");
      }
    }
  }

  function follow(answering: Promise<unknown>): Promise<void> {
    const followed = answering.then(() => undefined).finally(() => underWay.delete(followed));
    underWay.add(followed);
    return followed;
  }

  return {
    post: (client, channel, threadTs, reply) => follow(post(client, channel, threadTs, reply)),
    follow,
    async drain() {
      stopping.abort();
      const enough = new AbortController();
      await Promise.race([Promise.allSettled(underWay), pause(DRAIN_MS, enough.signal)]);
      enough.abort();
    },
  };
}
