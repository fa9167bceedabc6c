import { setTimeout as wait } from "node:timers/promises";
import { ChannelType, type Client, DefaultRestOptions, Events, REST } from "discord.js";
import { RETRY } from "../../src/announcements/retry-policy.ts";
import type { Log } from "../log.ts";
import type { ChatServices, StartPlatform } from "../platform.ts";
import type { DiscordSettings } from "../settings.ts";
import { ANNOUNCEMENTS } from "./announcements-command.ts";
import { createClient } from "./client.ts";
import { commandsIn } from "./commands.ts";
import { createGateway, type Gateway } from "./gateway.ts";
import { listen } from "./listen.ts";
import { announcementOptions, createPoster } from "./poster.ts";
import { failureWords, reach } from "./reach.ts";
import { type CommandsMemory, registerCommands } from "./register-commands.ts";
import { shareRequests } from "./request-share.ts";
import { createTasks } from "./tasks.ts";
import { createTell } from "./tell.ts";

/** How long each thing may take before it counts as failed. */
interface DiscordTimes {
  /** For the first request. */
  readonly reachMs: number;
  /** For the gateway to be ready, for each shard: Discord lets them in one by one. */
  readonly readyMs: number;
  /** For one announcement. */
  readonly postMs: number;
  /** For answers in progress when the bot stops. */
  readonly stopMs: number;
}

const TIMES: DiscordTimes = { reachMs: 5_000, readyMs: 8_000, postMs: RETRY.replyWithinMs, stopMs: 2_000 };

/** Connects to Discord's gateway; `memory` keeps which commands were registered, over restarts. */
export function startDiscord(
  settings: DiscordSettings,
  memory: CommandsMemory,
  times = TIMES,
): StartPlatform {
  return async (services) => {
    const log = services.log.child({ platform: "discord" });
    const rest = new REST(announcementOptions(settings, times.postMs)).setToken(settings.token);
    const gateway = createGateway((error) => {
      log.warn({ reason: failureWords(error) }, "An event from Discord was skipped.");
    });
    const client = createClient(settings, gateway);
    const share = shareRequests(client.rest, rest);
    const tasks = createTasks();
    logTrouble(client, log);
    const deafen = listen(client, { ...services, log }, tasks);
    try {
      const shards = await reach(rest, settings.apiUrl ?? DefaultRestOptions.api, times.reachMs);
      const { user, application } = await connect(client, settings.token, times.readyMs * shards);
      tasks.track(tellCommands(client.rest, application.id, memory, { ...services, log }));
      return {
        poster: createPoster({
          ...{ rest, token: settings.token, self: user.id },
          publishes: (id) => client.channels.cache.get(id)?.type === ChannelType.GuildAnnouncement,
          posting: share.posting,
        }),
        command: `/${ANNOUNCEMENTS}`,
        tell: createTell(client, tasks, log),
        async stop() {
          deafen();
          share.stop();
          await Promise.race([tasks.settled(), wait(times.stopMs, undefined, { ref: false })]);
          await close(client, gateway, rest);
        },
      };
    } catch (error) {
      await close(client, gateway, rest);
      throw error;
    }
  };
}

/** Resolves when the gateway is ready and the servers are known. */
async function connect(client: Client, token: string, withinMs: number): Promise<Client<true>> {
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  const deadline = new AbortController();
  const late = wait(withinMs, null, { signal: deadline.signal }).catch(() => null);
  try {
    const connected = await Promise.race([client.login(token).then(() => ready), late]);
    if (connected) return connected;
  } catch (error) {
    throw new Error(`Discord did not let the bot in: ${refusalWords(error)}.`);
  } finally {
    deadline.abort();
  }
  throw new Error(`Discord's gateway was not ready within ${withinMs / 1000} s.`);
}

/** The only intent that Discord can refuse is the one of the setting. */
function refusalWords(error: unknown): string {
  const words = failureWords(error);
  if (!/disallowed intents/i.test(words)) return words;
  return `${words}: turn on Message Content Intent in the developer portal, or DISCORD_MESSAGE_CONTENT off`;
}

async function close(client: Client, gateway: Gateway, rest: REST): Promise<void> {
  gateway.shut();
  // A connection that is closed on purpose is told as one that is made again.
  client.removeAllListeners(Events.ShardReconnecting);
  await client.destroy();
  rest.clearHashSweeper();
  rest.clearHandlerSweeper();
}

/** In the background: a bot answers mentions, and the commands of last time, meanwhile. */
async function tellCommands(
  rest: REST,
  application: string,
  memory: CommandsMemory,
  { commandWords, log }: ChatServices,
): Promise<void> {
  const registration = await registerCommands(rest, application, commandsIn(commandWords), memory);
  if (registration.kind === "registered") log.info("Discord was told of the commands.");
  if (registration.kind === "failed") {
    log.warn(
      { reason: registration.reason },
      "Discord was not told of the commands; the next start tries again.",
    );
  }
}

/** discord.js connects again by itself, save for reasons that only an operator can mend. */
function logTrouble(client: Client, log: Log): void {
  client.on(Events.Error, ({ message }) => log.error({ reason: message }, "Answering on Discord failed."));
  client.on(Events.ShardError, ({ message }) =>
    log.warn({ reason: message }, "The gateway connection failed."),
  );
  client.on(Events.ShardReconnecting, () => log.info("Connecting to Discord again."));
  client.on(Events.ShardDisconnect, ({ code }) =>
    log.error({ code }, "Discord closed the connection for good: check the token and restart."),
  );
}
