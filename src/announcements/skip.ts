import { type Channel, channelKey } from "./destination.ts";
import type { AnnouncementEvent } from "./event.ts";
import type { Changes } from "./ledger.ts";

export type SkipReason =
  /** The ledger is empty: what is known today is no news. */
  | "first-start"
  /** A later knowledge was seen in this store. */
  | "superseded"
  /** No channel is there to receive news. */
  | "no-destination"
  | ChannelSkip;

/** Why one channel gets no news of an event. */
export type ChannelSkip =
  /** The platform of the channel has no token. */
  | "platform-off"
  /** The channel wants no news of this kind. */
  | "not-subscribed"
  /** The channel got the earlier post, and wants nothing any more. */
  | "unsubscribed";

/** What is not posted, and why. Null means all events, or all channels. */
export interface Skip {
  readonly event: AnnouncementEvent | null;
  readonly channels: readonly Channel[] | null;
  readonly reason: SkipReason;
}

export interface Skipped {
  readonly event: AnnouncementEvent;
  readonly channel: Channel;
  readonly reason: ChannelSkip;
}

/** One skip for each event and reason, with all its channels. */
export function skipsOf(found: Changes, skipped: readonly Skipped[], destinations: number): Skip[] {
  if (found.kind !== "in-force") return [{ event: null, channels: null, reason: found.kind }];
  const nowhere =
    destinations > 0
      ? []
      : found.events.map((event): Skip => ({ event, channels: null, reason: "no-destination" }));
  const groups = new Map<string, Skipped[]>();
  for (const skip of skipped) {
    const key = `${skip.event.id} ${skip.reason}`;
    const group = groups.get(key);
    if (group) group.push(skip);
    else groups.set(key, [skip]);
  }
  return [...nowhere, ...[...groups.values()].flatMap(merged)];
}

function merged(group: readonly Skipped[]): Skip[] {
  const [first] = group;
  if (!first) return [];
  const channels = new Map(group.map(({ channel }) => [channelKey(channel), channel]));
  return [{ event: first.event, channels: [...channels.values()], reason: first.reason }];
}
