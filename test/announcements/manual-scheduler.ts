import type { Scheduler } from "../../adapters/announcements/scheduler.ts";

/** A clock that stands still until a test moves it. */
export interface ManualScheduler extends Scheduler {
  /** Moves to the next timer within `ms`, and runs it; false, with the time moved by `ms`, when there is none. */
  step(ms: number): boolean;
  /** Calls all timers off, as the end of a process does. */
  clear(): void;
}

export function manualScheduler(start: number): ManualScheduler {
  const timers = new Set<{ readonly at: number; readonly run: () => void }>();
  let now = start;
  return {
    now: () => now,
    after(ms, run) {
      const timer = { at: now + ms, run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    step(ms) {
      const [next] = [...timers].toSorted((a, b) => a.at - b.at);
      if (!next || next.at > now + ms) {
        now += ms;
        return false;
      }
      now = Math.max(now, next.at);
      timers.delete(next);
      next.run();
      return true;
    },
    clear: () => timers.clear(),
  };
}
