import type { webApi } from "@slack/bolt";
import type { Poster } from "../../src/announcements/poster.ts";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { KeptInstallation, Store } from "../store/store.ts";
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

export function createWorkspaces(deps: WorkspacesDeps): Workspaces {
  const { installations, subscriptions, home, clock, log } = deps;
  const known = new Map<string, Known>();
  const built = createBuilder(deps.clientsFor);

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
      return teamId !== null && teamId === home?.self.team ? home : null;
    }
    const workspace = built(await deps.renew(found), teamId);
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(key, { workspace, until: clock.now() + KNOWN_MS });
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

/** Makes clients once a token; the pace of a workspace outlives its tokens. */
function createBuilder(clientsFor: (token: string) => SlackClients) {
  const paces = new Map<string, Pace>();
  const clients = new Map<string, { readonly token: string; readonly clients: SlackClients }>();
  return ({ installation }: KeptInstallation, teamId: string | null): SlackWorkspace => {
    const { id, bot } = installation;
    const { token, userId, botId } = bot;
    const pace = paces.get(id) ?? createPace();
    paces.set(id, pace);
    const before = clients.get(id);
    const made = before?.token === token ? before : { token, clients: clientsFor(token) };
    clients.set(id, made);
    const self = { userId, botId, team: teamId ?? id, name: NAME };
    const poster = createPoster(made.clients.announcements, self, pace);
    return { id, self, token, client: made.clients.answers, poster };
  };
}
