import type { Seen } from "../../src/conversation/seen.ts";
import type { Clock } from "../clock.ts";
import type { ChatServices } from "../platform.ts";
import type { Recollection } from "./recollection.ts";

export interface SharingDeps {
  readonly recollection: Pick<Recollection, "share" | "unshare">;
  readonly seen: Seen;
  readonly clock: Pick<Clock, "now">;
}

/** Lets an answer that one person sees be shown to all once, however often its button is pressed, and where. */
export function createSharing(deps: SharingDeps): Pick<ChatServices, "takeShare" | "returnShare"> {
  const { recollection, seen, clock } = deps;
  /** This process knows by itself too, as the store may not answer. */
  const keyOf = (id: string) => `share:${id}`;
  return {
    async takeShare(id) {
      const now = clock.now();
      return seen.first(keyOf(id), now) && (await recollection.share(id, now));
    },
    async returnShare(id) {
      seen.forget(keyOf(id));
      await recollection.unshare(id);
    },
  };
}
