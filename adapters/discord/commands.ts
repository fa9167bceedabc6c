import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type RESTPutAPIApplicationCommandsJSONBody,
} from "discord.js";
import { announcementsCommand } from "./announcements-command.ts";
import { localised, type WordsIn } from "./localised.ts";

export const FORGET = "forget";

/** Longest country that is taken; a choice can be no longer. */
const COUNTRY_LENGTH = 100;
const QUESTION_LENGTH = 500;

/** In servers and direct messages; with the bot added to a server, or by one person to their account. */
const everywhere = {
  contexts: [
    InteractionContextType.Guild,
    InteractionContextType.BotDM,
    InteractionContextType.PrivateChannel,
  ],
  integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
};

/** The commands as Discord is told of them. */
export function commandsIn(wordsIn: WordsIn): RESTPutAPIApplicationCommandsJSONBody {
  const words = localised(wordsIn);
  const { name, description } = words;
  const slash = { ...everywhere, type: ApplicationCommandType.ChatInput as const };
  const text = { type: ApplicationCommandOptionType.String as const, required: true };
  return [
    {
      ...{ ...slash, ...name("ask"), ...description("ask-about") },
      options: [
        { ...text, ...name("question"), ...description("question-about"), max_length: QUESTION_LENGTH },
      ],
    },
    {
      ...{ ...slash, ...name("signed"), ...description("signed-about") },
      options: [
        {
          ...{ ...text, ...name("country"), ...description("country-about") },
          ...{ autocomplete: true as const, max_length: COUNTRY_LENGTH },
        },
      ],
    },
    { ...slash, ...name("signatories"), ...description("signatories-about") },
    { ...slash, ...name("help"), ...description("help-about") },
    { ...slash, ...name(FORGET), ...description("forget-about") },
    announcementsCommand(words),
    { ...everywhere, type: ApplicationCommandType.Message, ...words.menu() },
  ];
}
