import { z } from "zod";
import { DATABASE_URL_EXPECTED, parseStoreAddress, type StoreAddress, storeIn } from "./store/address.ts";

export type SlackConnection =
  | { readonly kind: "socket"; readonly appToken: string }
  | { readonly kind: "http"; readonly signingSecret: string; readonly port: number; readonly host: string };

export interface SlackSettings {
  readonly botToken: string;
  readonly connection: SlackConnection;
  /** Ends in `/api/`; null for Slack's own. */
  readonly apiUrl: string | null;
}

export interface DiscordSettings {
  readonly token: string;
  /** Ends in `/api`, without a version; null for Discord's own. */
  readonly apiUrl: string | null;
}

interface AnnounceSettings {
  /** Channel ids, fixed by the operator. */
  readonly slackChannels: readonly string[];
  readonly discordChannels: readonly string[];
  /** Between an event and its first post. */
  readonly holdMs: number;
  /** True when an operator has to approve each post. */
  readonly approval: boolean;
}

export interface Settings {
  readonly slack: SlackSettings | null;
  readonly discord: DiscordSettings | null;
  readonly announce: AnnounceSettings;
  readonly store: StoreAddress;
  readonly dataDir: string;
  readonly knowledgeDir: string;
  readonly logLevel: string;
}

/** A setting that is missing or malformed: its name and what it should be. Never its value. */
export interface SettingProblem {
  readonly name: string;
  readonly expected: string;
}

const ids = z
  .string()
  .default("")
  .transform((list) => [
    ...new Set(
      list
        .split(",")
        .map((id) => id.trim())
        .filter((id) => id !== ""),
    ),
  ]);
const slackChannels = ids.refine(
  (list) => list.every((id) => /^[CGD][A-Z0-9]{2,}$/.test(id)),
  "channel ids such as C0123456789, separated by commas",
);
const discordChannels = ids.refine(
  (list) => list.every((id) => /^\d{5,20}$/.test(id)),
  "channel ids such as 112233445566778899, separated by commas",
);
const whole = (fallback: number, max: number, expected: string) =>
  z
    .string()
    .default(String(fallback))
    .refine((raw) => /^\d{1,9}$/.test(raw) && Number(raw) <= max, expected)
    .transform(Number);
const token = (expected: string, shape: RegExp) => z.string().regex(shape, expected).optional();
const address = (expected: string, shape: RegExp) =>
  z
    .string()
    .refine((raw) => URL.canParse(raw) && shape.test(raw), expected)
    .optional();

const environment = z.object({
  SLACK_BOT_TOKEN: token("a bot token, which begins with xoxb-", /^xoxb-\S+$/),
  SLACK_APP_TOKEN: token("an app-level token, which begins with xapp-", /^xapp-\S+$/),
  SLACK_SIGNING_SECRET: token("the signing secret of the app, without spaces", /^\S+$/),
  SLACK_API_URL: address("an http or https address that ends in /api/", /^https?:\/\/.*\/api\/$/),
  DISCORD_TOKEN: token("a bot token, without spaces", /^\S+$/),
  DISCORD_API_URL: address("an http or https address that ends in /api", /^https?:\/\/.*\/api$/),
  ANNOUNCE_SLACK_CHANNELS: slackChannels,
  ANNOUNCE_DISCORD_CHANNELS: discordChannels,
  ANNOUNCE_HOLD: whole(0, 86_400 * 30, "a whole number of seconds, at most 30 days"),
  ANNOUNCE_APPROVAL: z.enum(["on", "off"], { error: "on or off" }).default("off"),
  DATABASE_URL: z
    .string()
    .transform(parseStoreAddress)
    .refine((address) => address !== null, DATABASE_URL_EXPECTED)
    .optional(),
  DATA_DIR: z.string().min(1).default("./data"),
  KNOWLEDGE_DIR: z.string().min(1).default("./knowledge"),
  PORT: whole(3000, 65_535, "a port from 0 to 65535"),
  HOST: z.string().min(1).default("127.0.0.1"),
  LOG_LEVEL: z
    .enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"], {
      error: "one of fatal, error, warn, info, debug, trace, silent",
    })
    .default("info"),
});

/** Reads the settings from environment variables: all that are wrong are named at once, an empty one counts as unset. */
export function readSettings(
  env: Readonly<Record<string, string | undefined>>,
): { readonly settings: Settings } | { readonly problems: readonly SettingProblem[] } {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  const parsed = environment.safeParse(present);
  if (!parsed.success) {
    return {
      problems: parsed.error.issues.map(({ path, message }) => ({ name: path.join("."), expected: message })),
    };
  }
  const values = parsed.data;
  const slack = slackSettings(values);
  if (slack && "problems" in slack) return slack;
  return {
    settings: {
      slack,
      discord: values.DISCORD_TOKEN
        ? { token: values.DISCORD_TOKEN, apiUrl: values.DISCORD_API_URL ?? null }
        : null,
      announce: {
        slackChannels: values.ANNOUNCE_SLACK_CHANNELS,
        discordChannels: values.ANNOUNCE_DISCORD_CHANNELS,
        holdMs: values.ANNOUNCE_HOLD * 1000,
        approval: values.ANNOUNCE_APPROVAL === "on",
      },
      store: values.DATABASE_URL ?? storeIn(values.DATA_DIR),
      dataDir: values.DATA_DIR,
      knowledgeDir: values.KNOWLEDGE_DIR,
      logLevel: values.LOG_LEVEL,
    },
  };
}

function slackSettings(
  values: z.output<typeof environment>,
): SlackSettings | { readonly problems: readonly SettingProblem[] } | null {
  const botToken = values.SLACK_BOT_TOKEN;
  if (!botToken) return null;
  const connection = slackConnection(values);
  if (connection) return { botToken, connection, apiUrl: values.SLACK_API_URL ?? null };
  return {
    problems: [
      {
        name: "SLACK_APP_TOKEN or SLACK_SIGNING_SECRET",
        expected:
          "one of them, beside SLACK_BOT_TOKEN: an app-level token for Socket Mode, or the signing secret for HTTP",
      },
    ],
  };
}

function slackConnection(values: z.output<typeof environment>): SlackConnection | null {
  if (values.SLACK_APP_TOKEN) return { kind: "socket", appToken: values.SLACK_APP_TOKEN };
  if (!values.SLACK_SIGNING_SECRET) return null;
  return { kind: "http", signingSecret: values.SLACK_SIGNING_SECRET, port: values.PORT, host: values.HOST };
}
