import type { webApi } from "@slack/bolt";
import type { Outcome } from "../../src/announcements/outcome.ts";
import type { Log } from "../log.ts";
import type { SlackMessage } from "./message.ts";
import { pause } from "./pause.ts";
import { outcomeOf } from "./poster.ts";

const ATTEMPTS = 3;
const LONGEST_WAIT_MS = 60_000;
/** Less than a bot has to stop in, links and store included. */
const DRAIN_MS = 2000;

/** Where an answer goes. */
export interface Spot {
  readonly client: webApi.WebClient;
  readonly channel: string;
  readonly threadTs: string | undefined;
}

/** The messages of an answer, in blocks that every Slack knows, or with the new ones among them. */
export type Messages = (newBlocks: boolean) => readonly SlackMessage[];

/** What became of an answer: the messages that stand, in order, and why the others do not. */
export interface Posted {
  readonly messages: readonly string[];
  /** What Slack said; null when all was posted. */
  readonly failed: Outcome | null;
}

/** Posts answers to channels. What could not be posted is logged. */
export interface Replies {
  post(spot: Spot, messages: Messages): Promise<Posted>;
  /** Makes what stands in `before` into `messages`; gives what stands then. */
  replace(spot: Spot, before: readonly string[], messages: Messages): Promise<Posted>;
  remove(spot: Spot, messages: readonly string[]): Promise<void>;
  /** Counts `answering`, which is sent in another way, among the answers under way. */
  follow<T>(answering: Promise<T>): Promise<T>;
  /** Waits for answers under way, though not for ever. */
  drain(): Promise<void>;
}

type Sent = { readonly kind: "posted"; readonly ts: string } | Outcome;

/** A channel at its rate limit waits alone, for as long as Slack asks; the others go on. */
export function createReplies(log: Log): Replies {
  const stopping = new AbortController();
  const underWay = new Set<Promise<unknown>>();
  /** Those whose workspaces refused what others take. */
  const oldFashioned = new WeakSet<webApi.WebClient>();

  async function send(request: () => Promise<{ readonly ts?: string | undefined }>): Promise<Sent> {
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await request().then(({ ts = "" }): Sent => ({ kind: "posted", ts }), outcomeOf);
      if (outcome.kind !== "busy" || attempt >= ATTEMPTS || stopping.signal.aborted) return outcome;
      await pause(Math.min(outcome.retryAfterMs, LONGEST_WAIT_MS), stopping.signal);
    }
  }

  async function replace(spot: Spot, before: readonly string[], messages: Messages): Promise<Posted> {
    const { client, channel } = spot;
    const standing: string[] = [];
    let sending = messages(!oldFashioned.has(client));
    for (let at = 0; at < sending.length; ) {
      const sent = await send(requestFor(spot, before[at], sending[at] ?? NOTHING));
      if (isUnknownBlock(sent) && !oldFashioned.has(client)) {
        oldFashioned.add(client);
        log.warn({ channel }, "Slack does not know tables or feedback buttons here; answers go on without.");
        sending = messages(false);
      } else if (sent.kind === "posted") {
        standing.push(sent.ts);
        at += 1;
      } else {
        log.warn({ channel, outcome: sent }, "An answer could not be posted to Slack.");
        return { messages: [...standing, ...before.slice(at)], failed: sent };
      }
    }
    await remove(spot, before.slice(sending.length));
    return { messages: standing, failed: null };
  }

  async function remove({ client, channel }: Spot, messages: readonly string[]): Promise<void> {
    for (const ts of messages) {
      const sent = await send(() => client.chat.delete({ channel, ts }));
      if (sent.kind !== "posted") log.warn({ channel, outcome: sent }, "An answer could not be deleted.");
    }
  }

  function follow<T>(answering: Promise<T>): Promise<T> {
    const followed = answering.finally(() => underWay.delete(followed));
    underWay.add(followed);
    return followed;
  }

  return {
    post: (spot, messages) => follow(replace(spot, [], messages)),
    replace: (spot, before, messages) => follow(replace(spot, before, messages)),
    remove: (spot, messages) => follow(remove(spot, messages)),
    follow,
    async drain() {
      stopping.abort();
      const enough = new AbortController();
      await Promise.race([Promise.allSettled(underWay), pause(DRAIN_MS, enough.signal)]);
      enough.abort();
    },
  };
}

/**
 * Posts a message, or puts it in the place of the one of `ts`. Its blocks are written here, as the client would do, for
 * it also looks through every part of them for what a log may not hold, whether there is a log or not.
 */
function requestFor({ client, channel, threadTs }: Spot, ts: string | undefined, message: SlackMessage) {
  const { unfurl_links, unfurl_media, text } = message;
  const said = { channel, text, blocks: JSON.stringify(message.blocks) };
  const thread = threadTs === undefined ? {} : { thread_ts: threadTs };
  return async (): Promise<webApi.ChatPostMessageResponse> =>
    ts === undefined
      ? client.apiCall("chat.postMessage", { ...said, unfurl_links, unfurl_media, ...thread })
      : client.apiCall("chat.update", { ...said, ts });
}

const NOTHING: SlackMessage = { text: "…", blocks: [], unfurl_links: false, unfurl_media: false };

function isUnknownBlock(sent: Sent): boolean {
  return sent.kind === "failed" && /^invalid_(blocks|arguments)/.test(sent.reason);
}
