import type { LanguageCode } from "../knowledge/schema/values.ts";
import type { Wish } from "../subscriptions/subscription.ts";
import type { Held } from "./delivery.ts";
import type { Channel } from "./destination.ts";
import type { AnnouncementEvent } from "./event.ts";
import type { Ledger } from "./ledger.ts";
import type { Post } from "./post.ts";

/** What the store tells before it is decided whether there is news; little, however many channels there are. */
export interface Ground {
  readonly ledger: Ledger;
  /** What waits untried in any channel: it can still be worded anew, merged or taken back. */
  readonly waiting: readonly AnnouncementEvent[];
  /** Of `waiting`, what was tried in some channel, as far as the knowledge does not say it any more. */
  readonly tried: ReadonlySet<string>;
}

/** Some channels, and what the store knows of them. */
export interface ChannelPage {
  /** Each once. */
  readonly channels: readonly Channel[];
  /** What those of them that spoke asked for. */
  readonly wishes: readonly Wish[];
  /** What no attempt was made at. */
  readonly untried: readonly StoredPost[];
  /** Posts of which an attempt was made, on what is corrected or about to be. */
  readonly published: readonly StoredPost[];
}

/** A post with those of its deliveries that a decision is about. */
export interface StoredPost {
  readonly id: string;
  /** What it tells, in order. */
  readonly news: readonly AnnouncementEvent[];
  readonly language: LanguageCode;
  readonly post: Post;
  /** Oldest first, as are the posts of a page. */
  readonly deliveries: readonly StoredDelivery[];
}

export interface StoredDelivery {
  readonly id: string;
  readonly platform: string;
  readonly channel: string;
  readonly action: "post" | "edit" | "note";
  /** The delivery of the earlier post; null for a post. */
  readonly target: string | null;
  /** What it is held for, if it is. */
  readonly held: Held["awaits"] | null;
}
