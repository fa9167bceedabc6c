import type { types } from "@slack/bolt";
import type { ChatAnswer } from "../platform.ts";
import { answerButtons } from "./buttons.ts";
import { clip, split } from "./escape.ts";
import { sourcesOf } from "./format.ts";
import { formatTable } from "./format-table.ts";
import { aside, leaf, messageOf, type SlackMessage, sections } from "./message.ts";

/** A message of 6,000 has room for its notification, its sources and its buttons below Slack's 13,000 in all. */
const LIMIT = { text: 6000, messages: 5, total: 12_500, aside: 300 } as const;

/** Where and how an answer is shown. */
export interface Showing {
  /** The question, where it does not stand in the chat beside its answer. */
  readonly question?: string;
  /** Who shared it: a name that a person chose. */
  readonly sharedBy?: string;
  /** Only one person sees it, who may show it to the channel. */
  readonly shareable?: boolean;
  /** Whether Slack knows tables and feedback buttons there. */
  readonly newBlocks: boolean;
}

/** An answer as one message, or several where it is long: its sources and buttons stand below the last. */
export function formatAnswer(
  answer: ChatAnswer,
  showing: Showing,
): readonly [SlackMessage, ...SlackMessage[]] {
  const parts = split(clip(leaf(answer.words.text), LIMIT.text * LIMIT.messages), LIMIT.text);
  const [first = "…", ...rest] = parts;
  const head = showing.question ? [aside(`› ${showing.question}`, LIMIT.aside)] : [];
  const foot = footOf(answer, showing);
  if (rest.length === 0) {
    const table = showing.newBlocks ? tableOf(answer, first, foot) : [];
    return [messageOf(first, [...head, ...sections(first), ...table, ...foot])];
  }
  const more = rest.map((part, index) => {
    return messageOf(part, [...sections(part), ...(index === rest.length - 1 ? foot : [])]);
  });
  return [messageOf(first, [...head, ...sections(first)]), ...more];
}

/** Slack takes a table a message, as far as there is room beside all else. */
function tableOf({ table }: ChatAnswer, text: string, foot: types.KnownBlock[]): types.TableBlock[] {
  if (!table) return [];
  const room = LIMIT.total - 2 * text.length - JSON.stringify(foot).length;
  const block = formatTable(table, room);
  return block ? [block] : [];
}

function footOf(answer: ChatAnswer, { sharedBy, shareable = false, newBlocks }: Showing): types.KnownBlock[] {
  const sharer = sharedBy === undefined ? [] : [aside(answer.chat.sharedBy(sharedBy), LIMIT.aside)];
  return [...sourcesOf(answer.words), ...sharer, ...answerButtons(answer, shareable, newBlocks)];
}
