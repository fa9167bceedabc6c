import type { LanguageCode } from "../knowledge/schema/values.ts";
import type { Wish } from "../subscriptions/subscription.ts";
import type { Held } from "./delivery.ts";
import type { AnnouncementEvent } from "./event.ts";
import type { Ledger } from "./ledger.ts";
import type { Post } from "./post.ts";

/** What the store tells before a decision. */
export interface Situation {
  readonly ledger: Ledger;
  /** What channels asked for, on all platforms. */
  readonly subscriptions: readonly Wish[];
  /** What no attempt was made at: it can still be worded anew, merged or taken back. */
  readonly untried: readonly StoredPost[];
  /** Of the events in `untried`, those that were tried in some channel. */
  readonly tried: ReadonlySet<string>;
  /** Posts of which an attempt was made: the targets in `untried`, and those on countries that are corrected. */
  readonly published: readonly StoredPost[];
}

/** A post with those of its deliveries that a decision is about. */
export interface StoredPost {
  readonly id: string;
  /** What it tells, in order. */
  readonly news: readonly AnnouncementEvent[];
  readonly language: LanguageCode;
  readonly post: Post;
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
