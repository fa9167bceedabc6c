import type { webApi } from "@slack/bolt";
import type { Poster } from "../../src/announcements/poster.ts";
import { setNewest } from "../../src/set-newest.ts";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { KeptInstallation } from "../store/installations.ts";
import type { Store } from "../store/store.ts";
import type { SlackClients } from "./clients.ts";
import type { Installation } from "./identity.ts";
import { createPace, type Pace } from "./pace.ts";
import { createPoster } from "./poster.ts";
import type { Renew } from "./renew-token.ts";
import { describeError } from "./sdk-log.ts";

/** The bot in one workspace, or in all of an organisation: who it is there, and how it speaks. */
export interface SlackWorkspace {
  /** Of the installation; the workspace of a request may be one of an organisation's. */
  readonly id: string;
  readonly self: Installation;
  readonly token: string;
  /** For answers. */
  readonly client: webApi.WebClient;
  /** For announcements. */
  readonly poster: Poster;
}

/** Where a request comes from, as Slack says. */
export interface Origin {
  readonly teamId?: string | undefined;
  readonly enterpriseId?: string | undefined;
}

/** The workspaces that the bot is in. */
export interface Workspaces {
  /** Null when it is not installed there, or not any more. */
  of(origin: Origin): Promise<SlackWorkspace | null>;
  /** The one to post to a channel in. */
  ofChannel(channel: string): Promise<SlackWorkspace | null>;
  /** What is known of an installation is read again. */
  forget(id: string): void;
}

/** The one workspace of a bot token. */
export function homeWorkspace(self: Installation, token: string, clients: SlackClients): SlackWorkspace {
  const poster = createPoster(clients.announcements, self);
  return { id: self.team, self, token, client: clients.answers, poster };
}

export function onlyHome(home: SlackWorkspace): Workspaces {
  return { of: async () => home, ofChannel: async () => home, forget: () => undefined };
}

export interface WorkspacesDeps {
  readonly installations: Pick<Store["installations"], "of" | "belongs">;
  readonly subscriptions: Pick<Store["subscriptions"], "of">;
  /** The workspace of the bot token, where the channels of the settings are. */
  readonly home: SlackWorkspace | null;
  readonly clientsFor: (token: string) => SlackClients;
  readonly renew: Renew;
  readonly clock: Pick<Clock, "now">;
  readonly log: Log;
}

/** How long an installation is known without a look: another process may have changed it. */
const KNOWN_MS = 60_000;
const MOST_KNOWN = 10_000;

/** What people call the bot; Slack does not tell it with an installation. */
const NAME = "Rollcall";

interface Known {
  readonly workspace: SlackWorkspace;
  readonly until: number;
}

export function createWorkspaces(deps: WorkspacesDeps, most = MOST_KNOWN): Workspaces {
  const { installations, subscriptions, home, clock, log } = deps;
  const known = new Map<string, Known>();
  const builder = createBuilder(deps.clientsFor, most);

  /** Says which organisation the workspace is in, so that announcements find their way; nobody waits for it. */
  const remember = ({ teamId, enterpriseId }: Origin, { id }: SlackWorkspace) => {
    if (!teamId || !enterpriseId || id !== enterpriseId) return;
    installations.belongs(teamId, enterpriseId).catch((error: unknown) => {
      log.warn({ workspace: teamId, reason: describeError(error) }, "slack: an organisation was not noted");
    });
  };

  const look = async (origin: Origin, key: string): Promise<SlackWorkspace | null> => {
    const { teamId = null, enterpriseId = null } = origin;
    const found = await installations.of({ workspace: teamId, enterprise: enterpriseId });
    if (!found) {
      known.delete(key);
      builder.drop(origin);
      return teamId !== null && teamId === home?.self.team ? home : null;
    }
    const workspace = builder.build(await deps.renew(found), teamId);
    setNewest(known, key, { workspace, until: clock.now() + KNOWN_MS }, most);
    remember(origin, workspace);
    return workspace;
  };

  const of = async (origin: Origin): Promise<SlackWorkspace | null> => {
    const key = `${origin.teamId ?? ""} ${origin.enterpriseId ?? ""}`;
    const before = known.get(key);
    if (before && before.until > clock.now()) return before.workspace;
    return look(origin, key).catch((error: unknown) => {
      // A question is answered even while the store is away.
      if (!before) throw error;
      log.warn(
        { reason: describeError(error) },
        "slack: an installation could not be read; the last is used",
      );
      return before.workspace;
    });
  };

  return {
    of,
    async ofChannel(channel) {
      const subscription = await subscriptions.of("slack", channel);
      return subscription ? of({ teamId: subscription.workspace }) : home;
    },
    forget(id) {
      for (const [key, { workspace }] of known) if (workspace.id === id) known.delete(key);
    },
  };
}

interface Made {
  readonly token: string;
  readonly clients: SlackClients;
  readonly pace: Pace;
}

/** Makes clients once a token; the pace of a workspace outlives its tokens. */
function createBuilder(clientsFor: (token: string) => SlackClients, most: number) {
  const made = new Map<string, Made>();
  return {
    build({ installation }: KeptInstallation, teamId: string | null): SlackWorkspace {
      const { id, bot } = installation;
      const { token, userId, botId } = bot;
      const before = made.get(id);
      const clients = before?.token === token ? before.clients : clientsFor(token);
      const pace = before?.pace ?? createPace();
      setNewest(made, id, { token, clients, pace }, most);
      const self = { userId, botId, team: teamId ?? id, name: NAME };
      const poster = createPoster(clients.announcements, self, pace);
      return { id, self, token, client: clients.answers, poster };
    },
    /** Keeps nothing, least of all the token, of what is no longer installed. */
    drop({ teamId = "", enterpriseId = "" }: Origin): void {
      made.delete(teamId);
      made.delete(enterpriseId);
    },
  };
}
