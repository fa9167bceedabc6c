import type { Log } from "../log.ts";

/** What is written without anybody waiting for it. */
export interface Background {
  /** Begins `work`; a failure is logged as `what`. */
  run(what: string, work: () => Promise<unknown>): void;
  /** Waits for all that was begun. */
  settled(): Promise<void>;
}

export function createBackground(log: Log): Background {
  const underWay = new Set<Promise<void>>();
  return {
    run(what, work) {
      const running = work()
        .then(() => undefined)
        .catch((error: Error) => log.warn({ reason: error.message }, `${what}: not written`))
        .finally(() => underWay.delete(running));
      underWay.add(running);
    },
    async settled() {
      await Promise.all(underWay);
    },
  };
}
