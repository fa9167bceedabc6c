import type { APIMessage, APIUser, RESTPostAPIChannelMessageJSONBody } from "discord-api-types/v10";
import { MessageFlags, MessageType } from "discord-api-types/v10";
import { ApiError } from "./answer.ts";
import type { Channel, World } from "./world.ts";

/** Content of a message; the published schema says 4000, which is for those who pay. */
const CONTENT_LIMIT = 2000;
const SETTABLE_FLAGS =
  MessageFlags.SuppressEmbeds | MessageFlags.SuppressNotifications | MessageFlags.Ephemeral;

/** What is written in any of the ways there are: a message, an edit, the answer to a command. */
export type Written = Pick<
  RESTPostAPIChannelMessageJSONBody,
  "content" | "allowed_mentions" | "flags" | "message_reference" | "nonce" | "enforce_nonce"
>;

/** The channel, if the bot may see it. */
export function visibleChannel(world: World, id: string): Channel {
  const channel = world.channel(id);
  if (!channel) throw new ApiError(404, 10003, "Unknown Channel");
  if (!channel.permissions.view) throw new ApiError(403, 50001, "Missing Access");
  return channel;
}

/** A message of the bot by the ordinary way; a repeated nonce gives the message there is. */
export function postMessage(world: World, channelId: string, written: Written): APIMessage {
  const channel = visibleChannel(world, channelId);
  if (!channel.permissions.send) throw new ApiError(403, 50013, "Missing Permissions");
  const repeated = written.enforce_nonce ? byNonce(world, channelId, written.nonce) : undefined;
  if (repeated) return repeated;
  if (written.message_reference && !channel.permissions.history) {
    throw new ApiError(400, 160002, "Cannot reply without permission to read message history");
  }
  return addMessage(world, channelId, world.bot, written);
}

/** Stores what `author` wrote, once the rules that the schema does not know have been applied. */
export function addMessage(world: World, channelId: string, author: APIUser, written: Written): APIMessage {
  const message = messageJson(world, channelId, author, written);
  world.put(message);
  return message;
}

export function editMessage(world: World, channelId: string, id: string, written: Written): APIMessage {
  visibleChannel(world, channelId);
  const earlier = world.messages(channelId).find((message) => message.id === id);
  if (!earlier) throw new ApiError(404, 10008, "Unknown Message");
  if (earlier.author.id !== world.bot.id)
    throw new ApiError(403, 50005, "Cannot edit a message authored by another user");
  const kept = { id, type: earlier.type, flags: (earlier.flags ?? 0) | (written.flags ?? 0) };
  const edited = { ...messageJson(world, channelId, earlier.author, written), ...kept };
  world.put({ ...edited, timestamp: earlier.timestamp, edited_timestamp: new Date().toISOString() });
  return edited;
}

/** Publishes a post to the channels that follow; a second time it is refused. */
export function crosspost(world: World, channelId: string, id: string): APIMessage {
  const channel = visibleChannel(world, channelId);
  if (channel.kind !== "text" || !channel.publishes) {
    throw new ApiError(400, 50024, "Cannot execute action on this channel type");
  }
  const message = world.messages(channelId).find((one) => one.id === id);
  if (!message) throw new ApiError(404, 10008, "Unknown Message");
  const flags = message.flags ?? 0;
  if ((flags & MessageFlags.Crossposted) !== 0) {
    throw new ApiError(400, 40033, "This message has already been crossposted.");
  }
  const published = { ...message, flags: flags | MessageFlags.Crossposted };
  world.put(published);
  return published;
}

/** A page as Discord gives it: newest first; nothing at all without the permission to read history. */
export function listMessages(world: World, channelId: string, query: URLSearchParams): APIMessage[] {
  const channel = visibleChannel(world, channelId);
  if (!channel.permissions.history) return [];
  const limit = Number(query.get("limit") ?? "50");
  const after = query.get("after");
  const all = world.messages(channelId);
  const page = after ? all.filter(({ id }) => BigInt(id) > BigInt(after)).slice(0, limit) : all.slice(-limit);
  return page.map(({ nonce: _, ...message }) => message).reverse();
}

function byNonce(world: World, channelId: string, nonce: Written["nonce"]): APIMessage | undefined {
  const since = Date.now() - world.nonceMs;
  return world
    .messages(channelId)
    .find((message) => message.nonce === nonce && Date.parse(message.timestamp) >= since);
}

function messageJson(world: World, channelId: string, author: APIUser, written: Written): APIMessage {
  const content = (written.content ?? "").trim();
  const isBot = author.id === world.bot.id;
  if (isBot && content === "") throw new ApiError(400, 50006, "Cannot send an empty message");
  if ([...content].length > CONTENT_LIMIT) throw new ApiError(400, 50035, "Must be 2000 or fewer in length.");
  const { message_reference: reference } = written;
  return {
    id: world.nextId(),
    channel_id: channelId,
    author,
    content,
    timestamp: new Date().toISOString(),
    edited_timestamp: null,
    tts: false,
    pinned: false,
    type: reference ? MessageType.Reply : MessageType.Default,
    flags: (written.flags ?? 0) & SETTABLE_FLAGS,
    ...mentionsIn(world, content, isBot ? written.allowed_mentions?.parse : undefined),
    attachments: [],
    embeds: [],
    components: [],
    ...(written.nonce === undefined ? {} : { nonce: written.nonce }),
    ...(reference
      ? { message_reference: { type: 0, channel_id: channelId, message_id: reference.message_id } }
      : {}),
  };
}

/** Who is notified: Discord looks at the raw content, backslashes or not, and then at what is allowed. */
function mentionsIn(world: World, content: string, allowed: readonly string[] | undefined) {
  const may = (kind: string) => allowed === undefined || allowed.includes(kind);
  const ids = [...content.matchAll(/<@!?(\d+)>/g)].map(([, id = ""]) => world.knownUser(id));
  return {
    mentions: may("users") ? ids.filter((user) => user !== undefined) : [],
    mention_roles: may("roles") ? [...content.matchAll(/<@&(\d+)>/g)].map(([, id = ""]) => id) : [],
    mention_everyone: may("everyone") && /@(everyone|here)/.test(content),
  };
}
