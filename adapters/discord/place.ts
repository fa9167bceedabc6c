import type { BaseInteraction, Message } from "discord.js";
import type { Place } from "./heard.ts";

/** Where a message or command came from. A channel that discord.js has not cached counts as a plain one. */
export function placeOf(said: Message | BaseInteraction): Place {
  const user = "author" in said ? said.author.id : said.user.id;
  const channel = said.channelId ?? user;
  if (!said.inGuild()) return { channel, user, kind: "direct" };
  return { channel, user, kind: said.channel?.isThread() ? "thread" : "channel" };
}
