import { dueAt } from "../../../src/announcements/delivery.ts";
import type { State } from "./state.ts";
import type { Step } from "./steps.ts";

const BOTH = [0, 1] as const;

/** What must never happen and does with this step; null when all is well. */
export function violation(before: State, step: Step): string | null {
  if (step.to.posts.some((count) => count > 1)) return "a post stands there twice";
  return ofOrder(before, step) ?? BOTH.map((which) => ofOne(before, step, which)).find(Boolean) ?? null;
}

/** What an operator settled by hand does not keep its place. */
function ofOrder(before: State, { to }: Step): string | null {
  if (before.settledByHand[0]) return null;
  const [first, second] = BOTH.map((which) => to.posts[which] > before.posts[which]);
  if (first && before.posts[1] > 0) return "the posts are in the wrong order";
  const open = before.deliveries[0].kind === "sending" || dueAt(before.deliveries[0]) !== null;
  return second && open ? "the second post overtook the first" : null;
}

function ofOne(before: State, { to, what }: Step, which: 0 | 1): string | null {
  const [was, is] = [before.deliveries[which], to.deliveries[which]];
  if (is.kind === "sending" && was.kind !== "sending" && !before.wanted) {
    return "a send began after the channel unsubscribed";
  }
  if (is.kind === "sent" && was.kind !== "sent" && to.posts[which] === 0) {
    return "a post that is not there counts as sent";
  }
  if (!what.endsWith(`writes ${which}`)) return null;
  const ours = is.kind === "sending" && is.epoch === to.lease.epoch;
  return ours ? null : "a request was written under an old epoch";
}
