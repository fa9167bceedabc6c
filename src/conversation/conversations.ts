import type { Turn } from "../questions/reply.ts";
import { setNewest } from "../set-newest.ts";

/** The last turn of each conversation, bounded in number and forgotten when idle. */
export interface Conversations {
  /** The last turn under `key`, or null when there is none or it is older than the idle time. */
  recall(key: string, now: number): Turn | null;
  /** Keeps `turn` as the last of `key`; null only marks the conversation as still going on. */
  remember(key: string, turn: Turn | null, now: number, user?: string): void;
  /** Takes back what was kept at `at`: then `previous` is the last turn again, unless a later one was kept. */
  takeBack(key: string, at: number, previous: Turn | null): void;
  /** Drops every conversation in which `user` spoke last. */
  forget(user: string): void;
}

/** A conversation that is idle for half an hour is over. */
export const IDLE_MS = 30 * 60_000;
const CAPACITY = 10_000;

interface Kept {
  readonly turn: Turn;
  readonly at: number;
  readonly user: string | undefined;
}

/** Keeps at most `capacity` conversations in memory; the one idle longest goes first. */
export function createConversations(capacity = CAPACITY, idleMs = IDLE_MS): Conversations {
  const turns = new Map<string, Kept>();
  const fresh = (key: string, now: number) => {
    const kept = turns.get(key);
    return kept && now - kept.at <= idleMs ? kept.turn : null;
  };
  return {
    recall: fresh,
    remember(key, turn, now, user) {
      const kept = turn ?? fresh(key, now);
      if (kept) setNewest(turns, key, { turn: kept, at: now, user }, capacity);
      else turns.delete(key);
    },
    takeBack(key, at, previous) {
      const kept = turns.get(key);
      if (kept?.at !== at) return;
      if (previous) turns.set(key, { ...kept, turn: previous });
      else turns.delete(key);
    },
    forget(user) {
      for (const [key, kept] of turns) if (kept.user === user) turns.delete(key);
    },
  };
}
