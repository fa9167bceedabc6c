import type { HeardWords } from "../platform.ts";

/** Slack's tokens in the text of a person: `<@U1>`, `<#C1|general>`, `<https://example.org|label>`, `&amp;`. */
const TOKEN = /<([^<>]*)>|&(amp|lt|gt);/g;
const SIGN: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">" };

/** What a person wrote, as plain words and without the bot's own mention. */
export function plainWords(text: string, botUserId: string): string {
  const words = text.replace(TOKEN, (_, token: string | undefined, sign: string | undefined) =>
    token === undefined ? (SIGN[sign ?? ""] ?? "") : plainToken(token, botUserId),
  );
  return words.replace(/\s+/g, " ").trim();
}

/** `@U1|ann` is `@ann`, `#C1|general` is `#general`, `!here` is `@here`, `https://example.org|label` is `label`. */
function plainToken(token: string, botUserId: string): string {
  const bar = token.indexOf("|");
  const target = bar < 0 ? token : token.slice(0, bar);
  const label = bar < 0 ? "" : plainSigns(token.slice(bar + 1));
  if (target === `@${botUserId}`) return " ";
  if (target.startsWith("@")) return label ? `@${label}` : target;
  if (target.startsWith("#")) return label ? `#${label}` : target;
  if (target.startsWith("!")) return label || `@${target.slice(1)}`;
  return label || plainSigns(target);
}

function plainSigns(text: string): string {
  return text.replace(/&(amp|lt|gt);/g, (_, sign: string) => SIGN[sign] ?? "");
}

/** What a person said in Slack, and where its answer goes. */
export interface Question {
  /** Its key is the same for all events that Slack makes of one message. */
  readonly heard: HeardWords;
  readonly channel: string;
  readonly threadTs: string | undefined;
  readonly ts: string;
}

/** The parts of `app_mention` and `message` events that matter here; an edited message comes as the same. */
export interface Utterance {
  readonly channel: string;
  readonly channel_type?: string | undefined;
  readonly ts: string;
  readonly thread_ts?: string | undefined;
  readonly text?: string | undefined;
  readonly user?: string | undefined;
  readonly bot_id?: string | undefined;
}

/**
 * What a message says; null when a bot wrote it, this one included.
 *
 * In a channel each thread is a conversation, and a question outside one begins it. A direct message is one
 * conversation, in and out of its threads.
 */
export function questionIn(said: Utterance, team: string, botUserId: string): Question | null {
  const { channel, ts, text = "", user } = said;
  // What is no id is answered nowhere, whatever else the event says.
  if (typeof channel !== "string" || typeof user !== "string") return null;
  if (said.bot_id !== undefined || user === botUserId) return null;
  const place = `slack:${team}:${channel}`;
  const direct = isDirectly(said);
  const thread = said.thread_ts ?? ts;
  return {
    heard: {
      key: keyOf(team, channel, ts),
      conversation: direct ? place : `${place}:${thread}`,
      asker: { platform: "slack", workspace: team, id: user },
      text: plainWords(text, botUserId),
      address: addressOf(said, botUserId),
      channel: direct ? null : channel,
    },
    channel,
    threadTs: direct ? said.thread_ts : thread,
    ts,
  };
}

/** The key of a message. */
export function keyOf(team: string, channel: string, ts: string): string {
  return `slack:${team}:${channel}:${ts}`;
}

/** Who is mentioned first: in the event of a mention that is the bot, whichever of its ids Slack writes there. */
export function mentionedIn({ text = "" }: Utterance, botUserId: string): string {
  return mentions(text, botUserId) ? botUserId : (/<@([^<>|]+)/.exec(text)?.[1] ?? botUserId);
}

export function isDirect(channel: string): boolean {
  return channel.startsWith("D");
}

export function mentions(text: string, botUserId: string): boolean {
  return text.includes(`<@${botUserId}>`) || text.includes(`<@${botUserId}|`);
}

function isDirectly({ channel, channel_type }: Utterance): boolean {
  return channel_type === "im" || isDirect(channel);
}

function addressOf(said: Utterance, botUserId: string): HeardWords["address"] {
  const { text = "", thread_ts } = said;
  if (isDirectly(said) || mentions(text, botUserId)) return "asked";
  return thread_ts === undefined ? "overheard" : "followed";
}
