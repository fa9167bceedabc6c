import { digestOf, hexDigest, hexOf } from "./digest.ts";
import type { Post } from "./post.ts";

/** The hash of a plan, taken up delivery by delivery, in any order. */
export interface PlanHash {
  /** How many deliveries were added. */
  readonly size: number;
  /** A delivery and its words; each once. */
  add(id: string, post: Post): void;
  /** Twelve hex digits over all that was added. */
  hex(): string;
}

/** Nothing is kept of a delivery: digests of single ones are added up byte by byte, which knows no order. */
export function createPlanHash(): PlanHash {
  const sum = new Uint8Array(32);
  const words = new WeakMap<Post, string>();
  let size = 0;
  const wordsOf = (post: Post) => {
    const known = words.get(post) ?? hexDigest(post.text, 12);
    words.set(post, known);
    return known;
  };
  return {
    get size() {
      return size;
    },
    add(id, post) {
      const digest = digestOf(`${id} ${wordsOf(post)}`);
      for (let at = 0; at < sum.length; at += 1) sum[at] = (sum[at] ?? 0) + (digest[at] ?? 0);
      size += 1;
    },
    hex: () => hexDigest(hexOf(sum), 12),
  };
}
