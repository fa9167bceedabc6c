import type { KnowledgeBase } from "../knowledge/knowledge-base.ts";
import type { CountryCode, LanguageCode } from "../knowledge/schema/values.ts";
import { type Channel, channelKey, type Destination } from "./destination.ts";
import type { AnnouncementEvent, News } from "./event.ts";
import { type Changes, changes } from "./ledger.ts";
import { type ChannelSituation, planChannel, type Told, type Wanted } from "./plan-channel.ts";
import { hashOf, type PlannedPost, wordPosts } from "./plan-posts.ts";
import type { Post } from "./post.ts";
import type { Situation, StoredDelivery, StoredPost } from "./situation.ts";
import { type Skip, type Skipped, skipsOf } from "./skip.ts";
import { takenBack, withoutEvents } from "./take-back.ts";

/** What words are for. */
export type Purpose =
  | { readonly kind: "post" }
  /** An earlier post in right words, marked as corrected on these countries. */
  | { readonly kind: "edit"; readonly corrected: readonly CountryCode[] }
  /** A reply in the thread of the earlier post. */
  | { readonly kind: "note" };

/** Words the news in a language, by default as a post. A summary when there is more than one piece. */
export type WordNews = (
  knowledge: KnowledgeBase,
  news: News,
  language: LanguageCode,
  purpose?: Purpose,
) => Omit<Post, "reference">;

/** What would be posted where, decided from values alone: what `--plan` shows is what gets queued. */
export interface Plan {
  readonly changes: Changes;
  /** Newest first. */
  readonly takenBack: readonly AnnouncementEvent[];
  /** Untried deliveries that give way: what still holds of them is in `posts`. */
  readonly removed: readonly StoredDelivery[];
  readonly posts: readonly PlannedPost[];
  readonly skips: readonly Skip[];
  /** Twelve hex digits that stand for what is held and what is planned, with all channels. */
  readonly hash: string;
}

export interface PlanContext {
  readonly knowledge: KnowledgeBase;
  /** True when this process saw the knowledge change: then even an older one is what a curator wants. */
  readonly reloaded: boolean;
  /** True when an operator says that this knowledge is in force, whatever was seen before. */
  readonly adopted?: boolean;
  /** Channels that the settings fix, and those that subscribed. */
  readonly destinations: readonly Destination[];
  /** Platforms that have a token. */
  readonly platforms: ReadonlySet<string>;
  readonly word: WordNews;
}

/** Decides what the difference between knowledge and ledger leads to. */
export function planNews(situation: Situation, context: PlanContext): Plan {
  const { knowledge, reloaded } = context;
  const ledger = context.adopted ? unseen(situation, knowledge.hash) : situation.ledger;
  const superseded = changes(ledger, knowledge).kind === "superseded";
  const back = superseded && !reloaded ? [] : takenBack(situation, knowledge);
  const found = changes(withoutEvents(ledger, back), knowledge);
  const idle = found.kind === "first-start" || (found.kind === "superseded" && back.length === 0);
  const channels = idle ? [] : channelsOf(situation, context);
  const { wanted, skipped } = wantedIn(channels, found, back, knowledge);
  const { posts, removed } = idle ? { posts: [], removed: [] } : wordPosts(wanted, situation, context);
  return {
    changes: found,
    takenBack: back,
    removed,
    posts,
    skips: skipsOf(found, skipped, context.destinations.length),
    hash: hashOf(posts, situation.untried, removed),
  };
}

function unseen({ ledger }: Situation, hash: string) {
  if (ledger.seen.at(-1) === hash) return ledger;
  return { ...ledger, seen: ledger.seen.filter((one) => one !== hash) };
}

function wantedIn(
  channels: Iterable<ChannelSituation>,
  found: Changes,
  back: readonly AnnouncementEvent[],
  knowledge: KnowledgeBase,
): { readonly wanted: readonly Wanted[]; readonly skipped: readonly Skipped[] } {
  const events = found.kind === "in-force" ? found.events : [];
  const gone = new Set(back.map(({ id }) => id));
  const wanted: Wanted[] = [];
  const skipped: Skipped[] = [];
  for (const channel of channels) {
    const plan = planChannel(channel, events, gone, knowledge);
    wanted.push(...plan.wanted);
    skipped.push(...plan.skipped);
  }
  return { wanted, skipped };
}

/** Each channel that wants news, has some waiting, or got a post that is to be corrected. */
function channelsOf(
  { untried, published }: Situation,
  { platforms, destinations }: PlanContext,
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
