import type { Channel } from "./destination.ts";
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
  /** The first of `count` channels. */
  readonly channels: readonly Channel[] | null;
  readonly count: number;
  readonly reason: SkipReason;
}

export interface Skipped {
  readonly event: AnnouncementEvent;
  readonly channel: Channel;
  readonly reason: ChannelSkip;
}

/** Gathers what is skipped: one skip for each event and reason. */
export interface Skips {
  /** What is skipped in some channels, so many of which are there to receive news. */
  add(skipped: readonly Skipped[], destinations: number): void;
  all(): readonly Skip[];
}

/** So many channels of each skip are named. */
export function createSkips(found: Changes, named: number): Skips {
  const groups = new Map<string, Skip & { readonly channels: Channel[]; count: number }>();
  let receivers = 0;
  return {
    add(skipped, destinations) {
      receivers += destinations;
      for (const { event, channel, reason } of skipped) {
        const key = `${event.id} ${reason}`;
        const group = groups.get(key) ?? { event, reason, channels: [], count: 0 };
        groups.set(key, group);
        group.count += 1;
        if (group.channels.length < named) group.channels.push(channel);
      }
    },
    all() {
      const all = { channels: null, count: 0 };
      if (found.kind !== "in-force") return [{ ...all, event: null, reason: found.kind }];
      const nowhere = receivers > 0 ? [] : found.events;
      return [
        ...nowhere.map((event): Skip => ({ ...all, event, reason: "no-destination" })),
        ...groups.values(),
      ];
    },
  };
}
