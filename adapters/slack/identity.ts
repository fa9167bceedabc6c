import { webApi } from "@slack/bolt";
import { LeaveAlone } from "../leave-alone.ts";
import { describeError } from "./sdk-log.ts";

/** Who the bot is in its workspace: its mention and its own messages are known by these. */
export interface Identity {
  /** Empty where Slack does not tell: a mention is then known by its event alone. */
  readonly userId: string;
  /** Not told everywhere; the user id alone tells its messages too. */
  readonly botId: string | undefined;
}

/** The bot in its workspace. */
export interface Installation extends Identity {
  readonly team: string;
  /** What people call the bot: `/invite @rollcall`. */
  readonly name: string;
}

/** Asks Slack who the token belongs to; rejects with what to do when Slack refuses it or is not there. */
export async function identify(client: webApi.WebClient): Promise<Installation> {
  const {
    user_id = "",
    bot_id,
    team_id = "",
    user = "rollcall",
  } = await client.auth.test().catch((error: unknown) => {
    throw startError(error, "SLACK_BOT_TOKEN");
  });
  return { userId: user_id, botId: bot_id, team: team_id, name: user };
}

const COPY = "Copy the token again from the pages of the app at api.slack.com/apps.";
const REMEDIES: Readonly<Record<string, string>> = {
  invalid_auth: COPY,
  not_authed: COPY,
  token_expired: COPY,
  not_allowed_token_type: "It is a token of another kind: xoxb- for the bot, xapp- for Socket Mode.",
  account_inactive: "The app was removed from the workspace or the workspace is gone. Install the app again.",
  token_revoked: "The token was revoked. Install the app again and copy the new token.",
  missing_scope: "An app-level token needs the scope connections:write. Create one that has it.",
};

/** Why the start failed, for the person who set the token: what Slack said and what to do. */
export function startError(error: unknown, setting: string): Error {
  const code = error instanceof webApi.WebAPIPlatformError ? error.data.error : "";
  const remedy = REMEDIES[code];
  if (error instanceof webApi.WebAPIRateLimitedError) {
    return new LeaveAlone(`Slack cannot be reached: ${describeError(error)}`, error.retryAfter * 1000, {
      cause: error,
    });
  }
  return new Error(
    remedy === undefined
      ? `Slack cannot be reached: ${describeError(error)}`
      : `Slack refuses ${setting} (${code}). ${remedy}`,
    { cause: error },
  );
}
