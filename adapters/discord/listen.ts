import { type Client, type ClientEvents, Events, type Interaction } from "discord.js";
import { createTurns } from "../conversation/turns.ts";
import type { Log } from "../log.ts";
import type { ChatServices } from "../platform.ts";
import type { Delivery } from "./deliver.ts";
import { offerChoices, replyAboutMessage, replyToCommand } from "./reply-to-command.ts";
import { editAnswer, removeAnswer, replyToMessage } from "./reply-to-message.ts";
import { replyToPress } from "./reply-to-press.ts";
import type { Tasks } from "./tasks.ts";

type Listeners = { [E in keyof ClientEvents]?: (...args: ClientEvents[E]) => Promise<void> };

/**
 * Answers commands, buttons, mentions and direct messages; the result ends that.
 *
 * The listeners are asynchronous so that whatever goes wrong in them reaches the client's error event.
 */
export function listen(client: Client, services: ChatServices, tasks: Tasks): () => void {
  const note = createNote(services.log);
  const done = async (work: Promise<Delivery | null>) => note(await tasks.track(work));
  const turns = createTurns();
  const inTurn = ({ id }: { readonly id: string }, work: () => Promise<Delivery | null>) =>
    done(turns.take(id, work));
  const listeners = {
    [Events.InteractionCreate]: (interaction) => done(replyTo(interaction, services)),
    [Events.MessageCreate]: (message) => inTurn(message, () => replyToMessage(message, services)),
    [Events.MessageUpdate]: (before, message) => inTurn(message, () => editAnswer(before, message, services)),
    [Events.MessageDelete]: (message) => inTurn(message, () => removeAnswer(message, services)),
    [Events.MessageBulkDelete]: async (messages) => {
      for (const message of messages.values()) await inTurn(message, () => removeAnswer(message, services));
    },
  } satisfies Listeners;
  const events = Object.entries(listeners);
  for (const [event, listener] of events) client.on(event, listener);
  return () => {
    for (const [event, listener] of events) client.off(event, listener);
  };
}

async function replyTo(interaction: Interaction, services: ChatServices): Promise<Delivery | null> {
  if (interaction.isAutocomplete()) return offerChoices(interaction, services);
  if (interaction.isChatInputCommand()) return replyToCommand(interaction, services);
  if (interaction.isMessageContextMenuCommand()) return replyAboutMessage(interaction, services);
  const isPress = interaction.isButton() || interaction.isAnySelectMenu();
  return isPress ? replyToPress(interaction, services) : null;
}

function createNote(log: Log): (delivery: Delivery | null) => void {
  let isPlain = false;
  return (delivery) => {
    switch (delivery?.kind) {
      case "delivered-plainly":
        if (!isPlain) log.warn("Discord does not take the components of answers; they go on as text.");
        isPlain = true;
        return;
      case "too-late":
        log.warn(
          "Discord no longer waited for an answer: it came more than three seconds after the question.",
        );
        return;
      case "answered-already":
        log.info("A Discord command had been answered already.");
        return;
      case "refused":
        log.warn({ reason: delivery.reason }, "Discord did not take an answer.");
    }
  };
}
