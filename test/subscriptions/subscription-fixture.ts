import { languageCode } from "../../src/knowledge/schema/values.ts";
import type { Subscription } from "../../src/subscriptions/subscription.ts";

/** A channel that asked for new signatories; what matters can be given. */
export function aSubscription(
  more: Partial<Omit<Subscription, "language">> & { readonly language?: string } = {},
): Subscription {
  return {
    platform: "slack",
    workspace: "T1",
    channel: "C0000001",
    kinds: ["accession"],
    pause: null,
    subscriber: "U1",
    createdAt: 1_790_000_000_000,
    changedAt: 1_790_000_000_000,
    ...more,
    language: languageCode.parse(more.language ?? "en"),
  };
}
