import { type Logger, LogLevel } from "@slack/bolt";
import type { Log } from "../log.ts";

const SECRET = /xox[a-z]-[\w-]+|xapp-[\w-]+|(?<=[?&]ticket=)[^&\s]+/g;

/** Slack's SDK, logging to ours. Its debug lines hold whole messages and are dropped; its errors are retried, so they are warnings. */
export function createSdkLog(log: Log): Logger {
  return {
    debug: () => undefined,
    info: (...words) => log.debug(wordsOf(words)),
    warn: (...words) => log.warn(wordsOf(words)),
    error: (...words) => log.warn(wordsOf(words)),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  };
}

/** Name and message of an error, without tokens: what else it carries may hold a request or a reply. */
export function describeError(error: unknown): string {
  return withoutSecrets(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
}

function wordsOf(words: readonly unknown[]): string {
  return words
    .map((word) => (typeof word === "string" ? withoutSecrets(word) : ""))
    .concat(words.filter((word) => word instanceof Error).map(describeError))
    .filter((word) => word !== "")
    .join(" ");
}

function withoutSecrets(text: string): string {
  return text.replace(SECRET, "[secret]");
}
