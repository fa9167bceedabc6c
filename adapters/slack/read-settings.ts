import type { SettingProblem } from "../setting-problem.ts";
import { ENCRYPTION_KEYS_EXPECTED } from "../store/vault.ts";

export type SlackConnection =
  | { readonly kind: "socket"; readonly appToken: string }
  | { readonly kind: "http"; readonly signingSecret: string };

/** By which any workspace can install the app from a page. */
export interface SlackOauth {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Signs the state that an installation comes back with. */
  readonly stateSecret: string;
  /** Address of the pages as browsers know it, without a slash at its end. */
  readonly publicUrl: string;
}

export interface SlackSettings {
  /** Of the one workspace that the operator installed by hand; null when there is none. */
  readonly botToken: string | null;
  readonly connection: SlackConnection;
  /** Null when the app serves one workspace. */
  readonly oauth: SlackOauth | null;
  /** Where events by HTTP and the pages for installing are served. */
  readonly listen: { readonly port: number; readonly host: string };
  /** Ends in `/api/`; null for Slack's own. */
  readonly apiUrl: string | null;
}

/** The settings that concern Slack, each well-formed by itself; one that is not set is missing. */
interface Values {
  readonly SLACK_BOT_TOKEN?: string | undefined;
  readonly SLACK_APP_TOKEN?: string | undefined;
  readonly SLACK_SIGNING_SECRET?: string | undefined;
  readonly SLACK_CLIENT_ID?: string | undefined;
  readonly SLACK_CLIENT_SECRET?: string | undefined;
  readonly SLACK_STATE_SECRET?: string | undefined;
  readonly SLACK_API_URL?: string | undefined;
  readonly PUBLIC_URL?: string | undefined;
  readonly ENCRYPTION_KEYS: readonly unknown[];
  readonly ANNOUNCE_SLACK_CHANNELS: readonly string[];
  readonly PORT: number;
  readonly HOST: string;
}

type Problems = { readonly problems: readonly SettingProblem[] };

/** What installing from a page needs, all together. */
const OAUTH = ["SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_STATE_SECRET", "PUBLIC_URL"] as const;

const NO_CONNECTION: SettingProblem = {
  name: "SLACK_APP_TOKEN or SLACK_SIGNING_SECRET",
  expected:
    "one of them, beside SLACK_BOT_TOKEN or SLACK_CLIENT_ID: an app-level token for Socket Mode, or the signing secret for HTTP",
};

const NO_HOME: SettingProblem = {
  name: "SLACK_BOT_TOKEN",
  expected: "the bot token of the workspace that the channels of ANNOUNCE_SLACK_CHANNELS are in",
};

/** Null when Slack is not to be started; else all that is missing is told at once. */
export function readSlackSettings(values: Values): SlackSettings | Problems | null {
  const botToken = values.SLACK_BOT_TOKEN ?? null;
  const oauth = oauthOf(values);
  if (!botToken && oauth === null) return null;
  const connection = connectionOf(values);
  const homeless = !botToken && values.ANNOUNCE_SLACK_CHANNELS.length > 0;
  const problems = [
    ...(connection ? [] : [NO_CONNECTION]),
    ...(oauth && "problems" in oauth ? oauth.problems : []),
    ...(homeless ? [NO_HOME] : []),
  ];
  if (!connection || problems.length > 0 || (oauth && "problems" in oauth)) return { problems };
  const listen = { port: values.PORT, host: values.HOST };
  return { botToken, connection, oauth, listen, apiUrl: values.SLACK_API_URL ?? null };
}

/** Null when nothing of it is set. PUBLIC_URL and keys alone ask for nothing. */
function oauthOf(values: Values): SlackOauth | Problems | null {
  const { SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret } = values;
  const { SLACK_STATE_SECRET: stateSecret, PUBLIC_URL: publicUrl } = values;
  if (!clientId && !clientSecret && !stateSecret) return null;
  const expected = `a value, as several workspaces need ${OAUTH.join(", ")} and ENCRYPTION_KEYS`;
  const missing: SettingProblem[] = OAUTH.filter((name) => !values[name]).map((name) => ({ name, expected }));
  if (values.ENCRYPTION_KEYS.length === 0) {
    missing.push({ name: "ENCRYPTION_KEYS", expected: ENCRYPTION_KEYS_EXPECTED });
  }
  if (missing.length > 0 || !clientId || !clientSecret || !stateSecret || !publicUrl) {
    return { problems: missing };
  }
  return { clientId, clientSecret, stateSecret, publicUrl };
}

function connectionOf(values: Values): SlackConnection | null {
  if (values.SLACK_APP_TOKEN) return { kind: "socket", appToken: values.SLACK_APP_TOKEN };
  if (!values.SLACK_SIGNING_SECRET) return null;
  return { kind: "http", signingSecret: values.SLACK_SIGNING_SECRET };
}
