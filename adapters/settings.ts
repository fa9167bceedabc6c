import { z } from "zod";
import type { SettingProblem } from "./setting-problem.ts";
import { readSlackSettings, type SlackSettings } from "./slack/read-settings.ts";
import { DATABASE_URL_EXPECTED, parseStoreAddress, type StoreAddress, storeIn } from "./store/address.ts";
import { ENCRYPTION_KEYS_EXPECTED, type EncryptionKey, parseEncryptionKeys } from "./store/vault.ts";

export interface DiscordSettings {
  readonly token: string;
  /** Ends in `/api`, without a version; null for Discord's own. */
  readonly apiUrl: string | null;
  /** Whether to ask for the Message Content intent; not unless told. */
  readonly hearsAll?: boolean;
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
  /** The first one encrypts; none where no workspace installs by itself. */
  readonly encryptionKeys: readonly EncryptionKey[];
  readonly dataDir: string;
  readonly knowledgeDir: string;
  readonly logLevel: string;
  /** Questions that a person may ask in a minute; 0 for any number. */
  readonly ratePerMinute: number;
  /** How long questions that were not answered, and what people think of answers, are kept. */
  readonly retentionMs: number;
  readonly keepUnanswered: boolean;
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
/** The ids of the platforms are of different kinds, so an id tells its platform; a name is none of them. */
export const CHANNEL_ID = { slack: /^[CGD][A-Z0-9_-]+$/, discord: /^\d{1,20}$/ } as const;
const slackChannels = ids.refine(
  (list) => list.every((id) => CHANNEL_ID.slack.test(id)),
  "channel ids such as C0123456789, separated by commas",
);
const discordChannels = ids.refine(
  (list) => list.every((id) => CHANNEL_ID.discord.test(id)),
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

/** A browser on this machine needs no TLS. */
function isPublicUrl(raw: string): boolean {
  if (!URL.canParse(raw)) return false;
  const { protocol, hostname, search, hash, username } = new URL(raw);
  const local = protocol === "http:" && ["localhost", "127.0.0.1"].includes(hostname);
  return (protocol === "https:" || local) && !search && !hash && !username;
}

const environment = z.object({
  SLACK_BOT_TOKEN: token("a bot token, which begins with xoxb-", /^xoxb-\S+$/),
  SLACK_APP_TOKEN: token("an app-level token, which begins with xapp-", /^xapp-\S+$/),
  SLACK_SIGNING_SECRET: token("the signing secret of the app, without spaces", /^\S+$/),
  SLACK_CLIENT_ID: token("the client id of the app, as 123.456", /^\d+\.\d+$/),
  SLACK_CLIENT_SECRET: token("the client secret of the app, without spaces", /^\S+$/),
  SLACK_STATE_SECRET: token("a secret of your own, at least 16 characters without spaces", /^\S{16,}$/),
  PUBLIC_URL: z
    .string()
    .refine(isPublicUrl, "an https address without query, such as https://rollcall.example.org")
    .transform((url) => url.replace(/\/+$/, ""))
    .optional(),
  ENCRYPTION_KEYS: z
    .string()
    .default("")
    .transform((raw) => (raw === "" ? [] : parseEncryptionKeys(raw)))
    .refine((keys) => keys !== null, ENCRYPTION_KEYS_EXPECTED)
    .transform((keys) => keys ?? []),
  SLACK_API_URL: address("an http or https address that ends in /api/", /^https?:\/\/.*\/api\/$/),
  DISCORD_TOKEN: token("a bot token, without spaces", /^\S+$/),
  DISCORD_API_URL: address("an http or https address that ends in /api", /^https?:\/\/.*\/api$/),
  DISCORD_MESSAGE_CONTENT: z.enum(["on", "off"], { error: "on or off" }).default("off"),
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
  RATE_LIMIT_PER_MINUTE: whole(30, 100_000, "a whole number of questions; 0 sets no limit"),
  RETENTION_DAYS: whole(90, 36_500, "a whole number of days"),
  KEEP_UNANSWERED: z.enum(["on", "off"], { error: "on or off" }).default("on"),
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
  const slack = readSlackSettings(values);
  if (slack && "problems" in slack) return slack;
  return {
    settings: {
      slack,
      discord: values.DISCORD_TOKEN
        ? {
            token: values.DISCORD_TOKEN,
            apiUrl: values.DISCORD_API_URL ?? null,
            ...(values.DISCORD_MESSAGE_CONTENT === "on" ? { hearsAll: true } : {}),
          }
        : null,
      announce: {
        slackChannels: values.ANNOUNCE_SLACK_CHANNELS,
        discordChannels: values.ANNOUNCE_DISCORD_CHANNELS,
        holdMs: values.ANNOUNCE_HOLD * 1000,
        approval: values.ANNOUNCE_APPROVAL === "on",
      },
      store: values.DATABASE_URL ?? storeIn(values.DATA_DIR),
      encryptionKeys: values.ENCRYPTION_KEYS,
      dataDir: values.DATA_DIR,
      knowledgeDir: values.KNOWLEDGE_DIR,
      logLevel: values.LOG_LEVEL,
      ratePerMinute: values.RATE_LIMIT_PER_MINUTE,
      retentionMs: values.RETENTION_DAYS * 24 * 60 * 60_000,
      keepUnanswered: values.KEEP_UNANSWERED === "on",
    },
  };
}
