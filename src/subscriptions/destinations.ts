import type { Destination } from "../announcements/destination.ts";
import { isPaused, type Wish } from "./subscription.ts";

/**
 * The channels that the operator fixed and those that subscribed.
 *
 * What a channel asked for in chat decides, also where the operator fixed it: an echo of the set would
 * be untrue otherwise, and an unsubscribed channel would get posts.
 */
export function destinationsOf(
  fixed: readonly Destination[],
  wishes: readonly Wish[],
  now: number,
): Destination[] {
  const asked = wishes.map((wish): Destination => {
    const { platform, channel, language, kinds } = wish;
    return { platform, channel, language, kinds: new Set(kinds), paused: isPaused(wish, now) };
  });
  const spoken = new Set(asked.map(keyOf));
  return [...fixed.filter((destination) => !spoken.has(keyOf(destination))), ...asked];
}

function keyOf({ platform, channel }: Destination): string {
  return `${platform}:${channel}`;
}
