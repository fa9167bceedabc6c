import { setTimeout as wait } from "node:timers/promises";

/** What was said before is worth no longer wait, and an answer without it better than none. */
const PATIENCE_MS = 1_000;

/** What `asking` a platform for gives; null when it fails or takes too long. */
export async function inTime<T>(asking: Promise<T>): Promise<T | null> {
  const done = new AbortController();
  const late = wait(PATIENCE_MS, null, { signal: done.signal }).catch(() => null);
  const found = await Promise.race([asking.catch(() => null), late]);
  done.abort();
  return found;
}
