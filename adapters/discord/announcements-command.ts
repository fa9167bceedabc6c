import {
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from "discord.js";
import type { NewsKind } from "../../src/announcements/event.ts";
import type { CommandText } from "../../src/wording/command-words.ts";
import type { Localised } from "./localised.ts";

export const ANNOUNCEMENTS = "announcements";

/** What a person would type for each kind of news; one call adds to what the channel gets. */
const NEWS: ReadonlyArray<readonly [typed: string, kind: NewsKind]> = [
  ["new signatories", "accession"],
  ["corrections", "correction"],
  ["withdrawals", "withdrawal"],
  ["milestones", "milestone"],
];
const MODES = ["mentions", "automatic", "off"] as const;
const ANY_LANGUAGE = "any language";
const CHOICES_LIMIT = 25;

type Options = NonNullable<APIApplicationCommandSubcommandOption["options"]>;

/** The command of those who manage a channel. Discord hides it from all others; it is checked again when used. */
export function announcementsCommand(words: Localised): RESTPostAPIChatInputApplicationCommandsJSONBody {
  const { name, description, choice } = words;
  const text = { type: ApplicationCommandOptionType.String as const };
  const verb = (key: CommandText, about: CommandText, options: Options = []) => {
    const type: ApplicationCommandOptionType.Subcommand = ApplicationCommandOptionType.Subcommand;
    return { type, ...name(key), ...description(about), options };
  };
  const kinds = NEWS.map(([typed, kind]) => choice(typed, ({ news }) => news(kind)));
  const all = choice("all", (said) => said.text("news-all"));
  const news = (about: CommandText) => {
    return { ...text, ...name("news"), ...description(about), choices: [...kinds, all] };
  };
  const languages = words.languages.slice(0, CHOICES_LIMIT - 1).map(({ code, name: own }) => {
    return { name: own, value: code };
  });
  const language = { ...text, ...name("language") };
  const any = choice(ANY_LANGUAGE, (said) => said.text("language-any"));
  const modes = MODES.map((mode) => choice(mode, (said) => said.text(`mode-${mode}`)));
  return {
    type: ApplicationCommandType.ChatInput,
    contexts: [InteractionContextType.Guild],
    integration_types: [ApplicationIntegrationType.GuildInstall],
    default_member_permissions: String(PermissionFlagsBits.ManageChannels),
    ...name(ANNOUNCEMENTS),
    ...description("announcements-about"),
    options: [
      verb("subscribe", "subscribe-about", [
        news("news-subscribe"),
        { ...language, ...description("language-posts"), choices: languages },
      ]),
      verb("unsubscribe", "unsubscribe-about", [news("news-unsubscribe")]),
      verb("subscriptions", "subscriptions-about"),
      verb("pause", "pause-about", [
        { ...text, ...name("time"), ...description("time-about"), max_length: 100 },
      ]),
      verb("resume", "resume-about"),
      verb("preview", "preview-about"),
      verb("doctor", "doctor-about"),
      verb("audit", "audit-about"),
      verb("settings", "settings-about", [
        { ...text, ...name("mode"), ...description("mode-about"), choices: modes },
        { ...language, ...description("language-answers"), choices: [...languages, any] },
      ]),
    ],
  };
}

/** What a person would have typed: `subscribe corrections in de`, `settings automatic in de`. */
export function typedWords(verb: string, option: (name: string) => string | null): string {
  const language = option("language");
  const words = [verb, option("news"), option("time"), option("mode")];
  return [...words, language === null ? null : `in ${language}`].filter((word) => word !== null).join(" ");
}
