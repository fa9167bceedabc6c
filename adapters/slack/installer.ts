import { AsyncLocalStorage } from "node:async_hooks";
import type { ServerResponse } from "node:http";
import type { Installation, InstallationStore, webApi } from "@slack/bolt";
import type { InstallText, InstallWords } from "../../src/wording/install-words.ts";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { ChatServices } from "../platform.ts";
import type { StoredInstallation } from "../store/installations.ts";
import type { Store } from "../store/store.ts";
import { pageAfter, pageBefore, pageFailed, pageHeaders } from "./install-page.ts";
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
  /** In the language that an `Accept-Language` asks for. */
  readonly words: ChatServices["installIn"];
  /** Called with the id of what was installed. */
  readonly installed: (id: string) => void;
  readonly clock: Pick<Clock, "now">;
  readonly log: Log;
}

/** The pages for installing: one before with what is asked for, Slack's own, and one after. */
export function createInstallPages(deps: InstallerDeps): InstallPages {
  const { oauth, log, words } = deps;
  // Bolt does not tell of which request the page before is.
  const asking = new AsyncLocalStorage<string | undefined>();
  const spoken = () => words(asking.getStore());
  return {
    spoken: (serve) => (request, response) =>
      asking.run(request.headers["accept-language"], serve, request, response),
    options: {
      clientId: oauth.clientId,
      clientSecret: oauth.clientSecret,
      stateSecret: oauth.stateSecret,
      redirectUri: `${oauth.publicUrl}${REDIRECT_PATH}`,
      scopes: SCOPES.map(({ name }) => name),
      installationStore: storeFor(deps),
      installerOptions: {
        ...placesOf(deps),
        renderHtmlForInstallPath: (url) => pageBefore(url, spoken()),
        installPathOptions: {
          beforeRedirection: async (_request, response) => {
            for (const [name, value] of Object.entries(pageHeaders(spoken())))
              response.setHeader(name, value);
            return true;
          },
        },
        callbackOptions: {
          success: ({ team, enterprise }, _options, _request, response) =>
            show(response, 200, spoken(), (said) =>
              pageAfter(team?.name ?? enterprise?.name ?? "Slack", said),
            ),
          failure: (error, _options, _request, response) => {
            log.warn({ reason: describeError(error) }, "slack: an installation did not come about");
            const [status, reason] = REASONS[error.code] ?? UNKNOWN;
            show(response, status, spoken(), (said) => pageFailed(reason, said));
          },
        },
      },
    },
  };
}

/** Slack's pages are beside its API, wherever that is. */
function placesOf({ apiUrl, clientOptions }: InstallerDeps) {
  const beside = apiUrl === null ? {} : { authorizationUrl: apiUrl.replace(/api\/$/, "oauth/v2/authorize") };
  return { ...beside, redirectUriPath: REDIRECT_PATH, clientOptions };
}

/** What went wrong for whoever installs. What Slack or the store said is for the log, not for the page. */
const REASONS: Readonly<Record<string, readonly [status: number, reason: InstallText]>> = {
  slack_oauth_installer_authorization_error: [403, "install-refused"],
  slack_oauth_missing_code: [400, "install-incomplete"],
  slack_oauth_missing_state: [400, "install-incomplete"],
  slack_oauth_invalid_state: [400, "install-browser"],
};
const UNKNOWN = [500, "install-unknown"] as const;

function show(
  response: ServerResponse,
  status: number,
  words: InstallWords,
  page: (words: InstallWords) => string,
): void {
  response.writeHead(status, pageHeaders(words));
  response.end(page(words));
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
