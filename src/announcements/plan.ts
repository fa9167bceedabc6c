import type { KnowledgeBase } from "../knowledge/knowledge-base.ts";
import type { LanguageCode } from "../knowledge/schema/values.ts";
import type { Subscription } from "../subscriptions/subscription.ts";
import { hexDigest, urlDigest } from "./digest.ts";
import type { AnnouncementEvent, News, NewsKind } from "./event.ts";
import { type Changes, changes, type Ledger } from "./ledger.ts";
import type { Post } from "./post.ts";
import { type Batch, takenBack, withoutBatches } from "./take-back.ts";

/** A channel that wants the news. */
export interface Destination {
  readonly platform: string;
  readonly channel: string;
  readonly language: LanguageCode;
  /** What it wants to hear of; nothing when it unsubscribed. */
  readonly kinds: ReadonlySet<NewsKind>;
  /** Gets nothing for now: its posts wait in the outbox, and follow as one summary when the pause is over. */
  readonly paused: boolean;
}

/** Words the news in a language. A summary when there is more than one piece. */
export type WordNews = (
  knowledge: KnowledgeBase,
  news: News,
  language: LanguageCode,
) => Omit<Post, "reference">;

/** One post and where it goes. */
export interface PlannedPost {
  readonly id: string;
  readonly news: News;
  readonly post: Post;
  readonly destinations: readonly Destination[];
}

export type SkipReason =
  /** The ledger is empty: what is known today is no news. */
  | "first-start"
  /** A later knowledge was seen in this store. */
  | "superseded"
  /** No channel is set to receive news. */
  | "no-destination"
  /** The platform of the channel has no token. */
  | "platform-off";

/** What is not posted, and why. Null means all of them. */
export interface Skip {
  readonly event: AnnouncementEvent | null;
  readonly destination: Destination | null;
  readonly reason: SkipReason;
}

/** What would be posted where, decided from values alone: what `--plan` shows is what gets queued. */
export interface Plan {
  readonly changes: Changes;
  readonly takenBack: readonly Batch[];
  readonly posts: readonly PlannedPost[];
  readonly skips: readonly Skip[];
  /** Twelve hex digits that stand for the posts and their destinations. */
  readonly hash: string;
}

/** What the store tells before a decision. */
export interface Situation {
  readonly ledger: Ledger;
  /** Queued, and no post of it tried yet. */
  readonly untried: readonly Batch[];
  /** What channels asked for, on all platforms. */
  readonly subscriptions: readonly Subscription[];
}

export interface PlanContext {
  readonly knowledge: KnowledgeBase;
  /** True when this process saw the knowledge change: then even an older one is what a curator wants. */
  readonly reloaded: boolean;
  readonly destinations: readonly Destination[];
  /** Platforms that have a token. */
  readonly platforms: ReadonlySet<string>;
  readonly word: WordNews;
}

/** Decides what the difference between knowledge and ledger leads to. */
export function planNews({ ledger, untried }: Situation, context: PlanContext): Plan {
  const { knowledge, reloaded } = context;
  const superseded = changes(ledger, knowledge).kind === "superseded";
  const back = superseded && !reloaded ? [] : takenBack(untried, knowledge);
  const found = changes(withoutBatches(ledger, back), knowledge);
  const posts = found.kind === "in-force" ? plannedPosts(found.events, context) : [];
  return { changes: found, takenBack: back, posts, skips: skipsOf(found, context), hash: hashOf(posts) };
}

/** The id of a delivery, and its nonce: 25 characters of base64url, as many as Discord takes. */
export function deliveryId(postId: string, { platform, channel }: Destination): string {
  return urlDigest(`${postId}:${platform}:${channel}`, 25);
}

function plannedPosts(events: readonly AnnouncementEvent[], context: PlanContext): PlannedPost[] {
  const [first, ...more] = events;
  if (!first) return [];
  const news: News = [first, ...more];
  const open = context.destinations.filter(({ platform }) => context.platforms.has(platform));
  return [...new Set(open.map(({ language }) => language))].map((language) => {
    const destinations = open.filter((destination) => destination.language === language);
    const id = `${news.map((event) => event.id).join("+")}@${language}`;
    const post = { ...context.word(context.knowledge, news, language), reference: referenceOf(id) };
    return { id, news, post, destinations };
  });
}

/** `rc-3f9c2a1b7d`: stands in the footer of the post, and finds it again. */
function referenceOf(postId: string): string {
  return `rc-${hexDigest(postId, 10)}`;
}

function skipsOf(found: Changes, { destinations, platforms }: PlanContext): Skip[] {
  if (found.kind !== "in-force") return [{ event: null, destination: null, reason: found.kind }];
  if (destinations.length === 0) {
    return found.events.map((event) => ({ event, destination: null, reason: "no-destination" }));
  }
  const off = destinations.filter(({ platform }) => !platforms.has(platform));
  return found.events.flatMap((event) =>
    off.map((destination): Skip => ({ event, destination, reason: "platform-off" })),
  );
}

function hashOf(posts: readonly PlannedPost[]): string {
  const lines = posts.flatMap(({ id, post, destinations }) =>
    destinations.map((destination) => `${deliveryId(id, destination)} ${hexDigest(post.text, 12)}`),
  );
  return hexDigest(lines.toSorted().join("\n"), 12);
}
