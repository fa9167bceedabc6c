import { channelKey, type Destination } from "../announcements/destination.ts";
import type { NewsKind } from "../announcements/event.ts";
import { oncePer } from "../questions/evaluate/once-per.ts";
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
  const unspoken = new Map(fixed.map((destination) => [channelKey(destination), destination]));
  const asked = wishes.map((wish): Destination => {
    unspoken.delete(channelKey(wish));
    const { platform, channel, language, kinds } = wish;
    return { platform, channel, language, kinds: setOf(kinds), paused: isPaused(wish, now) };
  });
  return [...unspoken.values(), ...asked];
}

/** Many channels share few lists of kinds. */
const setOf = oncePer((kinds: readonly NewsKind[]): ReadonlySet<NewsKind> => new Set(kinds));
