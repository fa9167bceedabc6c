import type { KnowledgeBase } from "../knowledge/knowledge-base.ts";
import type { LanguageCode } from "../knowledge/schema/values.ts";
import { oncePer } from "../questions/evaluate/once-per.ts";
import type { Wording } from "./wording.ts";
import { wordingOf } from "./wording-of.ts";

/** What stands around answers in a chat, in one language: plain text, not mark-up. */
export interface ChatWords {
  /** Labels of buttons and menus: at most 75 characters, as Slack allows no more. */
  readonly labels: {
    readonly helpful: string;
    readonly notHelpful: string;
    readonly share: string;
    readonly tell: string;
    /** Of a menu on a message: at most 24 characters. */
    readonly askRollcall: string;
    /** Over the questions to ask next. */
    readonly askFurther: string;
  };
  readonly feedbackKept: string;
  readonly willTell: string;
  readonly noQuestion: string;
  readonly removed: string;
  /** The bot or the person may not write where the answer was to be shown to all. */
  readonly notShared: string;
  /** An answer is shown to all once. */
  readonly sharedBefore: string;
  readonly onlyAsker: string;
  readonly failed: string;
  /** The question is no longer kept. */
  readonly questionForgotten: string;
  /** Not everything could be removed. */
  readonly forgetLater: string;
  /** Why a channel cannot be written to, and what the bot needs for it. */
  notHere(needs: readonly string[]): string;
  /** A name is what a person chose: escape it. */
  sharedBy(name: string): string;
  /** Opens the answer to a question that was asked earlier. */
  answerNow(question: string): string;
  slowDown(perMinute: number): string;
  /** What was removed, what stays, and why. */
  forgot(records: number): string;
}

/** The words of `language`, made once. */
export function chatWords(knowledge: KnowledgeBase, language: LanguageCode): ChatWords {
  return kept(wordingOf(knowledge, language));
}

const kept = oncePer(
  ({ say }: Wording): ChatWords => ({
    labels: {
      helpful: say({ id: "chat-helpful", args: {} }),
      notHelpful: say({ id: "chat-not-helpful", args: {} }),
      share: say({ id: "chat-share", args: {} }),
      tell: say({ id: "chat-tell", args: {} }),
      askRollcall: say({ id: "chat-ask-rollcall", args: {} }),
      askFurther: say({ id: "chat-ask-further", args: {} }),
    },
    feedbackKept: say({ id: "chat-feedback-kept", args: {} }),
    willTell: say({ id: "chat-will-tell", args: {} }),
    noQuestion: say({ id: "chat-no-question", args: {} }),
    notShared: say({ id: "chat-not-shared", args: {} }),
    sharedBefore: say({ id: "chat-shared-before", args: {} }),
    removed: say({ id: "chat-removed", args: {} }),
    onlyAsker: say({ id: "chat-only-asker", args: {} }),
    failed: say({ id: "chat-failed", args: {} }),
    questionForgotten: say({ id: "question-forgotten", args: {} }),
    forgetLater: say({ id: "forget-later", args: {} }),
    notHere: (needs) => say({ id: "check-membership-bad", args: { needs } }),
    sharedBy: (name) => say({ id: "chat-shared-by", args: { name } }),
    answerNow: (question) => say({ id: "chat-answer-now", args: { question } }),
    slowDown: (count) => say({ id: "chat-slow-down", args: { count } }),
    forgot: (count) =>
      `${say({ id: "chat-forgot", args: { count } })} ${say({ id: "chat-forgot-not", args: {} })}`,
  }),
);
