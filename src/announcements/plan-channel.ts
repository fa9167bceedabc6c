import type { KnowledgeBase } from "../knowledge/knowledge-base.ts";
import type { LanguageCode } from "../knowledge/schema/values.ts";
import type { Channel, Destination } from "./destination.ts";
import { type AnnouncementEvent, type News, subjectOf } from "./event.ts";
import type { StoredDelivery, StoredPost } from "./situation.ts";
import type { ChannelSkip, Skipped } from "./skip.ts";
import { canTell } from "./take-back.ts";

/** A delivery in the store with the post that it is of. */
export interface Told {
  readonly stored: StoredPost;
  readonly delivery: StoredDelivery;
}

/** What one channel is to get, and has not yet been tried to be given. */
export interface Wanted {
  readonly action: StoredDelivery["action"];
  readonly channel: Channel;
  readonly language: LanguageCode;
  readonly news: News;
  /** The post that an edit or a note is about. */
  readonly earlier: Told | null;
  /** Held for the knowledge to say it again. */
  readonly dormant: boolean;
}

export interface ChannelSituation {
  readonly channel: Channel;
  /** Null when the channel wants nothing any more. */
  readonly destination: Destination | null;
  readonly platformOn: boolean;
  readonly untried: readonly Told[];
  /** Posts that it got, or may have got, oldest first. */
  readonly published: readonly Told[];
}

export interface ChannelPlan {
  readonly wanted: readonly Wanted[];
  readonly skipped: readonly Skipped[];
}

/** What is new and what waits, as one channel is to get it: at most one post, and the rest in edits and notes. */
export function planChannel(
  situation: ChannelSituation,
  events: readonly AnnouncementEvent[],
  gone: ReadonlySet<string>,
  knowledge: KnowledgeBase,
): ChannelPlan {
  const waiting = newsOf(situation.untried, "post", gone);
  const works = worksOf(situation, gone);
  const skipped: Skipped[] = [];
  for (const event of events) {
    const way = wayOf(event, situation, waiting);
    if (way === null) continue;
    if (way === "post") waiting.push(event);
    else if (typeof way === "string") skipped.push({ event, channel: situation.channel, reason: way });
    else workOn(works, way.earlier, event);
  }
  const [live, dormant] = [true, false].map((can) =>
    waiting.filter((event) => canTell(event, knowledge) === can),
  );
  const language = situation.destination?.language ?? languageOf(situation);
  const post = (news: AnnouncementEvent[] | undefined, isDormant: boolean): Wanted[] =>
    wantedOf("post", situation.channel, language, news ?? [], null, isDormant);
  const more = [...works.values()].flatMap(({ earlier, edit, note }) => [
    ...wantedOf("edit", situation.channel, earlier.stored.language, edit, earlier),
    ...wantedOf("note", situation.channel, earlier.stored.language, note, earlier),
  ]);
  return { wanted: [...more, ...post(live, false), ...post(dormant, true)], skipped };
}

/** Corrections of one earlier post: those that its edit has to work in, and those that its note has to tell. */
interface Work {
  readonly earlier: Told;
  readonly edit: AnnouncementEvent[];
  readonly note: AnnouncementEvent[];
}

/** How a channel gets `event`: with its next post, by work on an earlier one, or not; null when it never wanted it. */
function wayOf(
  event: AnnouncementEvent,
  { destination, platformOn, published }: ChannelSituation,
  waiting: readonly AnnouncementEvent[],
): "post" | { readonly earlier: Told } | ChannelSkip | null {
  const earlier = event.kind === "correction" ? toldBefore(event, published) : null;
  if (!destination || destination.kinds.size === 0) return earlier ? "unsubscribed" : null;
  if (!platformOn) return "platform-off";
  const merges = event.kind === "correction" && waiting.some((one) => subjectOf(one) === event.country);
  if (merges) return "post";
  if (earlier) return { earlier };
  return destination.kinds.has(event.kind) ? "post" : "not-subscribed";
}

/** The latest post that stated what `event` is about. */
function toldBefore(event: AnnouncementEvent, published: readonly Told[]): Told | null {
  const states = ({ stored: { news } }: Told) => news.some((one) => subjectOf(one) === subjectOf(event));
  return published.findLast(states) ?? null;
}

/** What waits to be worked into earlier posts. */
function worksOf({ untried, published }: ChannelSituation, gone: ReadonlySet<string>): Map<string, Work> {
  const works = new Map<string, Work>();
  for (const { stored, delivery } of untried) {
    const earlier = published.find((told) => told.delivery.id === delivery.target);
    if (delivery.action === "post" || !earlier) continue;
    const news = stored.news.filter(({ id }) => !gone.has(id));
    workFor(works, earlier)[delivery.action].push(...news);
  }
  return works;
}

function workOn(works: Map<string, Work>, earlier: Told, event: AnnouncementEvent): void {
  const work = workFor(works, earlier);
  work.edit.push(event);
  work.note.push(event);
}

function workFor(works: Map<string, Work>, earlier: Told): Work {
  const work = works.get(earlier.delivery.id) ?? { earlier, edit: [], note: [] };
  works.set(earlier.delivery.id, work);
  return work;
}

function newsOf(
  untried: readonly Told[],
  action: StoredDelivery["action"],
  gone: ReadonlySet<string>,
): AnnouncementEvent[] {
  return untried
    .filter(({ delivery }) => delivery.action === action)
    .flatMap(({ stored }) => stored.news.filter(({ id }) => !gone.has(id)));
}

function languageOf({ untried, published }: ChannelSituation): LanguageCode {
  const any = untried[0] ?? published[0];
  if (!any) throw new Error("A channel that wants nothing and has nothing needs no plan.");
  return any.stored.language;
}

function wantedOf(
  action: Wanted["action"],
  channel: Channel,
  language: LanguageCode,
  news: readonly AnnouncementEvent[],
  earlier: Told | null,
  dormant = false,
): Wanted[] {
  const [first, ...more] = news;
  return first ? [{ action, channel, language, news: [first, ...more], earlier, dormant }] : [];
}
