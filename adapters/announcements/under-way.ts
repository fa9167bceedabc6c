/** Work that goes on side by side, each piece under its id. */
export interface UnderWay {
  readonly size: number;
  has(id: string): boolean;
  follow(id: string, work: Promise<void>): void;
  /** Resolves when all that is under way now has ended. */
  ended(): Promise<void>;
}

export function createUnderWay(onFailure: (error: unknown) => void, onEnd: () => void): UnderWay {
  const works = new Map<string, Promise<void>>();
  return {
    get size() {
      return works.size;
    },
    has: (id) => works.has(id),
    follow(id, work) {
      const end = () => {
        works.delete(id);
        onEnd();
      };
      works.set(id, work.catch(onFailure).then(end));
    },
    async ended() {
      await Promise.all(works.values());
    },
  };
}
