import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  type AutocompleteInteraction,
  type BaseInteraction,
  type ChatInputCommandInteraction,
  InteractionContextType,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from "discord.js";
import type { ChatAnswer, ChatServices, Heard } from "../platform.ts";
import { announcementsCommand } from "./announcements-command.ts";
import { conversationOf, keyOf } from "./heard.ts";
import { placeOf } from "./place.ts";
import { beginning } from "./split.ts";

const CHOICES_LIMIT = 25;
const CHOICE_LENGTH = 100;

const everywhere = {
  type: ApplicationCommandType.ChatInput,
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
  integration_types: [ApplicationIntegrationType.GuildInstall],
} satisfies Partial<RESTPostAPIChatInputApplicationCommandsJSONBody>;

/** The commands as Discord is told of them. */
export const commands: readonly RESTPostAPIChatInputApplicationCommandsJSONBody[] = [
  {
    ...everywhere,
    name: "ask",
    description: "Ask about the 1+ Million Genomes declaration and who has signed it",
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: "question",
        description: "Your question, in your own words: when did Norway sign?",
        required: true,
        max_length: 500,
      },
    ],
  },
  {
    ...everywhere,
    name: "signed",
    description: "Has a country signed the declaration, and when?",
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: "country",
        description: "A country: begin to type its name",
        required: true,
        autocomplete: true,
        max_length: CHOICE_LENGTH,
      },
    ],
  },
  { ...everywhere, name: "signatories", description: "List the countries that have signed the declaration" },
  { ...everywhere, name: "help", description: "What this bot can tell you, and how to ask" },
  announcementsCommand,
];

/** The answer to a command; one that this version no longer knows gets help. */
export async function answerCommand(
  command: ChatInputCommandInteraction,
  services: ChatServices,
): Promise<ChatAnswer | null> {
  const heard = heardFrom(command);
  const inWords = (text: string) => services.hear({ ...heard, text, address: "asked", channel: null });
  switch (command.commandName) {
    case "ask":
      return inWords(command.options.getString("question", true));
    case "signed":
      return services.hearCountry(command.options.getString("country", true), heard);
    case "signatories":
      return services.hearList(heard);
    default:
      return inWords("help");
  }
}

/** Who used a command or button, and where. */
export function heardFrom(interaction: BaseInteraction): Heard {
  return {
    key: keyOf(interaction),
    conversation: conversationOf(placeOf(interaction)),
    asker: { platform: "discord", workspace: "", id: interaction.user.id },
    locale: interaction.locale,
  };
}

/** Names to choose from while a country is typed. */
export function completeCountry(
  command: AutocompleteInteraction,
  services: ChatServices,
): Array<{ name: string; value: string }> {
  return services
    .completeCountry(command.options.getFocused(), command.locale)
    .filter(({ name }) => name.trim() !== "")
    .slice(0, CHOICES_LIMIT)
    .map(({ code, name }) => ({ name: beginning(name, CHOICE_LENGTH), value: code }));
}
