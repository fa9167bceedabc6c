import {
  DiscordAPIError,
  type Message,
  type PartialMessage,
  RESTJSONErrorCodes,
  type SendableChannels,
  type TextBasedChannel,
} from "discord.js";
import type { ChatServices, HeardWords } from "../platform.ts";
import { type AnswerMessage, answerMessages } from "./answer-message.ts";
import { type Delivery, deliver } from "./deliver.ts";
import { type DiscordMessage, replyMessages } from "./format.ts";
import { keyOf } from "./heard.ts";
import { calls, heardWords, isOfPerson } from "./said.ts";

type Said = AnswerMessage | DiscordMessage;

/** Answers what a person said to the bot; null when there is nothing to say. */
export async function replyToMessage(message: Message, services: ChatServices): Promise<Delivery | null> {
  const heard = await heardWords(message, services);
  return heard && reply(message, heard, services);
}

async function reply(message: Message, heard: HeardWords, services: ChatServices): Promise<Delivery | null> {
  const answer = await services.hear(heard);
  if (!answer) return null;
  const posted: string[] = [];
  const replying = (next: Said, index: number) => async () => {
    if (index > 0) return send(message.channel, next, posted);
    posted.push((await message.reply({ ...next, failIfNotExists: false })).id);
  };
  const delivery = await deliver(answerMessages(answer).map(replying), () =>
    replyMessages(answer.words).map(replying),
  );
  services.posted(keyOf(message), posted);
  return delivery;
}

/**
 * Puts the answer to an edited question in the place of the earlier one. Where there was none, it answers what only
 * now calls the bot, if it is known that it did not before: else an old question would be answered once more.
 */
export async function editAnswer(
  before: Message | PartialMessage,
  message: Message,
  services: ChatServices,
): Promise<Delivery | null> {
  const { channel } = message;
  if (message.editedTimestamp === null || message.content === "" || !isOfPerson(message)) return null;
  const heard = await heardWords(message, services);
  if (!heard) return null;
  const edited = await services.edited(heard);
  if (!edited) return isCalledNow(before, message) ? reply(message, heard, services) : null;
  const standing = [...edited.messages];
  const posted: string[] = [];
  const putting = (next: Said) => async () => {
    const [id] = standing;
    if (id === undefined) return send(channel, next, posted);
    await channel.messages.edit(id, next);
    posted.push(id);
    standing.shift();
  };
  const removing = async () => removeAll(channel, standing.splice(0));
  const { answer } = edited;
  const delivery = await deliver([...answerMessages(answer).map(putting), removing], () => [
    ...replyMessages(answer.words).map(putting),
    removing,
  ]);
  services.posted(keyOf(message), [...posted, ...standing]);
  return delivery;
}

function isCalledNow(before: Message | PartialMessage, now: Message): boolean {
  return !before.partial && !calls(before) && calls(now);
}

/** Removes the answer to a question that was deleted; null when there was none. */
export async function removeAnswer(
  message: Message | PartialMessage,
  services: ChatServices,
): Promise<Delivery | null> {
  if (message.author?.bot) return null;
  const answers = await services.deleted(keyOf(message));
  return answers.length > 0 ? deliver([() => removeAll(message.channel, answers)]) : null;
}

/** One that somebody else has removed keeps no other one standing. */
async function removeAll({ messages }: TextBasedChannel, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    await messages.delete(id).catch((error: unknown) => {
      if (!isGone(error)) throw error;
    });
  }
}

function isGone(error: unknown): boolean {
  return error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.UnknownMessage;
}

async function send(
  channel: TextBasedChannel | SendableChannels,
  next: Said,
  posted: string[],
): Promise<void> {
  if (channel.isSendable()) posted.push((await channel.send(next)).id);
}
