import type { KnowledgeBase } from "../knowledge/knowledge-base.ts";
import type { CountryCode, LanguageCode } from "../knowledge/schema/values.ts";
import type { Destination } from "./destination.ts";
import type { AnnouncementEvent, News } from "./event.ts";
import type { Changes } from "./ledger.ts";
import type { Post } from "./post.ts";

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

export interface PlanContext {
  readonly knowledge: KnowledgeBase;
  /** True when this process saw the knowledge change: then even an older one is what a curator wants. */
  readonly reloaded: boolean;
  /** True when an operator says that this knowledge is in force, whatever was seen before. */
  readonly adopted?: boolean;
  /** Channels that the settings fix. */
  readonly fixed: readonly Destination[];
  /** In ms: tells whose pause is over. */
  readonly now: number;
  /** Platforms that have a token. */
  readonly platforms: ReadonlySet<string>;
  readonly word: WordNews;
  /** So many channels of each post and each skip the plan names, by default all; the rest are counted. */
  readonly named?: number;
}

/** What the difference between knowledge and ledger is, before anything is asked about channels. */
export interface Decision {
  readonly changes: Changes;
  /** Newest first. */
  readonly takenBack: readonly AnnouncementEvent[];
  /** Whether something may follow for channels: if not, none is looked at. */
  readonly concernsChannels: boolean;
}
