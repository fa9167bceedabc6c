import {
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from "discord.js";

export const ANNOUNCEMENTS = "announcements";

/** Each value is what a person would type; one call adds to what the channel gets. */
const NEWS = ["new signatories", "corrections", "withdrawals", "milestones", "all"];

/** Discord wants the choices beforehand: the languages of the knowledge, by their own names. */
export const LANGUAGE_CHOICES = [
  { name: "English", value: "en" },
  { name: "Deutsch", value: "de" },
  { name: "español", value: "es" },
  { name: "français", value: "fr" },
  { name: "norsk bokmål", value: "nb" },
  { name: "polski", value: "pl" },
] as const;

/** The command of those who manage a channel. Discord hides it from all others; it is checked again when used. */
export const announcementsCommand: RESTPostAPIChatInputApplicationCommandsJSONBody = {
  type: ApplicationCommandType.ChatInput,
  contexts: [InteractionContextType.Guild],
  integration_types: [ApplicationIntegrationType.GuildInstall],
  default_member_permissions: String(PermissionFlagsBits.ManageChannels),
  name: ANNOUNCEMENTS,
  description: "What this channel is told of the declaration, for those who manage the channel",
  options: [
    subcommand("subscribe", "Have news posted in this channel", [
      news("Which news; corrections and withdrawals come with new signatories unless you choose"),
      {
        type: ApplicationCommandOptionType.String,
        name: "language",
        description: "Language of the posts; English unless you choose",
        choices: [...LANGUAGE_CHOICES],
      },
    ]),
    subcommand("unsubscribe", "Stop news in this channel", [
      news("Which news; everything unless you choose"),
    ]),
    subcommand("subscriptions", "What this channel gets"),
    subcommand("pause", "Post nothing here for a while; a summary follows", [
      {
        type: ApplicationCommandOptionType.String,
        name: "time",
        description: "12h, 3d, 2w or until 2026-12-31; until somebody resumes if you leave it out",
        max_length: 100,
      },
    ]),
    subcommand("resume", "End a pause"),
    subcommand("preview", "Show the post that the latest signature would make here"),
    subcommand("doctor", "Check whether the bot can post here, and what to mend"),
    subcommand("audit", "Who changed what here, and when"),
  ],
};

/** What a person would have typed: `subscribe corrections in de`. */
export function typedWords(verb: string, option: (name: string) => string | null): string {
  const language = option("language");
  const words = [verb, option("news"), option("time"), language === null ? null : `in ${language}`];
  return words.filter((word) => word !== null).join(" ");
}

function subcommand(
  name: string,
  description: string,
  options: NonNullable<APIApplicationCommandSubcommandOption["options"]> = [],
): APIApplicationCommandSubcommandOption {
  return { type: ApplicationCommandOptionType.Subcommand, name, description, options };
}

function news(description: string) {
  const choices = NEWS.map((value) => ({ name: value, value }));
  return { type: ApplicationCommandOptionType.String as const, name: "news", description, choices };
}
