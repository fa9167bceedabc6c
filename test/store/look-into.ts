import type { Store } from "../../adapters/store/store.ts";
import type { Planner } from "../../src/announcements/plan.ts";
import type { ChannelPage, Ground } from "../../src/announcements/situation.ts";

/** What the store tells to who decides about news, with all channels. */
export async function lookInto(store: Pick<Store, "ledger"> | null): Promise<{
  readonly ground: Ground | undefined;
  readonly pages: readonly ChannelPage[];
}> {
  const grounds: Ground[] = [];
  const pages: ChannelPage[] = [];
  await store?.ledger.preview(watching(grounds, pages));
  return { ground: grounds[0], pages };
}

/** Decides that nothing follows for any channel, and looks at them all. */
export function watching(grounds: Ground[], pages: ChannelPage[]): Planner {
  return {
    hash: "",
    fixed: [],
    named: Infinity,
    outdated: (waiting) => waiting,
    decide(ground) {
      grounds.push(ground);
      return { changes: { kind: "in-force", events: [] }, takenBack: [], concernsChannels: true };
    },
    plan(_decision, page) {
      pages.push(page);
      return { posts: [], removed: [], staying: [], skipped: [], destinations: 0 };
    },
  };
}
