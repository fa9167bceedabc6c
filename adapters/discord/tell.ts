import type { Client } from "discord.js";
import type { Log } from "../log.ts";
import type { RunningPlatform, Told } from "../platform.ts";
import { escapeText } from "./escape.ts";
import { replyMessages } from "./format.ts";
import { failureWords } from "./reach.ts";
import type { Tasks } from "./tasks.ts";

/** Writes direct messages, with a link to the channel they are about below; false when the person takes none. */
export function createTell(client: Client, tasks: Pick<Tasks, "track">, log: Log): RunningPlatform["tell"] {
  const send = async (person: string, told: Told) => {
    const direct = await client.users.createDM(person);
    for (const message of messagesOf(told)) await direct.send(message);
  };
  return (person, told) =>
    tasks.track(send(person, told)).then(
      () => true,
      (error: unknown) => {
        log.warn({ reason: failureWords(error) }, "Discord did not take a direct message.");
        return false;
      },
    );
}

function messagesOf({ words, channel }: Told) {
  if (channel === null) return replyMessages(words);
  const link = /^\d+$/.test(channel) ? `<#${channel}>` : escapeText(channel);
  const messages = replyMessages(words);
  return messages.map((message, index) =>
    index === messages.length - 1 ? { ...message, content: `${message.content}\n${link}` } : message,
  );
}
