import { webApi } from "@slack/bolt";
import type { Sighting } from "../../src/announcements/outcome.ts";
import type { Dispatch } from "../../src/announcements/post.ts";
import { ANNOUNCEMENT } from "./format.ts";
import type { Identity } from "./identity.ts";
import { describeError } from "./sdk-log.ts";

/** Clocks differ and a request may be slow: the post is looked for this long before and after. */
const MARGIN_MS = 5 * 60_000;
const PAGE = 200;
const MOST_PAGES = 50;

type Message = Pick<
  NonNullable<webApi.ConversationsHistoryResponse["messages"]>[number],
  "ts" | "user" | "bot_id" | "text" | "blocks" | "metadata"
>;

/**
 * Looks for an announcement among the bot's own messages around the time it was sent.
 *
 * This is the one call that needs `channels:history` and `groups:history`. They are optional in the manifest:
 * without them a post whose confirmation was lost stays in doubt until an operator settles it.
 */
export async function findPost(
  client: webApi.WebClient,
  self: Identity,
  dispatch: Dispatch,
  sentAt: number,
): Promise<Sighting> {
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const history = await readPage(client, dispatch, sentAt, cursor);
    if ("unreadable" in history) return { kind: "unreadable", reason: history.unreadable };
    const ts = history.messages?.find((message) => isPostOf(message, self, dispatch))?.ts;
    if (ts !== undefined) return { kind: "found", messageId: ts };
    cursor = history.response_metadata?.next_cursor;
    if (!cursor) {
      return history.has_more
        ? { kind: "unreadable", reason: "Slack did not show the whole of the time in question." }
        : { kind: "absent" };
    }
  }
  return { kind: "unreadable", reason: "The channel has too many messages at the time in question." };
}

interface Page {
  readonly messages?: readonly Message[];
  readonly has_more?: boolean;
  readonly response_metadata?: { readonly next_cursor?: string };
}

/** A note is in the thread of its post, where the history of the channel does not show it. */
async function readPage(
  client: webApi.WebClient,
  { channel, action }: Dispatch,
  sentAt: number,
  cursor: string | undefined,
): Promise<Page | { readonly unreadable: string }> {
  const window = {
    channel,
    oldest: seconds(sentAt - MARGIN_MS),
    latest: seconds(sentAt + MARGIN_MS),
    inclusive: true,
    include_all_metadata: true,
    limit: PAGE,
    ...(cursor === undefined ? {} : { cursor }),
  };
  try {
    return action.kind === "note"
      ? await client.conversations.replies({ ...window, ts: action.messageId })
      : await client.conversations.history(window);
  } catch (error) {
    return { unreadable: whyUnreadable(error) };
  }
}

function whyUnreadable(error: unknown): string {
  if (error instanceof webApi.WebAPIRateLimitedError) {
    return `Slack lets the bot read the channel again in ${error.retryAfter} s.`;
  }
  if (error instanceof webApi.WebAPIPlatformError && error.data.error === "missing_scope") {
    return "The app may not read the channel: give it channels:history (groups:history for private channels).";
  }
  return `The channel could not be read: ${describeError(error)}`;
}

function isPostOf(message: Message, self: Identity, { post, nonce }: Dispatch): boolean {
  const isOwn =
    message.user === self.userId || (message.bot_id !== undefined && message.bot_id === self.botId);
  if (!isOwn) return false;
  const { event_type, event_payload } = message.metadata ?? {};
  if (event_type === ANNOUNCEMENT) {
    const payload = new Map<string, unknown>(Object.entries(event_payload ?? {}));
    return payload.get("reference") === post.reference && payload.get("nonce") === nonce;
  }
  return JSON.stringify([message.text, message.blocks]).includes(post.reference);
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(6);
}
