import { Client, DefaultRestOptions, GatewayIntentBits, Partials, type RESTOptions } from "discord.js";
import type { DiscordSettings } from "../settings.ts";
import type { Gateway } from "./gateway.ts";

const TIMEOUT_MS = 10_000;
/** Servers that Discord has trouble with do not hold up the others. */
const UNAVAILABLE_SERVERS_MS = 2_000;

const INTENTS = [
  GatewayIntentBits.Guilds,
  GatewayIntentBits.GuildMessages,
  GatewayIntentBits.DirectMessages,
] as const;

/**
 * A client that asks for no privileged intent unless it is to hear what is said to nobody in particular: direct
 * messages and mentions of the bot come with their text all the same. Edits and deletions count of messages too that
 * it never saw. Every message it sends carries a nonce, for discord.js tries again by itself.
 */
export function createClient(settings: DiscordSettings, gateway: Gateway): Client {
  return new Client({
    intents: settings.hearsAll ? [...INTENTS, GatewayIntentBits.MessageContent] : INTENTS,
    partials: [Partials.Channel, Partials.Message],
    shards: "auto",
    allowedMentions: { parse: [], repliedUser: false },
    enforceNonce: true,
    failIfNotExists: false,
    // All that is sent has the names of Discord's API already.
    jsonTransformer: (sent) => sent,
    waitGuildTimeout: UNAVAILABLE_SERVERS_MS,
    ws: { buildStrategy: gateway.buildStrategy },
    rest: {
      ...(settings.apiUrl === null ? {} : { api: settings.apiUrl }),
      timeout: TIMEOUT_MS,
      makeRequest,
    },
  });
}

/** An answer without a body may be called JSON all the same, on which discord.js would fail after the deed is done. */
const makeRequest: RESTOptions["makeRequest"] = async (url, init) => {
  const response = await DefaultRestOptions.makeRequest(url, init);
  const json = async (): Promise<unknown> => {
    const text = await response.text();
    return text === "" ? null : JSON.parse(text);
  };
  return { ...response, json };
};
