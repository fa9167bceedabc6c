import { webApi } from "@slack/bolt";
import { REST } from "discord.js";
import { announcementOptions, createPoster as discordPoster } from "../../../adapters/discord/poster.ts";
import { clientOptions } from "../../../adapters/slack/clients.ts";
import { createPoster as slackPoster } from "../../../adapters/slack/poster.ts";
import type { Poster } from "../../../src/announcements/poster.ts";
import { startDiscordServer } from "../../discord/server/discord-server.ts";
import type { Fault } from "../../discord/server/faults.ts";
import { settingsFor } from "../../slack/bot.ts";
import { quietLog } from "../../slack/quiet-log.ts";
import type { Effect } from "../../slack/server/faults.ts";
import { startSlackServer, TOKENS } from "../../slack/server/slack-server.ts";
import { SELF } from "../../slack/server/workspace.ts";

/** Requests that are never answered are broken off after this, so that a test need not wait. */
const TIMEOUT_MS = 1_000;

/** What can go wrong with posts, in words of both platforms. */
export type Trouble =
  | "429 with Retry-After"
  | "429 without Retry-After"
  | "429 for the whole bot"
  | "500"
  | "502"
  | "dropped before it was stored"
  | "dropped after it was stored"
  | "hangs past the timeout"
  | "archived"
  | "not in the channel"
  | "no permission"
  | "unknown channel"
  | "token revoked"
  | "earlier post deleted";

/** One platform on the loopback, with the product's own poster. */
export interface Arena {
  readonly poster: Poster;
  /** A trouble meets so many posts, in one channel or in all. */
  fail(trouble: Trouble, times: number, channel?: string): boolean;
  readonly channels: readonly [string, string, string];
  /** The same, with edits of earlier posts. */
  failEdits(trouble: Trouble, times: number): boolean;
  /** References of what stands in a channel, in order. */
  shown(channel: string): string[];
  /** How often something was asked of the platform for a channel, looks into it left out. */
  writes(channel: string): number;
  /** The words of it. */
  texts(channel: string): string[];
  close(): Promise<void>;
}

const SLACK: Readonly<Partial<Record<Trouble, Effect>>> = {
  "429 with Retry-After": { kind: "rate-limit", seconds: 2 },
  "429 without Retry-After": { kind: "rate-limit", seconds: null },
  "429 for the whole bot": { kind: "rate-limit", seconds: 2 },
  "500": { kind: "status", status: 500 },
  "502": { kind: "status", status: 502 },
  "dropped before it was stored": { kind: "drop" },
  "dropped after it was stored": { kind: "store-then-drop" },
  "hangs past the timeout": { kind: "hang" },
  archived: { kind: "error", error: "is_archived" },
  "not in the channel": { kind: "error", error: "not_in_channel" },
  "no permission": { kind: "error", error: "restricted_action" },
  "unknown channel": { kind: "error", error: "channel_not_found" },
  "token revoked": { kind: "error", error: "token_revoked" },
  "earlier post deleted": { kind: "error", error: "message_not_found" },
};

async function slackArena(): Promise<Arena> {
  const server = await startSlackServer();
  const options = { ...clientOptions(settingsFor(server.apiUrl, "socket")), logger: quietLog };
  const client = new webApi.WebClient(TOKENS.bot, { ...options, timeout: TIMEOUT_MS });
  return {
    poster: inRealTime(slackPoster(client, { userId: SELF.userId, botId: SELF.botId })),
    channels: ["C0ONE", "C0TWO", "C0THREE"],
    fail(trouble, times, channel) {
      const effect = SLACK[trouble];
      const where = channel === undefined ? {} : { channel };
      if (effect) server.fail({ method: "chat.postMessage", times, effect, ...where });
      return effect !== undefined;
    },
    failEdits(trouble, times) {
      const effect = SLACK[trouble];
      if (effect) server.fail({ method: "chat.update", times, effect });
      return effect !== undefined;
    },
    shown: (channel) => server.messages(channel).map(({ blocks }) => referenceIn(JSON.stringify(blocks))),
    writes: (channel) =>
      server.calls.filter(({ method, args }) => method.startsWith("chat.") && args["channel"] === channel)
        .length,
    texts: (channel) => server.messages(channel).map(({ text }) => text),
    close: server.close,
  };
}

const DISCORD: Readonly<Partial<Record<Trouble, Fault>>> = {
  "429 with Retry-After": { kind: "rate-limit", retryAfterMs: 50, global: false },
  "429 without Retry-After": { kind: "rate-limit", retryAfterMs: null, global: false },
  "429 for the whole bot": { kind: "rate-limit", retryAfterMs: 50, global: true },
  "500": { kind: "store-then-server-error", status: 500 },
  "502": { kind: "server-error", status: 502 },
  "dropped before it was stored": { kind: "drop" },
  "dropped after it was stored": { kind: "store-then-drop" },
  "hangs past the timeout": { kind: "store-then-hang" },
  archived: { kind: "error", status: 400, code: 50083 },
  "not in the channel": { kind: "error", status: 403, code: 50001 },
  "no permission": { kind: "error", status: 403, code: 50013 },
  "unknown channel": { kind: "error", status: 404, code: 10003 },
  "token revoked": { kind: "error", status: 401, code: 0 },
  "earlier post deleted": { kind: "error", status: 404, code: 10008 },
};

async function discordArena(): Promise<Arena> {
  const server = await startDiscordServer();
  const rest = new REST(announcementOptions({ token: server.token, apiUrl: server.apiUrl }, TIMEOUT_MS));
  const identity = { rest, token: server.token, self: server.botUser.id };
  return {
    poster: inRealTime(discordPoster({ ...identity, publishes: () => false })),
    channels: [server.channel().id, server.channel().id, server.channel().id],
    fail(trouble, times, channel) {
      const fault = DISCORD[trouble];
      const where = channel === undefined ? {} : { channel };
      if (fault) server.fail({ route: "POST /channels/:channel/messages", times, fault, ...where });
      return fault !== undefined;
    },
    failEdits(trouble, times) {
      const fault = DISCORD[trouble];
      if (fault) server.fail({ route: "PATCH /channels/:channel/messages/:message", times, fault });
      return fault !== undefined;
    },
    shown: (channel) => server.messages(channel).map(({ content }) => referenceIn(content)),
    writes: (channel) =>
      server.requests.filter((one) => !one.route.startsWith("GET") && one.channel === channel).length,
    texts: (channel) => server.messages(channel).map(({ content }) => content),
    close: server.close,
  };
}

function referenceIn(text: string): string {
  return /rc-[0-9a-f]{10}/.exec(text)?.[0] ?? "none";
}

/** The servers live in real time while the bot's clock is moved by hand: a look is for when the post was sent. */
function inRealTime(poster: Poster): Poster {
  const times = new Map<string, number>();
  return {
    send(dispatch) {
      times.set(dispatch.nonce, Date.now());
      return poster.send(dispatch);
    },
    find: (dispatch, sentAt) => poster.find(dispatch, times.get(dispatch.nonce) ?? sentAt),
  };
}

export const ARENAS = { slack: slackArena, discord: discordArena } as const;

/** What closes a channel to the bot. */
export const CLOSED: readonly Trouble[] = [
  "archived",
  "not in the channel",
  "no permission",
  "unknown channel",
];
