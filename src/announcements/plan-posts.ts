import type { CountryCode, LanguageCode } from "../knowledge/schema/values.ts";
import type { Channel } from "./destination.ts";
import { hexDigest, urlDigest } from "./digest.ts";
import type { News } from "./event.ts";
import type { PlanContext } from "./plan.ts";
import type { Wanted } from "./plan-channel.ts";
import type { Post } from "./post.ts";
import type { Situation, StoredDelivery, StoredPost } from "./situation.ts";

/** A channel that a planned post goes to. */
interface Addressed extends Channel {
  /** The delivery of the earlier post that is edited or answered; null for a post. */
  readonly target: string | null;
}

/** One post, edit or note in one language, and where it goes. */
export interface PlannedPost {
  readonly id: string;
  readonly action: StoredDelivery["action"];
  readonly news: News;
  readonly language: LanguageCode;
  readonly post: Post;
  readonly to: readonly Addressed[];
  /** Not to be sent while the knowledge does not say it. */
  readonly dormant: boolean;
}

/** The id of a delivery, and its nonce: 25 characters of base64url, as many as Discord takes. */
export function deliveryId(postId: string, { platform, channel }: Channel): string {
  return urlDigest(`${postId}:${platform}:${channel}`, 25);
}

/** Words what is wanted, once for all channels alike, and leaves be what already waits in the same words. */
export function wordPosts(
  wanted: readonly Wanted[],
  { untried }: Situation,
  context: PlanContext,
): { readonly posts: readonly PlannedPost[]; readonly removed: readonly StoredDelivery[] } {
  const waiting = new Map(
    untried.flatMap((stored) => stored.deliveries.map((delivery) => [delivery.id, { stored, delivery }])),
  );
  const planned = new Map<string, PlannedPost & { readonly to: Addressed[] }>();
  for (const one of wanted) {
    const id = idOf(one);
    const post = planned.get(id) ?? { ...worded(id, one, context), to: [] };
    planned.set(id, post);
    const already = waiting.get(deliveryId(id, one.channel));
    const stays = already && (already.delivery.held === "knowledge") === one.dormant;
    if (stays && already.stored.post.text === post.post.text) waiting.delete(already.delivery.id);
    else post.to.push({ ...one.channel, target: one.earlier?.delivery.id ?? null });
  }
  return {
    posts: [...planned.values()].filter(({ to }) => to.length > 0),
    removed: [...waiting.values()].map(({ delivery }) => delivery),
  };
}

/** Twelve hex digits over what is held for approval and stays, and what is planned, with all channels. */
export function hashOf(
  posts: readonly PlannedPost[],
  untried: readonly StoredPost[],
  removed: readonly StoredDelivery[],
): string {
  const gone = new Set(removed.map(({ id }) => id));
  const held = untried.flatMap(({ post, deliveries }) => {
    const staying = deliveries.filter(({ id, held: awaits }) => awaits === "approval" && !gone.has(id));
    return linesOf(
      staying.map(({ id }) => id),
      post,
    );
  });
  const planned = posts
    .filter(({ dormant }) => !dormant)
    .flatMap(({ id, post, to }) =>
      linesOf(
        to.map((channel) => deliveryId(id, channel)),
        post,
      ),
    );
  return hashLines([...held, ...planned]);
}

/** The hash of a plan from the line of each of its deliveries. */
export function hashLines(lines: readonly string[]): string {
  return hexDigest(lines.toSorted().join("\n"), 12);
}

/** A line for each delivery of one post; its words are digested once, for very many channels. */
export function linesOf(ids: readonly string[], { text }: Post): string[] {
  const words = hexDigest(text, 12);
  return ids.map((id) => `${id} ${words}`);
}

function worded(id: string, one: Wanted, { knowledge, word }: PlanContext): Omit<PlannedPost, "to"> {
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
