import {
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
  type Client,
  Events,
  type Message,
} from "discord.js";
import type { Reply } from "../../src/questions/reply.ts";
import type { Log } from "../log.ts";
import type { ChatServices } from "../platform.ts";
import { ANNOUNCEMENTS } from "./announcements-command.ts";
import { answerCommand, completeCountry } from "./commands.ts";
import { type Delivery, deliver } from "./deliver.ts";
import { replyMessages } from "./format.ts";
import { conversationOf, plainWords } from "./heard.ts";
import { replyToManager } from "./manage.ts";
import { placeOf } from "./place.ts";
import type { Tasks } from "./tasks.ts";

/**
 * Answers commands, mentions and direct messages.
 *
 * The listeners are asynchronous so that whatever goes wrong in them reaches the client's error event.
 */
export function listen(client: Client, services: ChatServices, tasks: Tasks): void {
  client.on(Events.InteractionCreate, async (interaction) => {
    if (interaction.isAutocomplete()) await tasks.track(offerChoices(interaction, services));
    if (interaction.isChatInputCommand()) await tasks.track(replyToCommand(interaction, services));
  });
  client.on(Events.MessageCreate, async (message) => {
    if (isForBot(message)) await tasks.track(replyToMessage(message, services));
  });
}

/** A question from a person: a direct message, or one that names the bot itself, not everyone and not a role. */
function isForBot(message: Message): boolean {
  if (message.author.bot || message.webhookId !== null || message.system) return false;
  return !message.inGuild() || message.mentions.users.has(message.client.user.id);
}

async function replyToMessage(message: Message, services: ChatServices): Promise<void> {
  if (!services.first(`discord:${message.id}`)) return;
  const text = plainWords(message.content, message.client.user.id) || "help";
  const reply = services.ask({ conversation: conversationOf(placeOf(message)), text });
  const [first, ...more] = replyMessages(reply);
  if (first === undefined) return;
  const { channel } = message;
  const sends = [
    () => message.reply({ ...first, failIfNotExists: false }),
    ...more.map((next) => async () => (channel.isSendable() ? channel.send(next) : null)),
  ];
  note(services.log, await deliver(sends));
}

async function replyToCommand(command: ChatInputCommandInteraction, services: ChatServices): Promise<void> {
  if (!services.first(`discord:${command.id}`)) return;
  if (command.commandName === ANNOUNCEMENTS)
    return note(services.log, await replyToManager(command, services));
  const reply: Reply = answerCommand(command, services);
  const [first, ...more] = replyMessages(reply);
  if (first === undefined) return;
  const sends = [() => command.reply(first), ...more.map((next) => () => command.followUp(next))];
  note(services.log, await deliver(sends));
}

/** Not deduplicated: it comes at each key stroke, says nothing in the channel, and is stale when repeated. */
async function offerChoices(command: AutocompleteInteraction, services: ChatServices): Promise<void> {
  const choices = completeCountry(command, services);
  note(services.log, await deliver([() => command.respond(choices)]));
}

function note(log: Log, delivery: Delivery): void {
  switch (delivery.kind) {
    case "delivered":
      return;
    case "too-late":
      log.warn("Discord no longer waited for an answer: it came more than three seconds after the question.");
      return;
    case "answered-already":
      log.info("A Discord command had been answered already.");
      return;
    case "refused":
      log.warn({ reason: delivery.reason }, "Discord did not take an answer.");
  }
}
