import { webApi } from "@slack/bolt";
import type { ClosedReason, Failed, Outcome } from "../../src/announcements/outcome.ts";
import type { Dispatch } from "../../src/announcements/post.ts";
import type { Poster } from "../../src/announcements/poster.ts";
import { formatDispatch } from "./format.ts";
import type { Identity } from "./identity.ts";
import { neverSent } from "./never-sent.ts";
import { createPace, type Pace } from "./pace.ts";
import { describeError } from "./sdk-log.ts";
import { findPost } from "./sighting.ts";

const INVITE = "invite the bot to the channel (/invite @Rollcall)";
const REINSTALL = "install the app in the workspace again and set SLACK_BOT_TOKEN anew";
const REPORT = "Slack does not take the post as it is: please report it with its reference";

/** Errors that another attempt cannot cure, and what the operator can do. */
const LASTING: Readonly<Record<string, string>> = {
  channel_not_found: `there is no such channel, or it is private and the bot is not in it: check the id, or ${INVITE}`,
  is_archived: "the channel is archived: unarchive it or take it off the list",
  not_in_channel: `the bot is not in the channel: ${INVITE}`,
  restricted_action: "the workspace does not let the bot post there: ask an admin to allow it",
  restricted_action_read_only_channel: "only some people may post there: ask an admin to add the bot",
  restricted_action_thread_only_channel: "the channel takes only threads: choose another channel",
  restricted_action_non_threadable_channel: "the channel takes no such posts: choose another channel",
  restricted_action_thread_locked: "the thread of the earlier post is locked: unlock it",
  channel_is_limited_access: "the channel is limited: ask its owner to give the bot access",
  cannot_reply_to_message: "the earlier post takes no replies: nothing is to be done",
  messages_tab_disabled: "direct messages to the app are off: turn on its Messages tab",
  user_not_found: "there is no such person: check the id",
  no_permission: "the token lacks a permission: install the app again from its manifest",
  missing_scope: "the app lacks the scope chat:write: add it and install the app again",
  ekm_access_denied: "an admin has suspended posting there: ask them",
  access_denied: "the workspace denies the bot access: ask an admin",
  team_access_not_granted: "the app is not granted to that workspace: ask an admin of the organisation",
  enterprise_is_restricted: "the organisation does not let the bot post: ask an admin",
  org_login_required: "the workspace is moving to an organisation: install the app again there",
  two_factor_setup_required: "the account of the app needs two-factor authentication: set it up",
  account_inactive: `the app was removed, or the workspace is gone: ${REINSTALL}`,
  token_revoked: `the token was revoked: ${REINSTALL}`,
  token_expired: `the token has expired: ${REINSTALL}`,
  invalid_auth: `Slack does not know the token: ${REINSTALL}`,
  not_authed: `Slack got no token: ${REINSTALL}`,
  not_allowed_token_type: "SLACK_BOT_TOKEN is of another kind: set the one that begins with xoxb-",
  message_not_found: "the earlier post was deleted: nothing is to be done",
  thread_not_found: "the earlier post was deleted: nothing is to be done",
  edit_window_closed: "the workspace lets no message so old be edited: nothing is to be done",
  is_inactive: "the channel is archived or frozen: unarchive it or take it off the list",
  cant_update_message: "the earlier post is not the bot's any more: nothing is to be done",
  msg_too_long: REPORT,
  msg_blocks_too_long: REPORT,
  no_text: REPORT,
  invalid_arguments: REPORT,
  invalid_blocks: REPORT,
  invalid_blocks_format: REPORT,
  invalid_metadata_format: REPORT,
  invalid_metadata_schema: REPORT,
  metadata_too_large: REPORT,
  markdown_text_conflict: REPORT,
};

/** Errors after which, by Slack's own words, some part of the call may have succeeded. */
const UNCERTAIN: ReadonlySet<string> = new Set(["internal_error", "fatal_error", "request_timeout"]);

/** Errors that no message of the app gets past. */
const OF_THE_APP: ReadonlySet<string> = new Set([
  ...["no_permission", "missing_scope", "access_denied", "enterprise_is_restricted", "org_login_required"],
  ...["two_factor_setup_required", "account_inactive", "token_revoked", "token_expired", "invalid_auth"],
  ...["not_authed", "not_allowed_token_type"],
]);

/** Errors that tell of the earlier post. */
const OF_THE_TARGET: ReadonlySet<string> = new Set(["message_not_found", "thread_not_found"]);

