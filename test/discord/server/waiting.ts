import type { APIMessage, RESTPostAPIApplicationCommandsJSONBody } from "discord-api-types/v10";
import type { World } from "./world.ts";

export type Commands = readonly RESTPostAPIApplicationCommandsJSONBody[];

/** The lists of commands that were put, for tests that wait for one. */
export interface Puts {
  readonly all: readonly Commands[];
  add(commands: Commands): void;
  /** Resolves when there have been `count`. */
  waitFor(count: number): Promise<void>;
}

export function createPuts(): Puts {
  const all: Commands[] = [];
  const waiting: Array<{ readonly count: number; readonly resolve: () => void }> = [];
  return {
    all,
    add(commands) {
      all.push(commands);
      for (const { count, resolve } of waiting) if (all.length >= count) resolve();
    },
    waitFor(count) {
      if (all.length >= count) return Promise.resolve();
      return new Promise((resolve) => void waiting.push({ count, resolve }));
    },
  };
}

/** The first message of the bot that fits, of those there are and those to come. */
export function waitForMessage(world: World, fits: (message: APIMessage) => boolean): Promise<APIMessage> {
  const isAnswer = (message: APIMessage) => message.author.id === world.bot.id && fits(message);
  const all = world.channels().flatMap(({ id }) => world.messages(id));
  const there = all.find(isAnswer);
  if (there) return Promise.resolve(there);
  return new Promise((resolve) => {
    const stop = world.onMessage((message) => {
      if (!isAnswer(message)) return;
      stop();
      resolve(message);
    });
  });
}
