import { setNewest } from "../set-newest.ts";

/** What becomes of a question: it is taken, or its asker is told to slow down, once, and then nothing. */
type Ruling = "taken" | "too-many" | "told-already";

/** How many questions a person may ask. */
export interface RateLimit {
  readonly perMinute: number;
  /** Counts a question of `user` at `now` in milliseconds. */
  take(user: string, now: number): Ruling;
}

const MINUTE_MS = 60_000;
const CAPACITY = 50_000;

interface Account {
  readonly left: number;
  readonly at: number;
  readonly told: boolean;
}

/**
 * Lets each person ask `perMinute` questions at once and as many a minute in the long run; 0 sets no limit.
 *
 * Who asks on is told so once, until a question is taken again.
 */
export function createRateLimit(perMinute: number, capacity = CAPACITY): RateLimit {
  const accounts = new Map<string, Account>();
  const decide = ({ left, told }: Account): Ruling => {
    if (left >= 1) return "taken";
    return told ? "told-already" : "too-many";
  };
  return {
    perMinute,
    take(user, now) {
      if (perMinute === 0) return "taken";
      const before = accounts.get(user) ?? { left: perMinute, at: now, told: false };
      const earned = (Math.max(0, now - before.at) / MINUTE_MS) * perMinute;
      const account = { ...before, left: Math.min(perMinute, before.left + earned), at: now };
      const ruling = decide(account);
      const next = ruling === "taken" ? { left: account.left - 1, told: false } : { told: true };
      setNewest(accounts, user, { ...account, ...next }, capacity);
      return ruling;
    },
  };
}
