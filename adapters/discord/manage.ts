import {
  type ChatInputCommandInteraction,
  GatewayIntentBits,
  MessageFlags,
  PermissionFlagsBits,
} from "discord.js";
import type { Check } from "../../src/subscriptions/checks.ts";
import type { ChatServices, Managing, Notice } from "../platform.ts";
import { ANNOUNCEMENTS, typedWords } from "./announcements-command.ts";
import { heardFrom } from "./asking.ts";
import { type Delivery, deliver } from "./deliver.ts";
import { type DiscordMessage, postMessage, replyMessages } from "./format.ts";
import { keyOf } from "./heard.ts";

const MANAGER = ["Manage Channels"] as const;

/** Answers those who manage a channel, and only they see it. Deferred at once: Discord waits three seconds. */
export async function replyToManager(
  command: ChatInputCommandInteraction,
  services: ChatServices,
): Promise<Delivery> {
  const deferred = await deliver([() => command.deferReply({ flags: MessageFlags.Ephemeral })]);
  if (deferred.kind !== "delivered") return deferred;
  const [first, ...more] = await messagesFor(command, services);
  if (first === undefined) return deferred;
  return deliver([
    () => command.editReply(first),
    ...more.map((next) => () => command.followUp({ ...next, flags: [next.flags, MessageFlags.Ephemeral] })),
  ]);
}

async function messagesFor(
  command: ChatInputCommandInteraction,
  { manage, hear }: ChatServices,
): Promise<readonly DiscordMessage[]> {
  const text = typedWords(command.options.getSubcommand(), (name) => command.options.getString(name));
  const notice = await manage(text, managingOf(command));
  if (notice) return messagesOf(notice);
  // A sub-command of another version of the bot.
  const help = await hear({
    ...heardFrom(command),
    ...{ key: `${keyOf(command)}:help`, text: "help", address: "asked", channel: null },
  });
  return help === null ? [] : replyMessages(help.words);
}

function messagesOf(notice: Notice): readonly DiscordMessage[] {
  return notice.kind === "words" ? replyMessages(notice.words) : [postMessage(notice.post)];
}

function managingOf(command: ChatInputCommandInteraction): Managing {
  const { user, channelId: channel, guildId, locale } = command;
  return {
    ...{ platform: "discord", workspace: guildId ?? "", channel },
    locale: async () => locale,
    actor: { id: user.id, name: user.username },
    command: `/${ANNOUNCEMENTS}`,
    denied: { id: "may-not-permission", args: { needs: MANAGER } },
    viewing: { id: "may-change-permission", args: { needs: MANAGER } },
    mayManage: async () => command.memberPermissions?.has(PermissionFlagsBits.ManageChannels) ?? false,
    checks: async () => checksOf(command),
  };
}

/** Discord sends with each command what the bot may do in the channel. */
function checksOf({ appPermissions, channel, client }: ChatInputCommandInteraction): readonly Check[] {
  const inThread = channel?.isThread() ?? false;
  const isOpen = !(channel?.isThread() && channel.locked);
  const check = (about: "membership" | "posting" | "history", flag: bigint, name: string): Check =>
    appPermissions.has(flag) ? { about, ok: true } : { about, ok: false, needs: [name] };
  return [
    check("membership", PermissionFlagsBits.ViewChannel, "View Channel"),
    isOpen ? { about: "open", ok: true } : { about: "open", ok: false, needs: [] },
    inThread
      ? check("posting", PermissionFlagsBits.SendMessagesInThreads, "Send Messages in Threads")
      : check("posting", PermissionFlagsBits.SendMessages, "Send Messages"),
    check("history", PermissionFlagsBits.ReadMessageHistory, "Read Message History"),
    client.options.intents.has(GatewayIntentBits.MessageContent)
      ? { about: "hearing", ok: true }
      : { about: "hearing", ok: false, needs: ["Message Content Intent"] },
  ];
}
