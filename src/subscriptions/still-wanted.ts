import type { NewsKind } from "../announcements/event.ts";
import { isPaused, type Subscription } from "./subscription.ts";

/** Why a delivery was given up that its channel wants no more: nobody has to do anything about it. */
export const UNSUBSCRIBED = "unsubscribed";

/** The same for a channel that never asked for anything, and that the settings name no more. */
export const NOT_IN_SETTINGS = "no longer in the settings";

/** What a channel's wish means for a delivery that is about to be sent to it. */
export type Wanted =
  | { readonly kind: "wanted" }
  | { readonly kind: typeof UNSUBSCRIBED }
  /** Waits in the outbox, where later news is merged with it. */
  | { readonly kind: "paused"; readonly lookAt: number };

/** A pause without an end is looked at again after this, should its end ever be missed. */
const PAUSE_LOOK_MS = 3_600_000;

/**
 * Whether the channel still wants what was queued for it.
 *
 * A post goes while the channel wants any piece of it. What mends an earlier post (`edit`, `note`) goes
 * to whoever got that post, unless the channel has unsubscribed from everything.
 */
export function stillWanted(
  { kinds, pause }: Pick<Subscription, "kinds" | "pause">,
  action: string,
  eventIds: readonly string[],
  now: number,
): Wanted {
  const wants =
    action === "post" && eventIds.length > 0
      ? eventIds.some((id) => kinds.some((kind) => isOf(id, kind)))
      : true;
  if (kinds.length === 0 || !wants) return { kind: UNSUBSCRIBED };
  if (!isPaused({ pause }, now)) return { kind: "wanted" };
  return { kind: "paused", lookAt: pause?.until ?? now + PAUSE_LOOK_MS };
}

/** The id of an event begins with its kind: `accession-NO-5b1d0c9a44f2`. */
function isOf(eventId: string, kind: NewsKind): boolean {
  return eventId.startsWith(`${kind}-`);
}
