import type { Message } from "discord.js";
import { inTime } from "../conversation/in-time.ts";

/** Messages that answer one another, up to one that is not part of it. */
export interface Chain {
  /** Id of the first message, as far as it could be followed. */
  readonly root: string;
  /** Oldest first. */
  readonly said: readonly Message[];
}

/** What came before is worth no more requests. */
const LONGEST_CHAIN = 50;
const MOST_EARLIER = 15;

/** What `message` replies to, and that before it: from memory where it is, for Discord has to be asked for the rest. */
export async function chainOf(message: Message): Promise<Chain> {
  const { messages } = message.channel;
  let root = message.id;
  let isLate = false;
  const said: Message[] = [];
  const follow = async () => {
    let next = message.reference?.messageId;
    while (next !== undefined && said.length < LONGEST_CHAIN && !isLate) {
      root = next;
      const found: Message = messages.cache.get(next) ?? (await messages.fetch(next));
      said.unshift(found);
      next = found.reference?.messageId;
    }
  };
  await inTime(follow());
  isLate = true;
  return { root, said: [...said] };
}

/** What was said before `message` in its thread, oldest first. */
export async function saidBefore(message: Message): Promise<readonly Message[]> {
  const { messages } = message.channel;
  const found = await inTime(messages.fetch({ limit: MOST_EARLIER, before: message.id, cache: false }));
  // Discord gives the newest first.
  return found ? [...found.values()].reverse() : [];
}
