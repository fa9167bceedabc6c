import { startDiscord } from "../../adapters/discord/app.ts";
import type { CommandsMemory } from "../../adapters/discord/register-commands.ts";
import type { RunningPlatform } from "../../adapters/platform.ts";
import { type DiscordServer, startDiscordServer } from "./server/discord-server.ts";
import { type StandIn, standIn } from "./stand-in.ts";

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
  { hearsAll = false } = {},
): Promise<RunningBot> {
  const server = await startDiscordServer({ hearsAll });
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

export function emptyMemory(): CommandsMemory {
  let kept: string | null = null;
  return {
    read: async () => kept,
    async write(hash) {
      kept = hash;
    },
  };
}
