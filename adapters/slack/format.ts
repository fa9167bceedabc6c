import type { types } from "@slack/bolt";
import type { Dispatch, Post } from "../../src/announcements/post.ts";
import type { Source } from "../../src/knowledge/knowledge-base.ts";
import type { Composed } from "../../src/wording/compose.ts";
import { clip, escapeMarkdown, escapeText, escapeUrl, split } from "./escape.ts";

/** What Slack takes; its undocumented total for one message is a little over 13,000 characters. */
const LIMIT = { fallback: 3000, section: 3000, body: 7000, sources: 2400, title: 300, label: 200 } as const;

/** `event_type` in the metadata of every announcement. */
export const ANNOUNCEMENT = "rollcall_announcement";

/** A message as Slack takes it, with previews of links off. */
export interface SlackMessage {
  /** For notifications and screen readers. */
  readonly text: string;
  readonly blocks: types.KnownBlock[];
  readonly unfurl_links: false;
  readonly unfurl_media: false;
}

export function formatReply(reply: Composed): SlackMessage {
  const footer = reply.sources.length > 0 ? footerOf(reply.sources, reply.labels, [reply.labels.asOf]) : [];
  return message(reply.text, footer);
}

/** The reference is in the footer for people and in the metadata for `find`. */
export function formatDispatch({
  post,
  nonce,
}: Dispatch): SlackMessage & { metadata: types.MessageMetadata } {
  return {
    ...formatPost(post),
    metadata: { event_type: ANNOUNCEMENT, event_payload: { reference: post.reference, nonce } },
  };
}

export function formatPost({ text, sources, labels, reference }: Post): SlackMessage {
  return message(text, footerOf(sources, labels, [labels.asOf, reference]));
}

function message(raw: string, footer: types.KnownBlock[]): SlackMessage {
  const text = escapeText(raw).trim() || "…";
  return {
    text: clip(text, LIMIT.fallback),
    blocks: [...split(clip(text, LIMIT.body), LIMIT.section).map(section), ...footer],
    unfurl_links: false,
    unfurl_media: false,
  };
}

/**
 * `plain_text` rather than mrkdwn: no name, title or quoted word can become bold, an emoji, a link or a mention,
 * and mrkdwn knows no way to escape its own signs. `&`, `<` and `>` are escaped in both.
 */
function section(text: string): types.SectionBlock {
  return { type: "section", text: { type: "plain_text", text, emoji: false } };
}

function footerOf(
  sources: readonly Source[],
  labels: Composed["labels"],
  notes: readonly string[],
): types.KnownBlock[] {
  const note = notes
    .filter((words) => words.trim() !== "")
    .map((words) => clip(escapeText(words), LIMIT.label))
    .join(" · ");
  const elements: Array<types.MrkdwnElement | types.PlainTextElement> = [];
  if (sources.length > 0) {
    elements.push({ type: "mrkdwn", verbatim: true, text: `${label(labels.sources)}: ${links(sources)}` });
  }
  if (note !== "") elements.push({ type: "plain_text", text: note, emoji: false });
  return elements.length > 0 ? [{ type: "context", elements }] : [];
}

function label(words: string): string {
  return clip(escapeMarkdown(words), LIMIT.label);
}

/** As many sources as there is room for, then how many more: `<…|A page> (example.org) · +3`. */
function links(sources: readonly Source[]): string {
  const shown: string[] = [];
  let length = 0;
  for (const source of sources) {
    const next = linkTo(source);
    length += next.length + 3;
    if (length > LIMIT.sources) break;
    shown.push(next);
  }
  const hidden = sources.length - shown.length;
  return [...shown, ...(hidden > 0 ? [`+${hidden}`] : [])].join(" · ");
}

/** The host stands beside the title, so that no title can pass for another site. */
function linkTo({ title, url }: Source): string {
  const words = clip(escapeMarkdown(title), LIMIT.title);
  const address = escapeUrl(url);
  if (address === null) return words;
  const link = `<${address}|${words}> (${escapeMarkdown(new URL(url).host)})`;
  return link.length <= LIMIT.sources - 3 ? link : words;
}
