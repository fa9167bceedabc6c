import { type Logger, pino } from "pino";

/** Structured log of the bot. Tokens and questions never go in. */
export type Log = Logger;

/** Logs as JSON lines on standard error, so that standard output stays free for answers. */
export function createLog(level: string): Log {
  return pino({ level, base: null }, pino.destination({ dest: 2, sync: true }));
}
