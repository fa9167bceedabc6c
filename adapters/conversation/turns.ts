/** Work about one message, done one after another: an edit or a deletion waits for the answer that is on its way. */
interface Turns {
  take<T>(message: string, work: () => Promise<T>): Promise<T>;
}

export function createTurns(): Turns {
  const last = new Map<string, Promise<unknown>>();
  return {
    take(message, work) {
      const before = last.get(message);
      const mine = before ? before.then(work, work) : work();
      last.set(message, mine);
      const done = () => {
        if (last.get(message) === mine) last.delete(message);
      };
      mine.then(done, done);
      return mine;
    },
  };
}
