import { setTimeout as delay } from "node:timers/promises";
import type { webApi } from "@slack/bolt";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { Installations, KeptInstallation } from "../store/installations.ts";
import type { SlackOauth } from "./read-settings.ts";
import { describeError } from "./sdk-log.ts";
import { createRenewedTokens } from "./write-renewed.ts";

/** Renews tokens that expire. Gives what is in force now: what it was given, if nothing better is to be had. */
export type Renew = (kept: KeptInstallation) => Promise<KeptInstallation>;

/** A token is renewed when it has less than this left of its twelve hours. */
const SOON_MS = 2 * 60 * 60_000;

/** One process renews; after a failure nobody tries again before this is over. */
const CLAIM_MS = 30_000;

/** How long an answer waits for another process that renews a token that is over. */
const WAIT_MS = 3_000;
const LOOK_AGAIN_MS = 50;

export interface RenewDeps {
  readonly installations: Pick<Installations, "of" | "claimRenewal" | "renew">;
  /** Without a token. */
  readonly client: webApi.WebClient;
  readonly oauth: Pick<SlackOauth, "clientId" | "clientSecret">;
  readonly clock: Pick<Clock, "now">;
  readonly log: Log;
}

/**
 * A refresh token works once. Of all processes the one with the claim uses it, and writes what it got on the
 * revision that it read: nobody overwrites a newer token by an older one, a new installation included.
 */
export function createRenew({ installations, client, oauth, clock, log }: RenewDeps): Renew {
  const tokens = createRenewedTokens(installations, log);
  const again = async (kept: KeptInstallation): Promise<KeptInstallation> => {
    const { id } = kept.installation;
    const found = await installations.of({ workspace: id, enterprise: null });
    return found?.installation.id === id ? found : kept;
  };

  const exchange = async (kept: KeptInstallation, refreshToken: string): Promise<KeptInstallation> => {
    const { installation } = kept;
    const answer = await client.oauth.v2.access({
      ...{ client_id: oauth.clientId, client_secret: oauth.clientSecret },
      ...{ grant_type: "refresh_token", refresh_token: refreshToken },
    });
    const { access_token: token, refresh_token: next, expires_in: seconds } = answer;
    if (!token || !next || !seconds) throw new Error("Slack's answer has no token.");
    const expiresAt = clock.now() + seconds * 1000;
    const bot = { ...installation.bot, token, refreshToken: next, expiresAt };
    const written = await tokens.write(kept, { ...installation, bot });
    return written === "lost" ? again(kept) : written;
  };

  const waitForOther = async (kept: KeptInstallation): Promise<KeptInstallation> => {
    const end = performance.now() + WAIT_MS;
    while (performance.now() < end) {
      const found = await again(kept);
      if (found.revision !== kept.revision) return found;
      await delay(LOOK_AGAIN_MS);
    }
    return kept;
  };

  return async (kept) => {
    const held = tokens.held(kept);
    if (held) return held;
    const { id, bot } = kept.installation;
    const { refreshToken, expiresAt } = bot;
    const now = clock.now();
    if (refreshToken === null || expiresAt === null || expiresAt - now > SOON_MS) return kept;
    if (!(await installations.claimRenewal(kept, now, now + CLAIM_MS))) {
      return expiresAt > now ? kept : waitForOther(kept);
    }
    try {
      return await exchange(kept, refreshToken);
    } catch (error) {
      log.warn({ workspace: id, reason: describeError(error) }, "slack: a token could not be renewed");
      return again(kept);
    }
  };
}
