import type { types } from "@slack/bolt";
import { clip, escapeText, split } from "./escape.ts";

/** What Slack takes at most for notifications and in a section. */
const LIMIT = { fallback: 3000, section: 3000 } as const;

/** A message as Slack takes it, with previews of links off. */
export interface SlackMessage {
  /** For notifications and screen readers. */
  readonly text: string;
  readonly blocks: types.KnownBlock[];
  readonly unfurl_links: false;
  readonly unfurl_media: false;
}

/** `escaped` is what a notification says of the blocks. */
export function messageOf(escaped: string, blocks: types.KnownBlock[]): SlackMessage {
  return { text: clip(escaped, LIMIT.fallback), blocks, unfurl_links: false, unfurl_media: false };
}

/** What a person or the knowledge says, fit for a message: never blank, as Slack takes no blank text. */
export function leaf(raw: string): string {
  return escapeText(raw).trim() || "…";
}

export function sections(escaped: string): types.SectionBlock[] {
  return split(escaped, LIMIT.section).map((text) => ({ type: "section", text: plainText(text) }));
}

/** Something beside the text itself, small and grey. */
export function aside(raw: string, max: number): types.ContextBlock {
  return { type: "context", elements: [plainText(clip(leaf(raw), max))] };
}

/**
 * `plain_text` rather than mrkdwn: no name, title or quoted word can become bold, an emoji, a link or a mention,
 * and mrkdwn knows no way to escape its own signs. `&`, `<` and `>` are escaped in both.
 */
export function plainText(escaped: string): types.PlainTextElement {
  return { type: "plain_text", text: escaped, emoji: false };
}
