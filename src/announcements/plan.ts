import type { KnowledgeBase } from "../knowledge/knowledge-base.ts";
import type { CountryCode, LanguageCode } from "../knowledge/schema/values.ts";
import type { Destination } from "./destination.ts";
import type { AnnouncementEvent, News } from "./event.ts";
import { type Changes, changes } from "./ledger.ts";
import { type PagePlan, planPage } from "./plan-page.ts";
import { createWording } from "./plan-posts.ts";
import type { Post } from "./post.ts";
import type { ChannelPage, Ground } from "./situation.ts";
import { outdated, takenBack, withoutEvents } from "./take-back.ts";

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

/**
 * Decides from values alone: what `--plan` shows is what gets queued. First comes one decision on what is news,
 * then, page by page, what each channel is to get.
 */
export interface Planner {
  /** Of the knowledge. */
  readonly hash: string;
  readonly fixed: readonly Destination[];
  readonly named: number;
  /** Of what waits, what the knowledge does not say any more: whether it was tried is to be told in the ground. */
  outdated(waiting: readonly AnnouncementEvent[]): readonly AnnouncementEvent[];
  decide(ground: Ground): Decision;
  plan(decision: Decision, page: ChannelPage): PagePlan;
}

export function createPlanner(context: PlanContext): Planner {
  const wordingOf = createWording(context);
  return {
    hash: context.knowledge.hash,
    fixed: context.fixed,
    named: context.named ?? Infinity,
    outdated: (waiting) => outdated(waiting, context.knowledge),
    decide: (ground) => decide(ground, context),
    plan: (decision, page) => planPage(decision, page, context, wordingOf),
  };
}

function decide(ground: Ground, { knowledge, reloaded, adopted }: PlanContext): Decision {
  const ledger = adopted ? unseen(ground, knowledge.hash) : ground.ledger;
  const superseded = changes(ledger, knowledge).kind === "superseded";
  const back = superseded && !reloaded ? [] : takenBack(ground, knowledge);
  const found = changes(withoutEvents(ledger, back), knowledge);
  const isLast = ledger.seen.at(-1) === knowledge.hash;
  return { changes: found, takenBack: back, concernsChannels: concerns(found, back, ground, isLast) };
}

/** What waits is worded anew by a knowledge that is new; the one that worded it has nothing to add. */
function concerns(
  found: Changes,
  back: readonly AnnouncementEvent[],
  { waiting }: Ground,
  isLast: boolean,
): boolean {
  if (found.kind === "first-start") return false;
  if (back.length > 0) return true;
  return found.kind === "in-force" && (found.events.length > 0 || (waiting.length > 0 && !isLast));
}

function unseen({ ledger }: Ground, hash: string) {
  if (ledger.seen.at(-1) === hash) return ledger;
  return { ...ledger, seen: ledger.seen.filter((one) => one !== hash) };
}
