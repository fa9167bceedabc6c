import type { Notice, Told } from "../platform.ts";
import { escapeMarkdown } from "./escape.ts";
import { formatPost, formatReply } from "./format.ts";
import type { SlackMessage } from "./message.ts";

/** What those who manage a channel are shown, and they alone; a post looks as it would in the channel. */
export function formatNotice(notice: Notice): SlackMessage & { readonly response_type: "ephemeral" } {
  const shown = notice.kind === "words" ? formatReply(notice.words) : formatPost(notice.post);
  return { response_type: "ephemeral", ...shown };
}

/** A direct message, with a link to the channel that it is about below. */
export function formatTold({ words, channel }: Told): SlackMessage {
  const { blocks, ...told } = formatReply(words);
  if (channel === null) return { ...told, blocks };
  const text = /^[A-Z0-9]+$/.test(channel) ? `<#${channel}>` : escapeMarkdown(channel);
  return { ...told, blocks: [...blocks, { type: "context", elements: [{ type: "mrkdwn", text }] }] };
}
