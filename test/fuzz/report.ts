/** What came of fuzzing. */
export interface FuzzReport {
  readonly payloads: number;
  /** Messages the bot sent, of any kind. */
  readonly sent: number;
  /** What must never be, in words; empty when all is well. */
  readonly faults: readonly string[];
  /** Lines of the log, by their words: how often the bot said that something was wrong. */
  readonly logged: ReadonlyMap<string, number>;
}

/** How many payloads go between two questions that must be answered. */
export const BATCH = 100;

export interface FuzzTask {
  readonly payloads: number;
  readonly seed: number;
}

/** Warnings and errors of a log of JSON lines, counted. */
export function complaints(log: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const line of log.split("\n")) {
    const words = /"level":[456]0.*"msg":"([^"]*)"/.exec(line)?.[1];
    if (words !== undefined) counts.set(words, (counts.get(words) ?? 0) + 1);
  }
  return counts;
}
