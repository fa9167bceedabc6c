import {
  ApplicationIntegrationType,
  type BaseInteraction,
  InteractionContextType,
  type MessageComponentInteraction,
  MessageFlags,
  PermissionFlagsBits,
} from "discord.js";

/** After the first answer to a command: a bot that one person installed for themselves has no more. */
const FOLLOW_UPS_LIMIT = 5;

/** In a conversation of two, nobody else is there to be spared an answer. */
export function isAmongTwo({ context }: BaseInteraction): boolean {
  return context === InteractionContextType.BotDM;
}

/** A button under what only one person sees answers that person alone. */
export function isForOne(interaction: MessageComponentInteraction): boolean {
  return interaction.message.flags.has(MessageFlags.Ephemeral) || !mayShow(interaction);
}

/** Whether an answer may be shown to all: the person and the bot may write there, and the server takes the bot. */
export function mayShow(interaction: BaseInteraction): boolean {
  if (!interaction.inGuild()) return true;
  const { memberPermissions: person, appPermissions: bot, channel } = interaction;
  const write = channel?.isThread()
    ? PermissionFlagsBits.SendMessagesInThreads
    : PermissionFlagsBits.SendMessages;
  const isWelcome = isInstalled(interaction) || person.has(PermissionFlagsBits.UseExternalApps);
  return isWelcome && person.has(write) && bot.has(write);
}

/** The same message, for one person only. */
export function seenByOne<F extends MessageFlags, M extends { readonly flags: F }>(message: M) {
  return { ...message, flags: [message.flags, MessageFlags.Ephemeral] as const };
}

/** The first messages and the last, which has the sources, where there is no room for all. */
export function withinLimit<T>(messages: readonly T[], interaction: BaseInteraction): readonly T[] {
  if (isInstalled(interaction) || messages.length <= FOLLOW_UPS_LIMIT + 1) return messages;
  return [...messages.slice(0, FOLLOW_UPS_LIMIT), ...messages.slice(-1)];
}

/** Whether the bot was added to the server, and not only to the account of the person. */
function isInstalled({ authorizingIntegrationOwners: owners }: BaseInteraction): boolean {
  return owners[ApplicationIntegrationType.GuildInstall] !== undefined;
}
