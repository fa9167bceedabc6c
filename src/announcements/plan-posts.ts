import type { CountryCode, LanguageCode } from "../knowledge/schema/values.ts";
import type { Channel } from "./destination.ts";
import { hexDigest, urlDigest } from "./digest.ts";
import type { News } from "./event.ts";
import type { Wanted } from "./plan-channel.ts";
import type { PlanContext } from "./plan-context.ts";
import type { Post } from "./post.ts";
import type { StoredDelivery, StoredPost } from "./situation.ts";

/** One post, edit or note in one language. */
export interface PlannedPost {
  readonly id: string;
  readonly action: StoredDelivery["action"];
  readonly news: News;
  readonly language: LanguageCode;
  readonly post: Post;
  /** Not to be sent while the knowledge does not say it. */
  readonly dormant: boolean;
}

/** A channel that a planned post goes to. */
export interface Addressed extends Channel {
  /** Of the delivery. */
  readonly id: string;
  /** The delivery of the earlier post that is edited or answered; null for a post. */
  readonly target: string | null;
}

/** A planned post, and to which channels of a page it goes. */
export interface PagePost extends PlannedPost {
  readonly to: readonly Addressed[];
}

/** The words of what is wanted: made once for all channels alike. */
export type WordingOf = (wanted: Wanted) => PlannedPost;

/** Keeps what it worded, of which there is little: a post for each language and each set of events. */
export function createWording(context: PlanContext): WordingOf {
  const worded = new Map<string, PlannedPost>();
  return (wanted) => {
    const id = idOf(wanted);
    const known = worded.get(id);
    if (known) return known;
    const made = inWords(id, wanted, context);
    worded.set(id, made);
    return made;
  };
}

/** The id of a delivery, and its nonce: 25 characters of base64url, as many as Discord takes. */
export function deliveryId(postId: string, { platform, channel }: Channel): string {
  return urlDigest(`${postId}:${platform}:${channel}`, 25);
}

/** What is wanted in words, and what waits that has others; what already waits in the same words is left be. */
export function wordPosts(
  wanted: readonly Wanted[],
  untried: readonly StoredPost[],
  wordingOf: WordingOf,
): { readonly posts: readonly PagePost[]; readonly removed: readonly StoredDelivery[] } {
  const waiting = new Map(
    untried.flatMap((stored) => stored.deliveries.map((delivery) => [delivery.id, { stored, delivery }])),
  );
  const planned = new Map<string, PagePost & { readonly to: Addressed[] }>();
  for (const one of wanted) {
    const wording = wordingOf(one);
    const post = planned.get(wording.id) ?? { ...wording, to: [] };
    planned.set(wording.id, post);
    const id = deliveryId(wording.id, one.channel);
    const already = waiting.get(id);
    const stays = already && (already.delivery.held === "knowledge") === one.dormant;
    if (stays && already.stored.post.text === post.post.text) waiting.delete(id);
    else post.to.push({ ...one.channel, id, target: one.earlier?.delivery.id ?? null });
  }
  return {
    posts: [...planned.values()].filter(({ to }) => to.length > 0),
    removed: [...waiting.values()].map(({ delivery }) => delivery),
  };
}

function inWords(id: string, one: Wanted, { knowledge, word }: PlanContext): PlannedPost {
  const { action, news, language, earlier, dormant } = one;
  const common = { id, action, news, language, dormant };
  if (action === "edit" && earlier) {
    const [first, ...more] = earlier.stored.news;
    const told: News = first ? [first, ...more] : news;
    const words = word(knowledge, told, language, { kind: "edit", corrected: countriesOf(news) });
    return { ...common, post: { ...words, reference: earlier.stored.post.reference } };
  }
  const words = word(knowledge, news, language, { kind: action === "note" ? "note" : "post" });
  return { ...common, post: { ...words, reference: referenceOf(id) } };
}

function idOf({ action, news, language, earlier }: Wanted): string {
  const events = news.map(({ id }) => id).join("+");
  if (action === "edit") return `edit:${earlier?.stored.id}:${events}@${language}`;
  return action === "note" ? `note:${events}@${language}` : `${events}@${language}`;
}

/** `rc-3f9c2a1b7d`: stands in the footer of the post, and finds it again. */
function referenceOf(postId: string): string {
  return `rc-${hexDigest(postId, 10)}`;
}

function countriesOf(news: News): CountryCode[] {
  const countries = news.flatMap((event) => (event.kind === "correction" ? [event.country] : []));
  return [...new Set(countries)];
}
