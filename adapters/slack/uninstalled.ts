import type { ClosedReason } from "../../src/announcements/outcome.ts";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { Store } from "../store/store.ts";
import type { Events } from "./events.ts";
import type { Workspaces } from "./workspaces.ts";

export interface UninstalledDeps {
  readonly installations: Pick<Store["installations"], "of" | "remove" | "workspacesOf">;
  readonly subscriptions: Pick<Store["subscriptions"], "pauseWorkspace">;
  readonly workspaces: Pick<Workspaces, "forget">;
  readonly clock: Pick<Clock, "now">;
  readonly log: Log;
}

/** What the people who manage the channels are told. */
const REASON: ClosedReason = "uninstalled";

/** Deletes the installation of a workspace that took the app away, and pauses its channels with the reason. */
export function listenToUninstalled(events: Events, deps: UninstalledDeps): void {
  const gone = async (body: Left) => {
    const id = ownerOf(body);
    if (id === null) return;
    // Slack may tell late, when the app is there again: what was installed since stays.
    const removed = await deps.installations.remove(id, body.event_time * 1000);
    deps.workspaces.forget(id);
    if (await deps.installations.of({ workspace: id, enterprise: null })) {
      deps.log.info(
        { workspace: id, removed },
        "slack: the app was taken away from a workspace, and is there again",
      );
      return;
    }
    let paused = 0;
    for (const workspace of [id, ...(await deps.installations.workspacesOf(id))]) {
      const now = deps.clock.now();
      paused += (await deps.subscriptions.pauseWorkspace("slack", workspace, REASON, now)).length;
    }
    deps.log.warn({ workspace: id, removed, paused }, "slack: the app was taken away from a workspace");
  };
  events.on("app_uninstalled", ({ body }) => gone(body));
  events.on("tokens_revoked", async ({ event, body }) => {
    // People's own tokens are none of the bot's.
    if ((event.tokens.bot ?? []).length > 0) await gone(body);
  });
}

/** The parts of the two events that matter here; what is of a whole organisation need not name a workspace. */
interface Left {
  readonly team_id?: string | null;
  readonly enterprise_id?: string | null;
  readonly event_time: number;
  readonly authorizations?: ReadonlyArray<{ readonly is_enterprise_install?: boolean }>;
}

/** Id of the installation that is gone. */
function ownerOf({ team_id: team, enterprise_id: enterprise, authorizations }: Left): string | null {
  const orgWide = authorizations?.[0]?.is_enterprise_install === true || !team;
  return (orgWide ? enterprise : team) ?? null;
}
