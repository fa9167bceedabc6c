/** The time and the waiting, as arguments: a test brings its own. */
export interface Scheduler {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs `run` once after `ms`; the function that comes back calls it off. */
  after(ms: number, run: () => void): () => void;
}

export const systemScheduler: Scheduler = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

/** One timer that is set anew each time. */
export interface Alarm {
  set(ms: number, run: () => void): void;
  cancel(): void;
}

export function createAlarm(scheduler: Scheduler): Alarm {
  let callOff: (() => void) | null = null;
  const cancel = () => {
    callOff?.();
    callOff = null;
  };
  return {
    set(ms, run) {
      cancel();
      callOff = scheduler.after(Math.max(0, ms), run);
    },
    cancel,
  };
}
