import { describeSettings, isLook } from "../../src/subscriptions/channel-settings.ts";
import { describeSubscription } from "../../src/subscriptions/describe.ts";
import type { Parsed } from "../../src/subscriptions/parse-command.ts";
import type { ParsedSettings } from "../../src/subscriptions/parse-settings.ts";
import type { Subscription } from "../../src/subscriptions/subscription.ts";
import type { RemarkWords } from "../../src/wording/sentences.ts";
import type { KnownSettings } from "../conversation/channel-settings.ts";
import type { Managing } from "../platform.ts";

export interface ViewDeps {
  readonly known: Pick<KnownSettings, "of" | "refresh">;
  readonly now: number;
}

/** What is told to who may not manage a channel: how it is set, where only that is asked, and who may change it. */
export async function viewOf(
  parsed: Exclude<Parsed | ParsedSettings, { readonly kind: "malformed" }>,
  current: Subscription | null,
  { platform, channel, denied, viewing }: Managing,
  { known, now }: ViewDeps,
): Promise<readonly RemarkWords[]> {
  if (viewing === null) return [denied];
  if (parsed.kind === "settings") {
    if (!isLook(parsed.asked)) return [denied];
    await known.refresh();
    return [...describeSettings(known.of(platform, channel), null), viewing];
  }
  if (parsed.command.verb !== "subscriptions") return [denied];
  return [...describeSubscription(current, { command: null, now, isNew: false }), viewing];
}
