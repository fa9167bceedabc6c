import {
  DiscordAPIError,
  HTTPError,
  RateLimitError,
  type REST,
  RESTJSONErrorCodes,
  Routes,
} from "discord.js";
import { z } from "zod";
import type { Outcome } from "../../src/announcements/outcome.ts";
import type { Dispatch } from "../../src/announcements/post.ts";
import type { Poster } from "../../src/announcements/poster.ts";
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
}

const SHORTEST_WAIT_MS = 50;
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
const BAD_TOKEN = "Discord refused DISCORD_TOKEN: set a fresh bot token and restart.";

/** Posts announcements to Discord: at most once, for the nonce makes Discord itself drop a repeat. */
export function createPoster({ rest, token, self }: AnnouncementRest): Poster {
  return {
    async send(dispatch) {
      rest.setToken(token);
      try {
        const answer = created.safeParse(
          await rest.post(Routes.channelMessages(dispatch.channel), { body: bodyOf(dispatch) }),
        );
        if (answer.success) return { kind: "sent", messageId: answer.data.id };
        return { kind: "in-doubt", reason: "Discord's answer to the post was not readable." };
      } catch (error) {
        return outcomeOf(error);
      }
    },
    async find(dispatch, sentAt) {
      rest.setToken(token);
      try {
        return await findPost(rest, self, dispatch, sentAt);
      } catch (error) {
        return { kind: "unreadable", reason: lastingReason(error) ?? `Discord ${failureWords(error)}.` };
      }
    },
  };
}

/** The settings of the announcements' REST client: 30 of the 50 requests a second; the answers have the rest. */
export function announcementOptions(settings: DiscordSettings, timeoutMs: number) {
  return {
    ...(settings.apiUrl === null ? {} : { api: settings.apiUrl }),
    globalRequestsPerSecond: 30,
    retries: 0,
    timeout: timeoutMs,
    rejectOnRateLimit: () => true,
  };
}

function bodyOf({ post, nonce }: Dispatch) {
  const { content, flags } = postMessage(post);
  return { content, flags, nonce, enforce_nonce: true, allowed_mentions: { parse: [] } };
}

function outcomeOf(error: unknown): Outcome {
  if (error instanceof RateLimitError) return { kind: "busy", retryAfterMs: waitOf(error) };
  const lasting = lastingReason(error);
  if (lasting !== null) return { kind: "failed", reason: lasting, lasting: true };
  const reason = `Discord ${failureWords(error)}.`;
  if (error instanceof DiscordAPIError) return { kind: "failed", reason, lasting: error.status === 400 };
  if (neverSent(error))
    return { kind: "failed", reason: `Discord cannot be reached: ${reason}`, lasting: false };
  if (error instanceof HTTPError) return { kind: "in-doubt", reason };
  return { kind: "in-doubt", reason: `The connection to Discord was lost: ${failureWords(error)}.` };
}

function lastingReason(error: unknown): string | null {
  if (!(error instanceof DiscordAPIError)) return null;
  if (error.status === 401) return BAD_TOKEN;
  return LASTING.get(error.code) ?? null;
}

function waitOf({ retryAfter, sublimitTimeout, timeToReset }: RateLimitError): number {
  return Math.max(SHORTEST_WAIT_MS, ...[retryAfter, sublimitTimeout, timeToReset].filter(Number.isFinite));
}
