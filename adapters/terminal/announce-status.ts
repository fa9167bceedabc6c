import type { Delivery } from "../../src/announcements/delivery.ts";
import type { DeliveryCount } from "../store/store.ts";
import { describeState } from "./announce-plan.ts";

/** How many deliveries are in each state, and each one that needs an operator, with the reason. */
export function describeStatus(counts: readonly DeliveryCount[], troubled: readonly Delivery[]): string {
  if (counts.length === 0) return "Nothing was announced yet.";
  const numbers = counts.map(({ platform, state, count }) => `${platform}: ${count} ${state}`);
  const troubles = troubled.map(
    ({ id, platform, channel, post, state }) =>
      `${platform} ${channel}: ${post.reference} ${describeState(state)} [${id}]`,
  );
  return [...numbers, ...(troubles.length > 0 ? ["", ...troubles] : [])].join("\n");
}
