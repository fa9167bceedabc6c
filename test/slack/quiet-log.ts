import { type Logger, LogLevel } from "@slack/bolt";

const nothing = () => undefined;

/** A log of the SDK that keeps nothing. */
export const quietLog: Logger = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  getLevel: () => LogLevel.ERROR,
  setName: nothing,
};
