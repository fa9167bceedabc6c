import type { Delivery } from "../../src/announcements/delivery.ts";
import type { Verdict } from "../../src/announcements/operator.ts";
import type { Operation } from "../store/operator-log.ts";
import type { Store } from "../store/store.ts";
import { count, describeState } from "./announce-plan.ts";
import { waitUntilSettled } from "./announce-wait.ts";
import type { Progress } from "./progress.ts";

/** What came of an operation: what to print, and the exit code. */
export interface Told {
  readonly code: 0 | 1;
  readonly text: string;
}

export async function approve(
  store: Store,
  hash: string,
  by: Operation,
  progress: Progress | null,
): Promise<Told> {
  const answer = await store.operator.approve(hash, by);
  if ("held" in answer) {
    const what = answer.held
      ? `What is held is another plan, ${answer.held}: look at it with --plan.`
      : "Nothing is held: ANNOUNCE_APPROVAL is off, or the bot has not queued the plan yet.";
    return { code: 1, text: `Nothing was released. ${what}` };
  }
  const { released } = answer;
  const head = `Released plan ${hash}: ${count(released.length, "delivery", "deliveries")}.`;
  return told(store, [head, ...released.map(describeWhere)], released, progress);
}

export async function retry(
  store: Store,
  key: string | null,
  by: Operation,
  progress: Progress | null,
): Promise<Told> {
  const { queued, outdated } = await store.operator.retry(key, by);
  const left = outdated.map(
    (delivery) =>
      `not queued: ${describeWhere(delivery).trim()}, because it was corrected or withdrawn since`,
  );
  if (queued.length === 0) {
    const none = key === null ? "Nothing was given up." : `No delivery ${key} was given up.`;
    return { code: left.length > 0 || key !== null ? 1 : 0, text: left.length > 0 ? left.join("\n") : none };
  }
  const head = `Queued again: ${count(queued.length, "delivery", "deliveries")}.`;
  return told(store, [head, ...queued.map(describeWhere), ...left], queued, progress);
}

export async function settle(store: Store, key: string, verdict: Verdict, by: Operation): Promise<Told> {
  const [before] = await store.outbox.byIds([key]);
  if (!before) return { code: 1, text: `There is no delivery ${key}: --status shows the keys.` };
  const after = await store.operator.settle(key, verdict, by);
  if (!after || before.state.kind !== "in-doubt") {
    return {
      code: 1,
      text: `It is not in doubt: ${describeWhere(before).trim()} ${describeState(before.state)}.`,
    };
  }
  return { code: 0, text: `${describeWhere(after).trim()} ${describeState(after.state)}.` };
}

function describeWhere({ id, platform, channel, action, post }: Delivery): string {
  return `  ${action.kind} ${post.reference} to ${platform} ${channel} [${id}]`;
}

/** Waits for the deliveries where there is a progress to show, and tells what became of those that did not get there. */
async function told(
  store: Store,
  lines: readonly string[],
  deliveries: readonly Delivery[],
  progress: Progress | null,
): Promise<Told> {
  if (!progress) return { code: 0, text: lines.join("\n") };
  const ids = deliveries.map(({ id }) => id);
  const end = await waitUntilSettled(store, ids, progress);
  const missing = end.deliveries.filter(({ state }) => state.kind !== "sent");
  const rest = missing.map((one) => `${describeWhere(one)} ${describeState(one.state)}`);
  const still = end.settled ? [] : ["Nothing has moved for a minute: is the bot running?"];
  const sent = `Sent: ${end.deliveries.length - missing.length} of ${ids.length}.`;
  return { code: missing.length === 0 ? 0 : 1, text: [...lines, sent, ...rest, ...still].join("\n") };
}
