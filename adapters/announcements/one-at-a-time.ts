/** Work of which at most one run is under way. */
export interface OneAtATime {
  readonly busy: boolean;
  /** Asks for a run; what is asked during a run makes one more run after it, however often. */
  request(): void;
  /** Resolves once nothing runs and nothing was asked for. */
  idle(): Promise<void>;
}

/** `work` deals with its own failures: one that gets out ends the process, as any bug does. */
export function oneAtATime(work: () => Promise<void>): OneAtATime {
  let asked = false;
  let running: Promise<void> | null = null;
  const run = async () => {
    while (asked) {
      asked = false;
      await work();
    }
    running = null;
  };
  return {
    get busy() {
      return running !== null;
    },
    request() {
      asked = true;
      running ??= run();
    },
    idle: async () => {
      while (running) await running;
    },
  };
}
