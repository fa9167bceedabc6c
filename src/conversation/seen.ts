import { setNewest } from "../set-newest.ts";

/** Tells the first delivery of a message from its repeats, within a time and a number. */
export interface Seen {
  /** True the first time `key` comes, false when it came within the last `ttlMs`. */
  first(key: string, now: number): boolean;
  /** The next time that `key` comes is the first again. */
  forget(key: string): void;
}

const TTL_MS = 15 * 60_000;
const CAPACITY = 50_000;

/** Platforms redeliver for up to ten minutes, so keys are kept for fifteen. */
export function createSeen(capacity = CAPACITY, ttlMs = TTL_MS): Seen {
  const times = new Map<string, number>();
  return {
    first(key, now) {
      const before = times.get(key);
      if (before !== undefined && now - before <= ttlMs) return false;
      setNewest(times, key, now, capacity);
      return true;
    },
    forget: (key) => void times.delete(key),
  };
}
