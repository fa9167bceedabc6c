import {
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
  type RepliableInteraction,
} from "discord.js";
import type { ChatAnswer, ChatServices } from "../platform.ts";
import { ANNOUNCEMENTS } from "./announcements-command.ts";
import { type AnswerMessage, answerMessages } from "./answer-message.ts";
import { type Asking, ask, heardFrom } from "./asking.ts";
import { isAmongTwo, seenByOne, withinLimit } from "./audience.ts";
import { FORGET } from "./commands.ts";
import { type Delivery, deliver } from "./deliver.ts";
import { type DiscordMessage, noticeMessage, replyMessages } from "./format.ts";
import { keyOf, plainWords } from "./heard.ts";
import { replyToManager } from "./manage.ts";
import { beginning } from "./split.ts";

const CHOICES_LIMIT = 25;
const CHOICE_LENGTH = 100;

/** Answers a command; only who used it sees that, unless nobody else is there. */
export async function replyToCommand(
  command: ChatInputCommandInteraction,
  services: ChatServices,
): Promise<Delivery | null> {
  switch (command.commandName) {
    case ANNOUNCEMENTS:
      return services.first(keyOf(command)) ? replyToManager(command, services) : null;
    case FORGET:
      return services.first(keyOf(command)) ? forget(command, services) : null;
    default:
      return answer(command, askingOf(command), services);
  }
}

/** Answers the question that somebody's message asks, to who wants to know. */
export async function replyAboutMessage(
  command: MessageContextMenuCommandInteraction,
  services: ChatServices,
): Promise<Delivery | null> {
  const text = plainWords(command.targetMessage.content, command.client.user.id);
  if (text !== "") return answer(command, { kind: "words", text }, services);
  return replyPrivately(command, services.chatIn(command.locale).noQuestion);
}

/** Says something to who used a command or button, and to nobody else. */
export function replyPrivately(interaction: RepliableInteraction, text: string): Promise<Delivery> {
  return deliver([() => interaction.reply(seenByOne(noticeMessage(text)))]);
}

/** Names to choose from while a country is typed. Comes at each key stroke, and is stale when repeated. */
export function offerChoices(command: AutocompleteInteraction, services: ChatServices): Promise<Delivery> {
  const choices = services
    .completeCountry(command.options.getFocused(), command.locale)
    .filter(({ name }) => name.trim() !== "")
    .slice(0, CHOICES_LIMIT)
    .map(({ code, name }) => ({ name: beginning(name, CHOICE_LENGTH), value: code }));
  return deliver([() => command.respond(choices)]);
}

async function answer(
  command: ChatInputCommandInteraction | MessageContextMenuCommandInteraction,
  asking: Asking,
  services: ChatServices,
): Promise<Delivery | null> {
  const found = await ask(asking, heardFrom(command), services);
  if (found === null) return null;
  return replyWith(found, !isAmongTwo(command), command, services);
}

/** Replies to a use or a press with an answer: the first message answers it, the others follow. */
export async function replyWith(
  found: ChatAnswer,
  forOne: boolean,
  interaction: RepliableInteraction,
  services: ChatServices,
): Promise<Delivery> {
  const sends = (messages: ReadonlyArray<AnswerMessage | DiscordMessage>) =>
    withinLimit(forOne ? messages.map((next) => seenByOne(next)) : messages, interaction).map(
      (next, index) => async () => {
        if (index === 0) await interaction.reply(next);
        else await interaction.followUp(next);
      },
    );
  const delivery = await deliver(sends(answerMessages(found, forOne)), () =>
    sends(replyMessages(found.words)),
  );
  services.posted(keyOf(interaction), []);
  return delivery;
}

/** Put off at once: what is kept is looked for in the whole store, and Discord waits three seconds. */
async function forget(command: ChatInputCommandInteraction, services: ChatServices): Promise<Delivery> {
  const deferred = await deliver([() => command.deferReply({ flags: MessageFlags.Ephemeral })]);
  if (deferred.kind !== "delivered") return deferred;
  const { asker, locale } = heardFrom(command);
  const said = await services.forget({ asker, locale });
  return deliver([() => command.editReply(noticeMessage(said))]);
}

/** What a command asks; one that this version no longer knows gets help. */
function askingOf({ commandName, options }: ChatInputCommandInteraction): Asking {
  switch (commandName) {
    case "ask":
      return { kind: "words", text: options.getString("question", true) };
    case "signed":
      return { kind: "country", code: options.getString("country", true) };
    case "signatories":
      return { kind: "list" };
    default:
      return { kind: "words", text: "help" };
  }
}
