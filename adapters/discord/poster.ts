import {
  DefaultRestOptions,
  DiscordAPIError,
  HTTPError,
  RateLimitError,
  type REST,
  RESTJSONErrorCodes,
  type RESTOptions,
  Routes,
} from "discord.js";
import { z } from "zod";
import type { ClosedReason, Failed, Outcome } from "../../src/announcements/outcome.ts";
import type { Dispatch } from "../../src/announcements/post.ts";
import type { Poster } from "../../src/announcements/poster.ts";
import { checkSendBy } from "../announcements/send-by.ts";
import type { DiscordSettings } from "../settings.ts";
import { findPost } from "./find-post.ts";
import { postMessage } from "./format.ts";
import { failureWords, neverSent } from "./reach.ts";

/** A REST client for announcements alone, so that a fan-out never delays an answer; it never tries twice. */
export interface AnnouncementRest {
  readonly rest: REST;
  readonly token: string;
  /** User id of the bot, which tells its own posts from others'. */
  readonly self: string;
  /** Whether a channel is one whose posts can be published to those that follow it. */
  readonly publishes: (channel: string) => boolean;
  /** Called before each post. */
  readonly posting?: () => void;
}

const SHORTEST_WAIT_MS = 50;
/** The network before Discord refuses without telling for how long. */
const UNTOLD_WAIT_MS = 30_000;
const created = z.object({ id: z.string() });

/** Why a channel cannot be posted to, worded for whoever runs the bot, with what to do about it. */
const LASTING: ReadonlyMap<number | string, string> = new Map([
  [
    RESTJSONErrorCodes.UnknownChannel,
    "The channel does not exist any more: take its id out of the settings.",
  ],
  [
    RESTJSONErrorCodes.UnknownGuild,
    "The bot is no longer in that server: invite it again, or take the id out.",
  ],
  [
    RESTJSONErrorCodes.UnknownMessage,
    "The post was made earlier and has been deleted: nothing is to be done.",
  ],
  [RESTJSONErrorCodes.MissingAccess, "The bot cannot see the channel: give it View Channel there."],
  [
    RESTJSONErrorCodes.MissingPermissions,
    "The bot may not write there: give it Send Messages (or in Threads).",
  ],
  [RESTJSONErrorCodes.CannotSendMessagesToThisUser, "This person takes no direct messages from the bot."],
  [
    RESTJSONErrorCodes.CannotSendMessagesInNonTextChannel,
    "The channel takes no messages: choose a text channel.",
  ],
  [
    RESTJSONErrorCodes.CannotExecuteActionOnThisChannelType,
    "The channel takes no posts: choose a text channel.",
  ],
  [RESTJSONErrorCodes.InvalidActionOnArchivedThread, "The thread is archived: open it again."],
  [RESTJSONErrorCodes.ThreadLocked, "The thread is locked: unlock it, or let the bot manage threads."],
  [
    RESTJSONErrorCodes.MessageWasBlockedByAutomaticModeration,
    "AutoMod blocked the post: exempt the bot from it.",
  ],
  [RESTJSONErrorCodes.InvalidFormBodyOrContentType, "Discord finds the post malformed: please report this."],
]);
/** What those of them that are about the channel tell of it. */
const CLOSED: ReadonlyMap<number | string, ClosedReason> = new Map([
  [RESTJSONErrorCodes.UnknownChannel, "gone"],
  [RESTJSONErrorCodes.UnknownGuild, "outside"],
  [RESTJSONErrorCodes.MissingAccess, "outside"],
  [RESTJSONErrorCodes.MissingPermissions, "forbidden"],
  [RESTJSONErrorCodes.CannotSendMessagesToThisUser, "forbidden"],
  [RESTJSONErrorCodes.CannotSendMessagesInNonTextChannel, "unfit"],
  [RESTJSONErrorCodes.CannotExecuteActionOnThisChannelType, "unfit"],
  [RESTJSONErrorCodes.InvalidActionOnArchivedThread, "archived"],
  [RESTJSONErrorCodes.ThreadLocked, "archived"],
]);
const BAD_TOKEN = "Discord refused DISCORD_TOKEN: set a fresh bot token and restart.";

