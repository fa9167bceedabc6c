import { type REST, Routes, SnowflakeUtil } from "discord.js";
import { z } from "zod";
import type { Sighting } from "../../src/announcements/outcome.ts";
import type { Dispatch } from "../../src/announcements/post.ts";
import { shownReference } from "./format.ts";

const PAGE = 100;
const MOST_PAGES = 20;
/** Discord's clock and ours may differ by this much. */
const BEFORE_MS = 60_000;
/** A request that was begun takes effect well within this time, or not at all. */
const AFTER_MS = 10 * 60_000;

const messages = z.array(
  z.object({
    id: z.string(),
    content: z.string(),
    author: z.object({ id: z.string() }),
    nonce: z.union([z.string(), z.number()]).optional(),
  }),
);
const channel = z.object({ last_message_id: z.string().nullish() });

type Seen = z.output<typeof messages>[number];

/**
 * Reads a channel forward from just before `sentAt`, page by page, for the bot's post with the reference.
 *
 * Discord gives back the nonce only at the time of posting, so the reference in the text is what counts.
 */
export async function findPost(
  rest: REST,
  self: string,
  dispatch: Dispatch,
  sentAt: number,
): Promise<Sighting> {
  const reference = shownReference(dispatch.post.reference);
  const isPost = ({ author, content, nonce }: Seen) =>
    author.id === self && (nonce === dispatch.nonce || content.includes(reference));
  const end = snowflakeAt(sentAt + AFTER_MS);
  let after = snowflakeAt(sentAt - BEFORE_MS);
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const read = await readAfter(rest, dispatch.channel, after);
    const post = read.find(isPost);
    if (post) return { kind: "found", messageId: post.id };
    const newest = read.map(({ id }) => BigInt(id)).reduce((a, b) => (a > b ? a : b), after);
    if (read.length < PAGE || newest > end)
      return absent(rest, dispatch.channel, page === 0 && read.length === 0);
    after = newest;
  }
  return {
    kind: "unreadable",
    reason: `There are more than ${MOST_PAGES * PAGE} messages since the attempt.`,
  };
}

/** A bot without Read Message History gets an empty list, not an error, which proves nothing. */
async function absent(rest: REST, id: string, sawNothing: boolean): Promise<Sighting> {
  if (!sawNothing) return { kind: "absent" };
  if ((await readLast(rest, id)).length > 0) return { kind: "absent" };
  const { last_message_id } = channel.parse(await rest.get(Routes.channel(id)));
  if (!last_message_id) return { kind: "absent" };
  return {
    kind: "unreadable",
    reason: "The bot cannot read the channel: give it Read Message History there.",
  };
}

async function readAfter(rest: REST, id: string, after: bigint): Promise<Seen[]> {
  const query = new URLSearchParams({ after: String(after), limit: String(PAGE) });
  return messages.parse(await rest.get(Routes.channelMessages(id), { query }));
}

async function readLast(rest: REST, id: string): Promise<Seen[]> {
  const query = new URLSearchParams({ limit: "1" });
  return messages.parse(await rest.get(Routes.channelMessages(id), { query }));
}

/** The smallest id of a message at `ms`. */
function snowflakeAt(ms: number): bigint {
  return (BigInt(Math.trunc(ms)) - SnowflakeUtil.epoch) << 22n;
}
