import { NEWS_KINDS, type NewsKind } from "../announcements/event.ts";
import type { LanguageCode } from "../knowledge/schema/values.ts";
import type { ChannelSettings } from "./channel-settings.ts";

/** A channel; `workspace` is the team or server that it is in. */
export interface Place {
  readonly platform: string;
  readonly workspace: string;
  readonly channel: string;
}

/** No posts for a while; what comes meanwhile waits and follows as one summary. Times in ms. */
export interface Pause {
  readonly since: number;
  /** Null: until somebody resumes. */
  readonly until: number | null;
  /** Why posting failed, when the bot paused by itself; null when a person did. */
  readonly reason: string | null;
}

/** What a channel asked for. It decides over the settings, which speak for channels that asked nothing. */
export interface Subscription extends Place {
  /** In the order of `NEWS_KINDS`. None: unsubscribed, kept so that what is still queued is not sent. */
  readonly kinds: readonly NewsKind[];
  readonly language: LanguageCode;
  readonly pause: Pause | null;
  /** Id of the person who is told when posting fails: who subscribed last. */
  readonly subscriber: string;
  readonly createdAt: number;
  readonly changedAt: number;
}

/** Of a subscription, what decides where news goes. */
export type Wish = Pick<Subscription, "platform" | "channel" | "kinds" | "language" | "pause">;

/** A person on a platform. */
export interface Actor {
  readonly id: string;
  readonly name: string;
}

/** What was changed. Kinds, mode and language are what the channel had after it. */
export type ChangeMade =
  | { readonly kind: "subscribed"; readonly kinds: readonly NewsKind[]; readonly language: LanguageCode }
  | { readonly kind: "unsubscribed"; readonly kinds: readonly NewsKind[] }
  | { readonly kind: "paused"; readonly until: number | null }
  | { readonly kind: "closed"; readonly reason: string }
  | { readonly kind: "resumed" }
  | ({ readonly kind: "settings" } & ChannelSettings);

/** A line of the audit trail; `actor` is null for a person who is forgotten, and for the bot, which only closes. */
export interface AuditEntry {
  readonly at: number;
  readonly actor: Actor | null;
  readonly change: ChangeMade;
}

/** Kinds in the order in which they are told, each once. */
export function inOrder(kinds: Iterable<NewsKind>): readonly NewsKind[] {
  const asked = new Set(kinds);
  return NEWS_KINDS.filter((kind) => asked.has(kind));
}

/** Whether posts to the channel wait at `now`; a pause that has an end is over by itself. */
export function isPaused({ pause }: Pick<Subscription, "pause">, now: number): boolean {
  return pause !== null && (pause.until === null || pause.until > now);
}

/** The subscription once its channel turned out to take no posts; null when there is nothing new to pause. */
export function afterClosed(subscription: Subscription, reason: string, now: number): Subscription | null {
  if (subscription.kinds.length === 0 || isPaused(subscription, now)) return null;
  return { ...subscription, pause: { since: now, until: null, reason }, changedAt: now };
}