/** Posts announcements to Discord: at most once, for the nonce makes Discord itself drop a repeat. */
export function createPoster({ rest, token, self, publishes, posting }: AnnouncementRest): Poster {
  const published = ({ action, channel }: Dispatch): { publish?: true } =>
    action.kind === "post" && publishes(channel) ? { publish: true } : {};
  return {
    async send(dispatch) {
      posting?.();
      rest.setToken(token);
      try {
        const answer = created.safeParse(await request(rest, dispatch));
        if (answer.success) return { kind: "sent", messageId: answer.data.id, ...published(dispatch) };
        return { kind: "in-doubt", reason: "Discord's answer to the post was not readable." };
      } catch (error) {
        return outcomeOf(error, dispatch.action);
      }
    },
    async find(dispatch, sentAt) {
      rest.setToken(token);
      try {
        const sighting = await findPost(rest, self, dispatch, sentAt);
        return sighting.kind === "found" ? { ...sighting, ...published(dispatch) } : sighting;
      } catch (error) {
        return { kind: "unreadable", reason: lastingReason(error) ?? `Discord ${failureWords(error)}.` };
      }
    },
  };
}

/** The settings of the announcements' REST client; beside a bot that answers, `shareRequests` sets the limit. */
export function announcementOptions(settings: DiscordSettings, timeoutMs: number): Partial<RESTOptions> {
  return {
    ...(settings.apiUrl === null ? {} : { api: settings.apiUrl }),
    globalRequestsPerSecond: 30,
    retries: 0,
    timeout: timeoutMs,
    rejectOnRateLimit: () => true,
    makeRequest: async (url, init) => {
      checkSendBy();
      return DefaultRestOptions.makeRequest(url, init);
    },
  };
}

function request(rest: REST, { channel, action, post, nonce }: Dispatch): Promise<unknown> {
  const { content, flags } = postMessage(post);
  const words = { content, flags, allowed_mentions: { parse: [] } };
  const once = { nonce, enforce_nonce: true };
  switch (action.kind) {
    case "post":
      return rest.post(Routes.channelMessages(channel), { body: { ...words, ...once } });
    case "edit":
      return rest.patch(Routes.channelMessage(channel, action.messageId), { body: words });
    case "note": {
      const message_reference = { message_id: action.messageId, fail_if_not_exists: false };
      return rest.post(Routes.channelMessages(channel), { body: { ...words, ...once, message_reference } });
    }
    case "crosspost":
      return rest.post(Routes.channelMessageCrosspost(channel, action.messageId));
  }
}

function outcomeOf(error: unknown, action: Dispatch["action"]): Outcome {
  if (error instanceof RateLimitError) {
    return { kind: "busy", retryAfterMs: waitOf(error), ...(error.global ? { scope: "platform" } : {}) };
  }
  if (action.kind === "crosspost" && codeOf(error) === RESTJSONErrorCodes.ThisMessageWasAlreadyCrossposted) {
    return { kind: "sent", messageId: action.messageId };
  }
  const lasting = lastingReason(error);
  if (lasting !== null) {
    return { kind: "failed", reason: lasting, lasting: true, ...concernOf(error, action) };
  }
  const reason = `Discord ${failureWords(error)}.`;
  if (error instanceof DiscordAPIError) return { kind: "failed", reason, lasting: error.status === 400 };
  if (neverSent(error))
    return { kind: "failed", reason: `Discord cannot be reached: ${reason}`, lasting: false };
  if (error instanceof HTTPError) return { kind: "in-doubt", reason };
  return { kind: "in-doubt", reason: `The connection to Discord was lost: ${failureWords(error)}.` };
}

function codeOf(error: unknown): number | string | null {
  return error instanceof DiscordAPIError ? error.code : null;
}

/** What an error that lasts is about, when it is more than the one message. */
function concernOf(error: unknown, { kind }: Dispatch["action"]): Pick<Failed, "concerns" | "closed"> {
  if (error instanceof DiscordAPIError && error.status === 401) return { concerns: "platform" };
  const code = codeOf(error);
  if (code === RESTJSONErrorCodes.UnknownMessage) return kind === "post" ? {} : { concerns: "target" };
  const closed = code === null ? undefined : CLOSED.get(code);
  return kind !== "crosspost" && closed ? { closed } : {};
}

function lastingReason(error: unknown): string | null {
  if (!(error instanceof DiscordAPIError)) return null;
  if (error.status === 401) return BAD_TOKEN;
  return LASTING.get(error.code) ?? null;
}

function waitOf({ retryAfter, sublimitTimeout, timeToReset }: RateLimitError): number {
  if (retryAfter <= 0 && sublimitTimeout <= 0) return UNTOLD_WAIT_MS;
  return Math.max(SHORTEST_WAIT_MS, ...[retryAfter, sublimitTimeout, timeToReset].filter(Number.isFinite));
}
