import type { types } from "@slack/bolt";
import type { ChatAnswer } from "../platform.ts";
import { clip } from "./escape.ts";
import { leaf, plainText } from "./message.ts";

/** What a press of a button is known by; all else is in its value, so that it still works after a restart. */
export const ACTION = {
  /** Followed by a number: a message takes each id once. The value is the question. */
  ask: "ask_",
  /** The same on the Home tab. */
  homeAsk: "home_ask_",
  /** Also with `_yes` and `_no`. The value is that with the id of the answer: `yes 5f2a…`. */
  rate: "rate",
  /** The value is the id of the answer. */
  tell: "tell",
  share: "share",
} as const;

const LIMIT = { label: 75, value: 2000 } as const;

export type Rating = { readonly id: string; readonly helpful: boolean };

/** Reads the value of a feedback button; null for what is none. */
export function ratingOf(value: string): Rating | null {
  const [said = "", id = ""] = value.split(" ");
  return id !== "" && (said === "yes" || said === "no") ? { id, helpful: said === "yes" } : null;
}

export function askButtons(action: string, questions: readonly string[]): types.Button[] {
  return questions
    .filter((question) => question.trim() !== "" && question.length <= LIMIT.value)
    .map((question, index) => button(`${action}${index}`, question, question));
}

/** What can be done with an answer; `share`: whether it can be shown to the whole channel. */
export function answerButtons(answer: ChatAnswer, share: boolean, newBlocks: boolean): types.KnownBlock[] {
  const { id, followUps, canTell, rateable } = answer;
  const { labels } = answer.chat;
  const asks = askButtons(ACTION.ask, followUps);
  const others = [
    ...(canTell ? [button(ACTION.tell, labels.tell, id)] : []),
    ...(share ? [button(ACTION.share, labels.share, id)] : []),
    ...(rateable && !newBlocks ? plainFeedback(answer) : []),
  ];
  return [...row(asks), ...row(others), ...(rateable && newBlocks ? [feedback(answer)] : [])];
}

function row(elements: types.Button[]): types.ActionsBlock[] {
  return elements.length > 0 ? [{ type: "actions", elements }] : [];
}

function feedback({ id, chat: { labels } }: ChatAnswer): types.ContextActionsBlock {
  const side = (label: string, value: string) => ({ text: plainText(clip(leaf(label), LIMIT.label)), value });
  return {
    type: "context_actions",
    elements: [
      {
        type: "feedback_buttons",
        action_id: ACTION.rate,
        positive_button: side(labels.helpful, `yes ${id}`),
        negative_button: side(labels.notHelpful, `no ${id}`),
      },
    ],
  };
}

/** For where the block of their own is not known. */
function plainFeedback({ id, chat: { labels } }: ChatAnswer): types.Button[] {
  return [
    button(`${ACTION.rate}_yes`, labels.helpful, `yes ${id}`),
    button(`${ACTION.rate}_no`, labels.notHelpful, `no ${id}`),
  ];
}

function button(action_id: string, label: string, value: string): types.Button {
  return { type: "button", action_id, text: plainText(clip(leaf(label), LIMIT.label)), value };
}
