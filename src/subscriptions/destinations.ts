import type { Destination } from "../announcements/destination.ts";
import { isPaused, type Subscription } from "./subscription.ts";

/**
 * The channels that the operator fixed and those that subscribed.
 *
 * What a channel asked for in chat decides, also where the operator fixed it: an echo of the set would
 * be untrue otherwise, and an unsubscribed channel would get posts.
 */
export function destinationsOf(
  fixed: readonly Destination[],
  subscriptions: readonly Subscription[],
  now: number,
): Destination[] {
  const asked = subscriptions.map((subscription): Destination => {
    const { platform, channel, language, kinds } = subscription;
    return { platform, channel, language, kinds: new Set(kinds), paused: isPaused(subscription, now) };
  });
  const spoken = new Set(asked.map(keyOf));
  return [...fixed.filter((destination) => !spoken.has(keyOf(destination))), ...asked];
}

function keyOf({ platform, channel }: Destination): string {
  return `${platform}:${channel}`;
}
