/** Work in progress, so that stopping can wait for it. */
export interface Tasks {
  /** Passes `task` through and remembers it until it ends. */
  track<T>(task: Promise<T>): Promise<T>;
  /** Resolves when nothing is in progress. */
  settled(): Promise<void>;
}

export function createTasks(): Tasks {
  const running = new Set<Promise<unknown>>();
  return {
    track(task) {
      running.add(task);
      const done = () => void running.delete(task);
      task.then(done, done);
      return task;
    },
    async settled() {
      while (running.size > 0) await Promise.allSettled(running);
    },
  };
}
