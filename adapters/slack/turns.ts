/** Work on one thing at a time, in the order in which it came: an edit waits for the answer that it changes. */
interface Turns {
  /** Whether something is under way. */
  has(key: string): boolean;
  take(key: string, run: () => Promise<void>): Promise<void>;
}

export function createTurns(): Turns {
  const underWay = new Map<string, Promise<void>>();
  return {
    has: (key) => underWay.has(key),
    take(key, run) {
      const before = underWay.get(key);
      const turn = (before ? before.catch(() => undefined).then(run) : run()).finally(() => {
        if (underWay.get(key) === turn) underWay.delete(key);
      });
      underWay.set(key, turn);
      return turn;
    },
  };
}
