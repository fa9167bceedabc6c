import type { Delivery } from "../../src/announcements/delivery.ts";
import type { Operator } from "../store/operator.ts";
import type { DeliveryCount } from "../store/outbox.ts";
import { describeState, instant } from "./announce-plan.ts";

type Operations = Awaited<ReturnType<Operator["log"]>>;

/** How many deliveries are in each state, each one that needs an operator with reason and key, and what operators did. */
export function describeStatus(
  counts: readonly DeliveryCount[],
  troubled: readonly Delivery[],
  operations: Operations,
): string {
  const numbers = counts.map(({ platform, state, count }) => `${platform}: ${count} ${state}`);
  const troubles = troubled.map(
    ({ id, platform, channel, action, post, state }) =>
      `${platform} ${channel}: ${action.kind} ${post.reference} ${describeState(state)} [${id}]`,
  );
  const done = operations.map(({ at, who, what, subject }) => `${instant(at)} ${who}: ${what} ${subject}`);
  return [
    ...(numbers.length > 0 ? numbers : ["Nothing was announced yet."]),
    ...(troubles.length > 0 ? ["", ...troubles] : []),
    ...(done.length > 0 ? ["", ...done] : []),
  ].join("\n");
}
