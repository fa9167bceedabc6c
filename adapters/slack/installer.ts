import type { ServerResponse } from "node:http";
import type { Installation, InstallationStore, webApi } from "@slack/bolt";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { StoredInstallation } from "../store/installations.ts";
import type { Store } from "../store/store.ts";
import { PAGE_HEADERS, pageAfter, pageBefore, pageFailed } from "./install-page.ts";
import type { InstallPages } from "./link.ts";
import type { SlackOauth } from "./read-settings.ts";
import { SCOPES } from "./scopes.ts";
import { describeError } from "./sdk-log.ts";

export const REDIRECT_PATH = "/slack/oauth_redirect";

export interface InstallerDeps {
  readonly oauth: SlackOauth;
  /** Ends in `/api/`; null for Slack's own. */
  readonly apiUrl: string | null;
  readonly clientOptions: webApi.WebClientOptions;
  readonly installations: Pick<Store["installations"], "save">;
  /** Called with the id of what was installed. */
  readonly installed: (id: string) => void;
  readonly clock: Pick<Clock, "now">;
  readonly log: Log;
}

/** The pages for installing: one before with what is asked for, Slack's own, and one after. */
export function createInstallPages(deps: InstallerDeps): InstallPages {
  const { oauth, apiUrl, clientOptions, log } = deps;
  return {
    clientId: oauth.clientId,
    clientSecret: oauth.clientSecret,
    stateSecret: oauth.stateSecret,
    redirectUri: `${oauth.publicUrl}${REDIRECT_PATH}`,
    scopes: SCOPES.map(({ name }) => name),
    installationStore: storeFor(deps),
    installerOptions: {
      redirectUriPath: REDIRECT_PATH,
      // Slack's pages are beside its API, wherever that is.
      ...(apiUrl === null ? {} : { authorizationUrl: apiUrl.replace(/api\/$/, "oauth/v2/authorize") }),
      clientOptions,
      renderHtmlForInstallPath: pageBefore,
      installPathOptions: {
        beforeRedirection: async (_request, response) => {
          for (const [name, value] of Object.entries(PAGE_HEADERS)) response.setHeader(name, value);
          return true;
        },
      },
      callbackOptions: {
        success: ({ team, enterprise }, _options, _request, response) =>
          show(response, 200, pageAfter(team?.name ?? enterprise?.name ?? "Slack")),
        failure: (error, _options, _request, response) => {
          log.warn({ reason: describeError(error) }, "slack: an installation did not come about");
          const [status, reason] = REASONS[error.code] ?? UNKNOWN;
          show(response, status, pageFailed(reason));
        },
      },
    },
  };
}

/** What went wrong for whoever installs. What Slack or the store said is for the log, not for the page. */
const REASONS: Readonly<Record<string, readonly [status: number, reason: string]>> = {
  slack_oauth_installer_authorization_error: [403, "You did not agree on Slack's page."],
  slack_oauth_missing_code: [400, "Slack's answer was not complete."],
  slack_oauth_missing_state: [400, "Slack's answer was not complete."],
  slack_oauth_invalid_state: [
    400,
    "This is not the browser in which the installation was begun, or it was begun more than ten minutes ago.",
  ],
};
const UNKNOWN = [500, "Something went wrong between Slack and Rollcall. Try it again in a minute."] as const;

function show(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, PAGE_HEADERS);
  response.end(html);
}

/** Bolt only stores by it: installations are read as `Workspaces` does, which also renews tokens. */
function storeFor({ installations, installed, clock, log }: InstallerDeps): InstallationStore {
  return {
    async storeInstallation(installation) {
      const stored = storedOf(installation);
      await installations.save(stored, clock.now());
      installed(stored.id);
      log.info({ workspace: stored.id }, "slack: installed");
    },
    async fetchInstallation() {
      throw new Error("Installations are read in another way.");
    },
  };
}

function storedOf({ team, enterprise, user, bot, isEnterpriseInstall }: Installation): StoredInstallation {
  const owner = isEnterpriseInstall ? enterprise : team;
  if (!owner || !bot) throw new Error("Slack's answer names no workspace, or no bot.");
  return {
    id: owner.id,
    enterprise: enterprise?.id ?? null,
    name: owner.name ?? owner.id,
    installer: user.id,
    bot: {
      token: bot.token,
      userId: bot.userId,
      botId: bot.id,
      scopes: bot.scopes,
      refreshToken: bot.refreshToken ?? null,
      expiresAt: bot.expiresAt === undefined ? null : bot.expiresAt * 1000,
    },
  };
}
