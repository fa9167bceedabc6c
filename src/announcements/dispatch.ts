import type { Delivery, DeliveryState } from "./delivery.ts";
import { urlDigest } from "./digest.ts";
import type { Dispatch } from "./post.ts";

/**
 * The delivery as its platform receives it: the same at each attempt. Null when it is about an
 * earlier post that no platform ever confirmed. What was wrong in one that an operator saw is
 * told in the channel itself, as nobody knows its thread.
 */
export function dispatchOf({ id, channel, action, post }: Delivery): Dispatch | null {
  if (action.kind === "post") return { channel, action, post, nonce: id };
  const { kind, messageId } = action;
  if (messageId) return { channel, action: { kind, messageId }, post, nonce: id };
  return kind === "note" && messageId === "" ? { channel, action: { kind: "post" }, post, nonce: id } : null;
}

/** Why a delivery was given up whose earlier post was not there to be worked on. */
export const NO_TARGET = "There is no earlier post in the channel that this is about.";

export function withoutTarget(now: number): DeliveryState {
  return { kind: "dead", at: now, reason: NO_TARGET };
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
