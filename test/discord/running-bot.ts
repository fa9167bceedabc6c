import { startDiscord } from "../../adapters/discord/app.ts";
import type { CommandsMemory } from "../../adapters/discord/register-commands.ts";
import type { RunningPlatform } from "../../adapters/platform.ts";
import { textOf } from "./server/components.ts";
import { type DiscordServer, startDiscordServer } from "./server/discord-server.ts";
import type { LeftOut } from "./server/gateway.ts";
import { replyOf, type StandIn, standIn } from "./stand-in.ts";

/** Short, so that a request that is never answered does not hold up a test. */
export const TIMES = { reachMs: 5_000, readyMs: 8_000, postMs: 500, stopMs: 5_000 };

export interface RunningBot {
  readonly server: DiscordServer;
  readonly platform: RunningPlatform;
  readonly services: StandIn;
  close(): Promise<void>;
}

/** The adapter, connected to a server of its own; `close` tells of violations of Discord's schema. */
export async function runBot(
  services = standIn(),
  memory = emptyMemory(),
  { hearsAll = false, leftOut = {} }: { readonly hearsAll?: boolean; readonly leftOut?: LeftOut } = {},
): Promise<RunningBot> {
  const server = await startDiscordServer({ hearsAll, leftOut });
  const platform = await startDiscord(
    { token: server.token, apiUrl: server.apiUrl, hearsAll },
    memory,
    TIMES,
  )(services);
  return {
    server,
    platform,
    services,
    async close() {
      await platform.stop();
      await server.close();
      if (server.violations().length > 0) throw new Error(server.violations().join("\n"));
    },
  };
}

/** A bot that says what it was asked, at length when that is `long`; `break` meets a bug. */
export function runEchoBot(): Promise<RunningBot> {
  const long = Array.from({ length: 200 }, (_, index) => `• line ${index} of a long answer`).join("\n");
  return runBot(
    standIn((text) => {
      if (text === "break") throw new Error("a bug in the engine");
      return replyOf(text === "long" ? long : `You asked: ${text}`);
    }),
  );
}

/** Text of what the bot wrote in a channel, in order. */
export function writtenIn({ server }: RunningBot, channel: string): string[] {
  const own = server.messages(channel).filter(({ author }) => author.id === server.botUser.id);
  return own.map(textOf);
}

export function emptyMemory(): CommandsMemory {
  let kept: string | null = null;
  return {
    read: async () => kept,
    async write(hash) {
      kept = hash;
    },
  };
}
