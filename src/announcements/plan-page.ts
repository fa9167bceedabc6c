import { destinationsOf } from "../subscriptions/destinations.ts";
import { type Channel, channelKey, type Destination } from "./destination.ts";
import { type ChannelSituation, planChannel, type Told, type Wanted } from "./plan-channel.ts";
import type { Decision, PlanContext } from "./plan-context.ts";
import { type PagePost, type WordingOf, wordPosts } from "./plan-posts.ts";
import type { ChannelPage, StoredDelivery, StoredPost } from "./situation.ts";
import type { Skipped } from "./skip.ts";

/** What follows for some channels. */
export interface PagePlan {
  readonly posts: readonly PagePost[];
  /** Untried deliveries that give way: what still holds of them is in `posts`. */
  readonly removed: readonly StoredDelivery[];
  /** Untried posts, with the deliveries that stay. */
  readonly staying: readonly StoredPost[];
  readonly skipped: readonly Skipped[];
  /** How many of the channels are there to receive news. */
  readonly destinations: number;
}

/** What each channel of a page is to get; the same whatever other channels there are. */
export function planPage(
  { changes, takenBack }: Decision,
  page: ChannelPage,
  context: PlanContext,
  wordingOf: WordingOf,
): PagePlan {
  const events = changes.kind === "in-force" ? changes.events : [];
  const gone = new Set(takenBack.map(({ id }) => id));
  const destinations = destinationsIn(page, context);
  const wanted: Wanted[] = [];
  const skipped: Skipped[] = [];
  for (const channel of channelsOf(page, destinations, context)) {
    const plan = planChannel(channel, events, gone, context.knowledge);
    wanted.push(...plan.wanted);
    skipped.push(...plan.skipped);
  }
  const { posts, removed } = wordPosts(wanted, page.untried, wordingOf);
  const staying = without(page.untried, removed);
  return { posts, removed, staying, skipped, destinations: destinations.length };
}

function destinationsIn({ channels, wishes }: ChannelPage, { fixed, now }: PlanContext): Destination[] {
  const here = new Set(channels.map(channelKey));
  return destinationsOf(
    fixed.filter((one) => here.has(channelKey(one))),
    wishes,
    now,
  );
}

function without(untried: readonly StoredPost[], removed: readonly StoredDelivery[]): StoredPost[] {
  if (untried.length === 0) return [];
  const gone = new Set(removed.map(({ id }) => id));
  return untried.map((stored) => ({
    ...stored,
    deliveries: stored.deliveries.filter(({ id }) => !gone.has(id)),
  }));
}

/** Each channel that wants news, has some waiting, or got a post that is to be corrected. */
function channelsOf(
  { untried, published }: ChannelPage,
  destinations: readonly Destination[],
  { platforms }: PlanContext,
): Iterable<ChannelSituation> {
  const wanting = new Map(destinations.map((one) => [channelKey(one), one]));
  const channels = new Map<string, ChannelSituation & Record<"untried" | "published", Told[]>>();
  const at = (channel: Channel) => {
    const key = channelKey(channel);
    const known = channels.get(key);
    if (known) return known;
    const destination = wanting.get(key) ?? null;
    const platformOn = platforms.has(channel.platform);
    const { platform, channel: id } = channel;
    const made = { channel: { platform, channel: id }, destination, platformOn, untried: [], published: [] };
    channels.set(key, made);
    return made;
  };
  for (const destination of destinations) at(destination);
  const file = (posts: readonly StoredPost[], as: "untried" | "published") => {
    for (const stored of posts) {
      for (const delivery of stored.deliveries) at(delivery)[as].push({ stored, delivery });
    }
  };
  file(untried, "untried");
  file(published, "published");
  return channels.values();
}
