import { MessageFlags } from "discord.js";
import type { Post } from "../../src/announcements/post.ts";
import type { Source } from "../../src/knowledge/knowledge-base.ts";
import { oncePer } from "../../src/questions/evaluate/once-per.ts";
import type { Composed } from "../../src/wording/compose.ts";
import { escapeLinkText, escapeText, linkTarget } from "./escape.ts";
import { beginning, escapedLines, fill } from "./split.ts";

/** A message as discord.js sends it: links are not unfurled, and nobody is ever notified. */
export interface DiscordMessage {
  readonly content: string;
  readonly flags: MessageFlags.SuppressEmbeds;
  readonly allowedMentions: { readonly parse: readonly []; readonly repliedUser: false };
}

/** Characters of a message; Discord counts a surrogate pair as one, so this errs on the safe side. */
export const CONTENT_LIMIT = 2000;

/** Together they leave room for some text in a message even when each is escaped to three times its length. */
const TITLE_LIMIT = 120;
const URL_LIMIT = 700;
const LABEL_LIMIT = 60;
/** Leaves half a message to the text, however many sources an announcement has. */
const POST_FOOTER_LIMIT = 1000;
const ELLIPSIS = "…";

/** What one message of an answer says: text of the answer, sources in small print, or both. */
export interface Part {
  readonly text: string | null;
  readonly footer: string | null;
}

/** An answer without buttons: one message, or several when it is long. */
export function replyMessages(reply: Composed): DiscordMessage[] {
  return partsOf(reply, escapedLines(reply.text, CONTENT_LIMIT), CONTENT_LIMIT).map(({ text, footer }) =>
    message([text, footer].filter((part) => part !== null).join("\n")),
  );
}

/** A short notice to one person. */
export function noticeMessage(text: string): DiscordMessage {
  const [first = ELLIPSIS] = fill(escapedLines(text, CONTENT_LIMIT), CONTENT_LIMIT);
  return message(first);
}

/** Escaped lines of an answer, parted at line ends into messages of `limit`; the sources together at the end. */
export function partsOf(reply: Composed, lines: readonly string[], limit: number): Part[] {
  const filled = fill(lines, limit);
  const footers = reply.sources.length > 0 ? fill(replyFooter(reply), limit) : [];
  const texts = filled.length + footers.length > 0 ? filled : [ELLIPSIS];
  const [whole, ...more] = footers;
  const last = texts.at(-1);
  const fits =
    whole !== undefined && last !== undefined && more.length === 0 && last.length + 1 + whole.length <= limit;
  if (fits) return [...texts.slice(0, -1).map(textOnly), { text: last, footer: whole }];
  return [...texts.map(textOnly), ...footers.map((footer) => ({ text: null, footer }))];
}

function textOnly(text: string): Part {
  return { text, footer: null };
}

/** Always one message: an announcement that is too long loses lines of text, never its reference. */
export function postMessage(post: Post): DiscordMessage {
  const footer = postFooter(post);
  const room = CONTENT_LIMIT - footer.length - 1;
  const [first = ELLIPSIS, ...more] = fill(
    escapedLines(post.text, room - ELLIPSIS.length - 1),
    room - ELLIPSIS.length - 1,
  );
  return message([first, ...(more.length > 0 ? [ELLIPSIS] : []), footer].join("\n"));
}

/** The reference of a post as it stands in the content, by which `find` knows it again. */
export function shownReference(reference: string): string {
  return escapeText(reference);
}

/** The heading goes with the first source, so that no cut leaves it alone. */
function replyFooter({ sources, labels }: Composed): string[] {
  const [first = "", ...more] = sources.map(sourceLine);
  return [`${small(label(labels.sources))}\n${first}`, ...more, small(label(labels.asOf))];
}

function postFooter({ sources, labels, reference }: Post): string {
  const end = small(`${label(labels.asOf)} · ${shownReference(reference)}`);
  const [first, ...more] = sources.map(sourceLine);
  if (first === undefined) return end;
  const head = `${small(label(labels.sources))}\n${first}`;
  const [listed = ""] = fill([head, ...more], Math.max(POST_FOOTER_LIMIT - end.length - 1, head.length));
  return `${listed}\n${end}`;
}

/** `-# [Title](<https://example.org/page>) · example.org`: the host is shown, for a title proves nothing. */
const sourceLine = oncePer(({ title, url }: Source): string => {
  const name = escapeLinkText(beginning(title, TITLE_LIMIT));
  const target = linkTarget(url);
  if (target === null || target.length > URL_LIMIT || name === "") return small(name || ELLIPSIS);
  return small(`[${name}](<${target}>) · ${escapeText(new URL(target).hostname)}`);
});

function label(text: string): string {
  return escapeText(beginning(text.replace(/[^\S\u00A0\u202F]+/g, " ").trim(), LABEL_LIMIT));
}

/** A line in small print. */
export function small(line: string): string {
  return `-# ${line}`;
}

function message(content: string): DiscordMessage {
  return { content, flags: MessageFlags.SuppressEmbeds, allowedMentions: { parse: [], repliedUser: false } };
}
