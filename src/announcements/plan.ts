import type { Destination } from "./destination.ts";
import type { AnnouncementEvent } from "./event.ts";
import { type Changes, changes } from "./ledger.ts";
import type { Decision, PlanContext } from "./plan-context.ts";
import { type PagePlan, planPage } from "./plan-page.ts";
import { createWording } from "./plan-posts.ts";
import type { ChannelPage, Ground } from "./situation.ts";
import { outdated, takenBack, withoutEvents } from "./take-back.ts";

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
