import type { APIMessage, APIUser, RESTPostAPIChannelMessageJSONBody } from "discord-api-types/v10";
import { MessageFlags, MessageType } from "discord-api-types/v10";
import { ApiError } from "./answer.ts";
import { checkComponents, componentsJson, isComponentsV2, textOf } from "./components.ts";
import type { Channel, World } from "./world.ts";

/** Content of a message; the published schema says 4000, which is for those who pay. */
const CONTENT_LIMIT = 2000;
const SETTABLE_FLAGS =
  MessageFlags.SuppressEmbeds |
  MessageFlags.SuppressNotifications |
  MessageFlags.Ephemeral |
  MessageFlags.IsComponentsV2;

/** What is written in any of the ways there are: a message, an edit, the answer to a command. */
export type Written = Pick<
  RESTPostAPIChannelMessageJSONBody,
  "content" | "components" | "allowed_mentions" | "flags" | "message_reference" | "nonce" | "enforce_nonce"
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

/** Stores what `author` wrote (`told`: who is notified beside those it mentions), once the rules that the schema does not know have been applied. */
export function addMessage(
  world: World,
  channelId: string,
  author: APIUser,
  written: Written,
  told: readonly APIUser[] = [],
): APIMessage {
  const made = messageJson(world, channelId, author, written);
  const message = { ...made, mentions: [...made.mentions, ...told] };
  world.put(message);
  return message;
}

export function editMessage(world: World, channelId: string, id: string, written: Written): APIMessage {
  visibleChannel(world, channelId);
  const earlier = world.messages(channelId).find((message) => message.id === id);
  if (!earlier) throw new ApiError(404, 10008, "Unknown Message");
  if (earlier.author.id !== world.bot.id)
    throw new ApiError(403, 50005, "Cannot edit a message authored by another user");
  const flags = (earlier.flags ?? 0) | (written.flags ?? 0);
  const { type, message_reference, content } = earlier;
  const kept = { id, type, flags, ...(message_reference ? { message_reference } : {}) };
  const all = { content, components: earlier.components ?? [], ...written, flags };
  const edited = { ...messageJson(world, channelId, earlier.author, all), ...kept };
  world.put({ ...edited, timestamp: earlier.timestamp, edited_timestamp: new Date().toISOString() });
  return edited;
}

/** Somebody changes what they wrote. */
export function reviseMessage(world: World, channelId: string, id: string, content: string): void {
  const earlier = world.messages(channelId).find((message) => message.id === id);
  if (!earlier) throw new Error(`There is no message ${id} to edit.`);
  const { mentions } = messageJson(world, channelId, earlier.author, { content });
  world.put({ ...earlier, content, mentions, edited_timestamp: new Date().toISOString() });
}

/** The bot removes a message of its own. */
export function deleteMessage(world: World, channelId: string, id: string): void {
  visibleChannel(world, channelId);
  const message = world.messages(channelId).find((one) => one.id === id);
  if (!message) throw new ApiError(404, 10008, "Unknown Message");
  if (message.author.id !== world.bot.id) throw new ApiError(403, 50013, "Missing Permissions");
  world.removeMessages(channelId, [id]);
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

/** One message, if the bot may read what was said; without the intent, with its text only if it concerns the bot. */
export function oneMessage(world: World, channelId: string, id: string): APIMessage {
  const channel = visibleChannel(world, channelId);
  const message = world.messages(channelId).find((one) => one.id === id);
  if (!message || !channel.permissions.history) throw new ApiError(404, 10008, "Unknown Message");
  return world.seenByBot(message);
}

/** A page as Discord gives it: newest first; nothing at all without the permission to read history. */
export function listMessages(world: World, channelId: string, query: URLSearchParams): APIMessage[] {
  const channel = visibleChannel(world, channelId);
  if (!channel.permissions.history) return [];
  const limit = Number(query.get("limit") ?? "50");
  const after = query.get("after");
  const all = world.messages(channelId);
  const before = query.get("before");
  const past = before ? all.filter(({ id }) => BigInt(id) < BigInt(before)) : all;
  const page = after
    ? past.filter(({ id }) => BigInt(id) > BigInt(after)).slice(0, limit)
    : past.slice(-limit);
  return page.map(({ nonce: _, ...message }) => world.seenByBot(message)).reverse();
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
  const components = written.components ?? [];
  const isV2 = isComponentsV2(written.flags);
  checkComponents(written);
  if (isBot && (isV2 ? components.length === 0 : content === ""))
    throw new ApiError(400, 50006, "Cannot send an empty message");
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
    ...mentionsIn(world, isV2 ? textOf({ content, components }) : content, allowedTo(isBot, written)),
    attachments: [],
    embeds: [],
    components: componentsJson(components),
    ...(written.nonce === undefined ? {} : { nonce: written.nonce }),
    ...(reference
      ? { message_reference: { type: 0, channel_id: channelId, message_id: reference.message_id } }
      : {}),
  };
}

/** What may notify somebody; undefined for all of it. */
function allowedTo(isBot: boolean, { allowed_mentions: allowed }: Written): readonly string[] | undefined {
  return isBot ? allowed?.parse : undefined;
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
