import { type TokenBucket, tokenBucket } from "../../fixtures/token-bucket.ts";
import { type Answer, rateLimited } from "./answer.ts";

/** How fast messages may be created in one channel, and anything asked for by one bot. */
export interface Rates {
  /** From now on a channel takes so many messages a second; tells how often anything was refused. */
  limit(perChannel: number): () => number;
  /** What is to be told of a request, and the refusal, if it came too soon. */
  take(
    route: string,
    channel: string | undefined,
    at: number,
  ): { readonly headers: Readonly<Record<string, string>>; readonly refusal: Answer | null };
}

const GLOBAL_PER_SECOND = 50;
const LIMITED = "POST /channels/:channel/messages";

/** No limit until one is set; Discord counts a bucket in windows, and tells of it with each answer. */
export function createRates(): Rates {
  let perChannel = 0;
  let all: TokenBucket = () => 0;
  let refused = 0;
  const windows = new Map<string, { readonly until: number; left: number }>();
  const refuse = (ms: number, global: boolean) => {
    refused += 1;
    return rateLimited(ms, global);
  };
  const windowOf = (channel: string, at: number) => {
    const before = windows.get(channel);
    const window = before && before.until > at ? before : { until: at + 1_000, left: perChannel };
    windows.set(channel, window);
    return window;
  };
  return {
    limit(number) {
      perChannel = number;
      all = tokenBucket(GLOBAL_PER_SECOND, GLOBAL_PER_SECOND);
      return () => refused;
    },
    take(route, channel, at) {
      const wait = all("the bot", at);
      if (wait > 0) return { headers: {}, refusal: refuse(wait, true) };
      if (perChannel === 0 || route !== LIMITED || channel === undefined)
        return { headers: {}, refusal: null };
      const window = windowOf(channel, at);
      const refusal = window.left === 0 ? refuse(window.until - at, false) : null;
      window.left = Math.max(0, window.left - 1);
      const headers = {
        "X-RateLimit-Bucket": "messages",
        "X-RateLimit-Limit": String(perChannel),
        "X-RateLimit-Remaining": String(window.left),
        "X-RateLimit-Reset": String(window.until / 1_000),
        "X-RateLimit-Reset-After": String((window.until - at) / 1_000),
      };
      return { headers, refusal };
    },
  };
}
