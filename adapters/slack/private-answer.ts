import type { ChatAnswer } from "../platform.ts";
import { formatReply } from "./format.ts";
import { formatAnswer, type Showing } from "./format-answer.ts";
import { isDirect } from "./heard.ts";
import type { SlackMessage } from "./message.ts";

/** What only one person sees, beside what they see already. */
export interface PrivateMessage extends SlackMessage {
  readonly response_type: "ephemeral";
  readonly replace_original: false;
}

/**
 * An answer for one person, who may share it with the channel. It has no new blocks: an acknowledgement cannot be
 * refused, so what Slack does not know would be lost without a word.
 */
export function privateAnswer(
  answer: ChatAnswer,
  where: { readonly channel: string; readonly question?: string },
): readonly [PrivateMessage, ...PrivateMessage[]] {
  const { channel, ...asked } = where;
  const shareable = answer.outcome === "answered" && answer.rateable && !isDirect(channel);
  const showing: Showing = { ...asked, shareable, newBlocks: false };
  const [first, ...more] = formatAnswer(answer, showing);
  return [forOne(first), ...more.map(forOne)];
}

/** Words for one person. */
export function privately(text: string): PrivateMessage {
  return forOne(formatReply({ text, sources: [], labels: { asOf: "", sources: "" } }));
}

function forOne(message: SlackMessage): PrivateMessage {
  return { response_type: "ephemeral", replace_original: false, ...message };
}
