import type { DeliveryState, InDoubt } from "./delivery.ts";
import { hexDigest, urlDigest } from "./digest.ts";
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

/** The post of a test, its id and that of its delivery; `seed` makes them different from all others. */
export function testPost(words: Omit<Post, "reference">, seed: string) {
  const id = `test:${seed}`;
  const post: Post = { ...words, reference: `rc-${hexDigest(id, 10)}`, isTest: true };
  return { id, delivery: urlDigest(id, 25), post };
}
