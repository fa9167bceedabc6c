import type { Rewording } from "../../adapters/store/reword.ts";
import type { Store } from "../../adapters/store/store.ts";
import type { Destination } from "../../src/announcements/destination.ts";
import { createPlanner, type Planner } from "../../src/announcements/plan.ts";
import type { KnowledgeBase } from "../../src/knowledge/knowledge-base.ts";
import { aKnowledge, aSignatory, wordPlainly } from "../announcements/knowledge-fixture.ts";

/** Knowledge that grows by one country at a time, in this order. */
const GROWING = ["LV", "NO", "FI", "SE", "EE"].map((code, index) => aSignatory(code, `2019-06-1${index}`));

interface QueueTimes {
  readonly now: number;
  readonly dueAt?: number;
  readonly reloaded?: boolean;
  readonly apart?: boolean;
}

export function knowledgeOf(countries: number): KnowledgeBase {
  return aKnowledge(GROWING.slice(0, countries));
}

/**
 * Announces `knowledge` in `store` to `destinations` and to no others, as the bot does; `apart` does not merge it with what
 * waits untried, as if that had been tried by now.
 */
export function queueNews(
  store: Pick<Store, "ledger">,
  knowledge: KnowledgeBase,
  destinations: readonly Destination[],
  times: QueueTimes,
) {
  const { now, dueAt = now, reloaded = true, apart = false } = times;
  const planner = plannerFor(knowledge, destinations, now, reloaded);
  const towards: Planner = {
    ...planner,
    decide: (ground) => planner.decide(apart ? { ...ground, waiting: [] } : ground),
    plan: (decision, page) =>
      planner.plan(decision, { ...page, wishes: [], ...(apart ? { untried: [] } : {}) }),
  };
  return store.ledger.announce(towards, { hash: knowledge.hash, now, dueAt });
}

/** How the same knowledge is worded for a channel that gets another language, due at once. */
export function rewordingBy(knowledge: KnowledgeBase, now: number): Rewording {
  const times = { hash: knowledge.hash, now, dueAt: now };
  return { planner: plannerFor(knowledge, [], now, false), times };
}

function plannerFor(
  knowledge: KnowledgeBase,
  fixed: readonly Destination[],
  now: number,
  reloaded: boolean,
): Planner {
  const platforms = new Set(fixed.map(({ platform }) => platform));
  return createPlanner({ knowledge, reloaded, fixed, now, platforms, word: wordPlainly });
}
