import type { Log } from "../log.ts";
import type { Asked } from "./converse.ts";

/** The words of questions are in the log at level debug only; at all others nothing of them is, not even a hash. */
export function createQuestionLog(log: Log): (asked: Asked) => void {
  return ({ text, heard, reply: { outcome, language } }) => {
    if (!log.isLevelEnabled("debug")) return;
    log.debug({ platform: heard.asker.platform, text, outcome, language }, "question: heard");
  };
}
