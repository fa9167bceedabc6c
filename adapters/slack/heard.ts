import type { Asker } from "../platform.ts";

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

/** A question from an event, and where its answer goes. */
export interface Question {
  /** The same for all events that Slack makes of one message. */
  readonly key: string;
  readonly conversation: string;
  readonly asker: Asker;
  readonly text: string;
  readonly channel: string;
  readonly threadTs: string | undefined;
}

/** The parts of `app_mention` and `message` events that matter here. */
export interface Utterance {
  readonly channel: string;
  readonly ts: string;
  readonly thread_ts?: string | undefined;
  readonly text?: string | undefined;
  readonly user?: string | undefined;
  readonly bot_id?: string | undefined;
}

/**
 * The question in a message; null when a bot wrote it, this one included.
 *
 * In a channel each thread is a conversation, and a question outside one begins it. A direct message is one
 * conversation, in and out of its threads.
 */
export function questionIn(said: Utterance, team: string, botUserId: string): Question | null {
  if (said.bot_id !== undefined || said.user === undefined || said.user === botUserId) return null;
  const place = `slack:${team}:${said.channel}`;
  const direct = said.channel.startsWith("D");
  const thread = said.thread_ts ?? said.ts;
  return {
    key: `${place}:${said.ts}`,
    conversation: direct ? place : `${place}:${thread}`,
    asker: { platform: "slack", workspace: team, id: said.user },
    text: plainWords(said.text ?? "", botUserId),
    channel: said.channel,
    threadTs: direct ? said.thread_ts : thread,
  };
}