/** Errors that stand in the way of one edit or note: all else still comes through. */
const OF_THE_ONE: ReadonlySet<string> = new Set([
  ...["cant_update_message", "edit_window_closed"],
  ...["cannot_reply_to_message", "restricted_action_thread_locked"],
]);

const RETRY_AFTER_SECONDS = 30;

/** What other errors tell of the channel; those that are not named here are of an admin who forbids it. */
const CLOSED: Readonly<Record<string, ClosedReason>> = {
  ...{ is_archived: "archived", is_inactive: "archived" },
  ...{ channel_not_found: "gone", user_not_found: "gone", not_in_channel: "outside" },
  ...{ restricted_action_thread_only_channel: "unfit", restricted_action_non_threadable_channel: "unfit" },
};

/** What an error that lasts is about, when it is more than the one message. */
function concernOf(code: string): Pick<Failed, "concerns" | "closed"> {
  if (OF_THE_TARGET.has(code)) return { concerns: "target" };
  if (OF_THE_APP.has(code)) return { concerns: "platform" };
  return LASTING[code] === REPORT || OF_THE_ONE.has(code) ? {} : { closed: CLOSED[code] ?? "forbidden" };
}

/** Posts announcements through a client that never retries by itself, no faster than Slack allows. */
export function createPoster(client: webApi.WebClient, self: Identity, pace: Pace = createPace()): Poster {
  return {
    async send(dispatch) {
      const retryAfterMs = dispatch.action.kind === "edit" ? 0 : pace.take(dispatch.channel);
      if (retryAfterMs > 0) return { kind: "busy", retryAfterMs };
      return request(client, dispatch).then(({ ts }) => outcomeOfPost(ts), outcomeOf);
    },
    async find(dispatch, sentAt) {
      return findPost(client, self, dispatch, sentAt);
    },
  };
}

/** An edit names the message, a note its thread. */
function request(client: webApi.WebClient, dispatch: Dispatch): Promise<{ readonly ts?: string }> {
  const { channel, action } = dispatch;
  const content = { channel, ...formatDispatch(dispatch) };
  switch (action.kind) {
    case "post":
      return client.chat.postMessage(content);
    case "edit":
      return client.chat.update({ ...content, ts: action.messageId });
    case "note":
      return client.chat.postMessage({ ...content, thread_ts: action.messageId });
    case "crosspost":
      return Promise.reject(new Error("Slack has no channels that publish."));
  }
}

function outcomeOfPost(ts: string | undefined): Outcome {
  return ts === undefined
    ? { kind: "in-doubt", reason: "Slack said yes but gave no message id." }
    : { kind: "sent", messageId: ts };
}

/** What an error of the Web API says about a post: taken, surely not taken, or not known. */
export function outcomeOf(error: unknown): Outcome {
  if (error instanceof webApi.WebAPIRateLimitedError) {
    return { kind: "busy", retryAfterMs: error.retryAfter * 1000 };
  }
  if (error instanceof webApi.WebAPIPlatformError) return outcomeOfRefusal(error);
  if (error instanceof webApi.WebAPIHTTPError) {
    const reason = `Slack answered HTTP ${error.statusCode}.`;
    return error.statusCode >= 500
      ? { kind: "in-doubt", reason }
      : { kind: "failed", reason, lasting: false };
  }
  if (neverSent(error instanceof webApi.WebAPIRequestError ? error.original : error)) {
    return { kind: "failed", reason: "Slack could not be reached.", lasting: false };
  }
  return { kind: "in-doubt", reason: `The connection to Slack was lost: ${describeError(error)}` };
}

function outcomeOfRefusal({ data }: webApi.WebAPIPlatformError): Outcome {
  const code = data.error;
  if (!/^[a-z][a-z0-9_]*$/.test(code)) {
    return { kind: "in-doubt", reason: "Slack's reply could not be read." };
  }
  if (code === "ratelimited" || code === "rate_limited") {
    return { kind: "busy", retryAfterMs: (data.response_metadata?.retryAfter ?? RETRY_AFTER_SECONDS) * 1000 };
  }
  if (UNCERTAIN.has(code)) return { kind: "in-doubt", reason: `Slack answered ${code}.` };
  const remedy = LASTING[code];
  if (remedy === undefined) return { kind: "failed", reason: `Slack answered ${code}.`, lasting: false };
  return { kind: "failed", reason: `${code}: ${remedy}.`, lasting: true, ...concernOf(code) };
}
