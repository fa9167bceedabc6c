import { type Logger, webApi } from "@slack/bolt";
import type { Poster } from "../../src/announcements/poster.ts";
import { systemClock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { Store } from "../store/store.ts";
import { clientOptions, createClients } from "./clients.ts";
import { identify } from "./identity.ts";
import type { Patience } from "./patience.ts";
import type { SlackSettings } from "./read-settings.ts";
import { createRenew } from "./renew-token.ts";
import { createWorkspacePoster } from "./workspace-poster.ts";
import { createWorkspaces, homeWorkspace, onlyHome, type Workspaces } from "./workspaces.ts";

/** What is kept of workspaces and their channels. */
export interface WorkspaceStore {
  readonly installations: Omit<Store["installations"], "rotate">;
  readonly subscriptions: Pick<Store["subscriptions"], "of" | "pauseWorkspace">;
}

const UNNAMED =
  "Slack does not say which user SLACK_BOT_TOKEN belongs to: threads are followed, but no mention within them is known.";

export interface OpenWorkspacesDeps {
  readonly settings: SlackSettings;
  readonly store: WorkspaceStore;
  readonly logger: Logger;
  readonly patience: Patience;
  readonly log: Log;
}

/** The workspaces, and how to post to their channels; rejects with what to do about a bot token that is refused. */
export async function openWorkspaces({
  settings,
  store,
  logger,
  patience,
  log,
}: OpenWorkspacesDeps): Promise<{ readonly workspaces: Workspaces; readonly poster: Poster }> {
  const { botToken, oauth } = settings;
  const clientsFor = (token: string) => createClients(settings, token, logger, patience);
  const homeOf = async (token: string) => {
    const clients = clientsFor(token);
    const self = await identify(clients.probe);
    if (self.userId === "") log.warn(UNNAMED);
    return homeWorkspace(self, token, clients);
  };
  const home = botToken === null ? null : await homeOf(botToken);
  if (oauth === null) {
    if (home === null) throw new Error("Slack has neither SLACK_BOT_TOKEN nor SLACK_CLIENT_ID.");
    return { workspaces: onlyHome(home), poster: home.poster };
  }
  const client = new webApi.WebClient(undefined, { ...clientOptions(settings), logger });
  const renew = createRenew({
    ...{ installations: store.installations, client, oauth, clock: systemClock, log },
  });
  const workspaces = createWorkspaces({ ...store, home, clientsFor, renew, clock: systemClock, log });
  return { workspaces, poster: createWorkspacePoster(workspaces) };
}
