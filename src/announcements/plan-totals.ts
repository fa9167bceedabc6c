import type { AnnouncementEvent } from "./event.ts";
import type { Changes } from "./ledger.ts";
import type { Decision } from "./plan-context.ts";
import { createPlanHash } from "./plan-hash.ts";
import type { PagePlan } from "./plan-page.ts";
import type { Addressed, PlannedPost } from "./plan-posts.ts";
import { createSkips, type Skip } from "./skip.ts";

/** All that would be posted where. */
export interface Plan {
  readonly changes: Changes;
  /** Newest first. */
  readonly takenBack: readonly AnnouncementEvent[];
  readonly posts: readonly PostTotal[];
  /** How many untried deliveries give way. */
  readonly removed: number;
  readonly skips: readonly Skip[];
  /** Twelve hex digits that stand for what is held and what is planned, with all channels. */
  readonly hash: string;
}

/** A planned post, how many channels it goes to, and which, as far as they are named. */
interface PostTotal extends PlannedPost {
  readonly to: readonly Addressed[];
  readonly count: number;
}

/** Adds up a plan page by page; of a channel that is not named nothing is kept. */
export interface Totals {
  add(page: PagePlan): void;
  /** A delivery that is held for approval, and stays. */
  held(id: string, post: PlannedPost["post"]): void;
  plan(): Plan;
}

export function createTotals({ changes, takenBack }: Decision, named: number): Totals {
  const hash = createPlanHash();
  const skips = createSkips(changes, named);
  const posts = new Map<string, PlannedPost & { readonly to: Addressed[]; count: number }>();
  let removed = 0;
  const stay = ({ post, deliveries }: PagePlan["staying"][number]) => {
    for (const { id, held } of deliveries) if (held === "approval") hash.add(id, post);
  };
  const count = ({ to, ...planned }: PagePlan["posts"][number]) => {
    const total = posts.get(planned.id) ?? { ...planned, to: [], count: 0 };
    posts.set(planned.id, total);
    total.count += to.length;
    total.to.push(...to.slice(0, Math.max(0, named - total.to.length)));
    if (!planned.dormant) for (const { id } of to) hash.add(id, planned.post);
  };
  return {
    add(page) {
      skips.add(page.skipped, page.destinations);
      removed += page.removed.length;
      page.staying.forEach(stay);
      page.posts.forEach(count);
    },
    held: hash.add,
    plan: () => ({
      changes,
      takenBack,
      posts: [...posts.values()],
      removed,
      skips: skips.all(),
      hash: hash.hex(),
    }),
  };
}
