import type { DeliveryState, InDoubt } from "./delivery.ts";
import { hexDigest, urlDigest } from "./digest.ts";
import { hashLines, linesOf } from "./plan-posts.ts";
import type { Post } from "./post.ts";
import { overAt, RETRY, type RetryPolicy } from "./retry-policy.ts";

/** What an operator says of a delivery in doubt: the platform has it, or it is to be posted once more. */
export type Verdict = "sent" | "again";

/**
 * The state of a delivery in doubt after an operator looked. What is to be posted again waits until nothing
 * of the request in doubt can be under way any more.
 */
export function afterVerdict(
  { attempts, begunAt }: InDoubt,
  verdict: Verdict,
  now: number,
  policy: RetryPolicy = RETRY,
): DeliveryState {
  if (verdict === "sent") return { kind: "sent", at: now, messageId: "" };
  return { kind: "queued", dueAt: Math.max(now, overAt(begunAt, policy)), attempts: attempts + 1 };
}

/** The hash of what is held, the same that `--plan` shows; null when nothing is. */
export function heldHash(held: ReadonlyArray<{ readonly id: string; readonly post: Post }>): string | null {
  return held.length === 0 ? null : hashLines(held.flatMap(({ id, post }) => linesOf([id], post)));
}

/** The post of a test, its id and that of its delivery; `seed` makes them different from all others. */
export function testPost(words: Omit<Post, "reference">, seed: string) {
  const id = `test:${seed}`;
  const post: Post = { ...words, reference: `rc-${hexDigest(id, 10)}`, isTest: true };
  return { id, delivery: urlDigest(id, 25), post };
}
