import { type Logger, pino } from "pino";

/** Structured log of the bot. Tokens never go in, and the words of questions only at level debug. */
export type Log = Logger;

/** Logs as JSON lines on standard error, so that standard output stays free for answers. */
export function createLog(level: string): Log {
  return pino({ level, base: null }, pino.destination({ dest: 2, sync: true }));
}
