import {
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
  type Client,
  Events,
  type Message,
} from "discord.js";
import type { Log } from "../log.ts";
import type { ChatServices } from "../platform.ts";
import { ANNOUNCEMENTS } from "./announcements-command.ts";
import { answerCommand, completeCountry } from "./commands.ts";
import { type Delivery, deliver } from "./deliver.ts";
import { replyMessages } from "./format.ts";
import { conversationOf, keyOf, plainWords } from "./heard.ts";
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
  // discord.js leaves allowed_mentions out of a reply to a message that has no id.
  if (!message.id) return false;
  if (message.author.bot || message.webhookId !== null || message.system) return false;
  return !message.inGuild() || message.mentions.users.has(message.client.user.id);
}

async function replyToMessage(message: Message, services: ChatServices): Promise<void> {
  const { channel, author } = message;
  const key = keyOf(message);
  const answer = await services.hear({
    ...{ key, address: "asked", channel: message.inGuild() ? message.channelId : null },
    text: plainWords(message.content, message.client.user.id),
    conversation: conversationOf(placeOf(message)),
    asker: { platform: "discord", workspace: "", id: author.id },
  });
  if (answer === null) return;
  const [first, ...more] = replyMessages(answer.words);
  if (first === undefined) return;
  const posted: string[] = [];
  const noted = async (sent: Promise<Message>) => void posted.push((await sent).id);
  const sends = [
    () => noted(message.reply({ ...first, failIfNotExists: false })),
    ...more.map((next) => async () => (channel.isSendable() ? noted(channel.send(next)) : null)),
  ];
  note(services.log, await deliver(sends));
  services.posted(key, posted);
}

async function replyToCommand(command: ChatInputCommandInteraction, services: ChatServices): Promise<void> {
  if (command.commandName === ANNOUNCEMENTS) {
    if (services.first(keyOf(command))) note(services.log, await replyToManager(command, services));
    return;
  }
  const answer = await answerCommand(command, services);
  if (answer === null) return;
  const [first, ...more] = replyMessages(answer.words);
  if (first === undefined) return;
  const sends = [() => command.reply(first), ...more.map((next) => () => command.followUp(next))];
  note(services.log, await deliver(sends));
  services.posted(keyOf(command), []);
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
