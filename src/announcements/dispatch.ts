import type { Delivery, DeliveryState } from "./delivery.ts";
import { urlDigest } from "./digest.ts";
import type { Dispatch } from "./post.ts";

/**
 * The delivery as its platform receives it: the same at each attempt. Null when it is about an
 * earlier post that no platform ever confirmed.
 */
export function dispatchOf({ id, channel, action, post }: Delivery): Dispatch | null {
  if (action.kind === "post") return { channel, action, post, nonce: id };
  const { kind, messageId } = action;
  return messageId ? { channel, action: { kind, messageId }, post, nonce: id } : null;
}

/** The state of a delivery whose earlier post is not there to be worked on. */
export function withoutTarget(now: number): DeliveryState {
  return { kind: "dead", at: now, reason: "There is no earlier post in the channel that this is about." };
}

/** The delivery that publishes a post once it is sent; null when there is nothing to publish. */
export function followUp(
  { id, platform, channel, action, post }: Delivery,
  next: DeliveryState,
): Delivery | null {
  if (action.kind !== "post" || next.kind !== "sent" || !next.publish || post.isTest) return null;
  return {
    ...{ id: urlDigest(`crosspost:${id}`, 25), platform, channel, post },
    action: { kind: "crosspost", target: id, messageId: next.messageId },
    state: { kind: "queued", dueAt: next.at, attempts: 0 },
  };
}
