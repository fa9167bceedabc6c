import { type Message, MessageType, type PartialMessage } from "discord.js";
import { DEFAULT_SETTINGS } from "../../src/subscriptions/channel-settings.ts";
import type { ChatServices, HeardWords } from "../platform.ts";
import { type Chain, chainOf, saidBefore } from "./chain.ts";
import { conversationOf, keyOf, plainWords } from "./heard.ts";
import { placeOf } from "./place.ts";

/** What a person said, as the rest of the bot hears it; null for what is certainly not said to it. */
export async function heardWords(
  message: Message,
  services: Pick<ChatServices, "settingsOf">,
): Promise<HeardWords | null> {
  const address = addressOf(message);
  if (address === null) return null;
  const place = placeOf(message);
  const chain = place.kind === "channel" && isReply(message) ? await chainTo(message) : null;
  return {
    key: keyOf(message),
    text: wordsOf(message),
    address,
    channel: message.inGuild() ? governing(message, services) : null,
    conversation: chain ? `discord:${place.channel}:${chain.root}` : conversationOf(place),
    asker: { platform: "discord", workspace: "", id: message.author.id },
    ...(place.kind === "direct" || (place.kind === "channel" && !chain)
      ? {}
      : { earlier: () => earlier(message, chain) }),
  };
}

/** Null where nobody is known to have asked something in it: it is no more than what the person says. */
async function chainTo(message: Message): Promise<Chain | null> {
  const chain = await chainOf(message);
  return chain.said.some(isOfPerson) ? chain : null;
}

/** Written by a person, not by a bot, a webhook or Discord itself. */
export function isOfPerson({ id, author, webhookId, system }: Message | PartialMessage): boolean {
  // discord.js leaves allowed_mentions out of a reply to a message that has no id.
  return Boolean(id) && author !== null && !author.bot && webhookId === null && !system;
}

/** Whether it mentions the bot. */
export function calls({ client, mentions }: Message): boolean {
  return mentions.users.has(client.user.id);
}

/**
 * Whether the bot itself is spoken to: not everyone, and not a role. What is said to nobody in particular comes
 * with its words only to a bot that was given the Message Content intent.
 */
function addressOf(message: Message): HeardWords["address"] | null {
  const self = message.client.user.id;
  if (!isOfPerson(message)) return null;
  if (!message.inGuild() || calls(message)) return "asked";
  if (message.content === "") return null;
  const { channel, mentions } = message;
  if (isReply(message)) return mentions.repliedUser?.id === self ? "asked" : null;
  if (mentions.users.size > 0 || mentions.roles.size > 0 || mentions.everyone) return null;
  return channel.isThread() ? "followed" : "overheard";
}

/** The settings of a thread are those of its channel, unless it has its own. */
function governing(message: Message<true>, { settingsOf }: Pick<ChatServices, "settingsOf">): string {
  const { channel, channelId } = message;
  if (!channel.isThread() || settingsOf("discord", channelId) !== DEFAULT_SETTINGS) return channelId;
  return channel.parentId ?? channelId;
}

async function earlier(message: Message, chain: Chain | null): Promise<readonly string[]> {
  const said = chain ? chain.said : await saidBefore(message);
  return said
    .filter(isOfPerson)
    .map(wordsOf)
    .filter((text) => text !== "");
}

function wordsOf({ content, client }: Message): string {
  return plainWords(content, client.user.id);
}

function isReply({ type, reference, channelId }: Message): boolean {
  return (
    type === MessageType.Reply && reference?.messageId !== undefined && reference.channelId === channelId
  );
}
