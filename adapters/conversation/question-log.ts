import { createHmac, randomBytes } from "node:crypto";
import type { Log } from "../log.ts";
import type { Asked } from "./converse.ts";

/**
 * Logs that a question was asked and what came of it, under a name that is the same for the same words until the
 * process ends, and tells nothing of them. The words themselves are in the log at level debug only.
 */
export function createQuestionLog(log: Log): (asked: Asked) => void {
  const key = randomBytes(16);
  return ({ text, heard, reply: { outcome, language } }) => {
    const { platform } = heard.asker;
    const question = createHmac("sha256", key).update(text).digest("base64url").slice(0, 10);
    log.info({ platform, question, outcome, language }, "question: heard");
    log.debug({ question, text }, "question: its words");
  };
}
