import type { types } from "@slack/bolt";
import type { Dispatch, Post } from "../../src/announcements/post.ts";
import type { Composed } from "../../src/wording/compose.ts";
import { clip } from "./escape.ts";
import { footerOf } from "./footer.ts";
import { leaf, messageOf, type SlackMessage, sections } from "./message.ts";

/** `event_type` in the metadata of every announcement. */
export const ANNOUNCEMENT = "rollcall_announcement";

/** Slack's undocumented total for one message is a little over 13,000 characters. */
const MOST_TEXT = 7000;

/** Words that stand alone: a notice, an answer to a command. */
export function formatReply({ text, sources, labels }: Composed): SlackMessage {
  return message(text, sourcesOf({ sources, labels }));
}

/** Sources and as-of of an answer; words without a source are as old as they are. */
export function sourcesOf({ sources, labels }: Pick<Composed, "sources" | "labels">): types.ContextBlock[] {
  return sources.length > 0 ? footerOf(sources, labels, [labels.asOf]) : [];
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
  const text = leaf(raw);
  return messageOf(text, [...sections(clip(text, MOST_TEXT)), ...footer]);
}
