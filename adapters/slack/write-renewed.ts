import { setTimeout as delay } from "node:timers/promises";
import type { Log } from "../log.ts";
import type { Installations, KeptInstallation, StoredInstallation } from "../store/installations.ts";
import { describeError } from "./sdk-log.ts";

/** Writes renewed tokens, and holds those that the store does not take: Slack gives each once. */
export interface RenewedTokens {
  /** What is in force after it; `lost` when another was written meanwhile. */
  write(kept: KeptInstallation, next: StoredInstallation): Promise<KeptInstallation | "lost">;
  /** The renewed token of an installation that is still to be written, if there is one. */
  held(kept: KeptInstallation): KeptInstallation | null;
}

/** How long until the store is asked again, at first and at most. */
const FIRST_MS = 250;
const MOST_MS = 5_000;

export function createRenewedTokens(installations: Pick<Installations, "renew">, log: Log): RenewedTokens {
  const waiting = new Map<string, KeptInstallation>();

  const writeLater = async (kept: KeptInstallation, next: StoredInstallation) => {
    for (let ms = FIRST_MS; ; ms = Math.min(2 * ms, MOST_MS)) {
      // The process may end meanwhile.
      await delay(ms, undefined, { ref: false });
      const done = await installations.renew(kept, next).catch(() => null);
      if (done === null) continue;
      waiting.delete(next.id);
      log.info({ workspace: next.id }, "slack: a renewed token is written now");
      return;
    }
  };

  return {
    async write(kept, next) {
      try {
        const isWritten = await installations.renew(kept, next);
        return isWritten ? { installation: next, revision: kept.revision + 1 } : "lost";
      } catch (error) {
        const reason = describeError(error);
        log.error(
          { workspace: next.id, reason },
          "slack: a renewed token is not written yet, and lost if the bot stops",
        );
        const held = { installation: next, revision: kept.revision };
        waiting.set(next.id, held);
        void writeLater(kept, next);
        return held;
      }
    },
    held({ installation, revision }) {
      const held = waiting.get(installation.id);
      return held?.revision === revision ? held : null;
    },
  };
}
