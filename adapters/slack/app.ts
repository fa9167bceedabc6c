import { App } from "@slack/bolt";
import { systemClock } from "../clock.ts";
import type { StartPlatform } from "../platform.ts";
import { clientOptions } from "./clients.ts";
import type { EdgeTimes } from "./edge.ts";
import { createEvents } from "./events.ts";
import { createHttpLink } from "./http-link.ts";
import { createInstallPages } from "./installer.ts";
import type { Link, LinkOptions } from "./link.ts";
import { listen } from "./listen.ts";
import { COMMAND } from "./listen-deps.ts";
import { openWorkspaces, type WorkspaceStore } from "./open-workspaces.ts";
import { createPagesLink } from "./pages-link.ts";
import { PATIENCE, type Patience } from "./patience.ts";
import type { SlackSettings } from "./read-settings.ts";
import { createReplies } from "./replies.ts";
import { createSdkLog, describeError } from "./sdk-log.ts";
import { createSocketLink } from "./socket-link.ts";
import { createTell } from "./tell.ts";
import { listenToUninstalled } from "./uninstalled.ts";

/** What a test may shorten. */
export interface SlackTimes {
  readonly patience?: Patience;
  readonly edge?: EdgeTimes;
}

/** Connects the bot to Slack, by Socket Mode or HTTP: to one workspace, or to all that install it. */
export function startSlack(
  settings: SlackSettings,
  store: WorkspaceStore,
  { patience = PATIENCE, edge }: SlackTimes = {},
): StartPlatform {
  return async (services) => {
    const log = services.log.child({ platform: "slack" });
    const logger = createSdkLog(log);
    const { workspaces, poster } = await openWorkspaces({ settings, store, logger, patience, log });
    const { oauth, apiUrl, listen: address } = settings;
    const options = clientOptions(settings);
    const shared = { installations: store.installations, clock: systemClock, log };
    const pages =
      oauth &&
      createInstallPages({
        ...{ oauth, apiUrl, clientOptions: options, installed: workspaces.forget },
        ...{ words: services.installIn, ...shared },
      });
    const link = createLink(settings, {
      ...{ log, logger, clientOptions: options, patience, listen: address, pages, edgeTimes: edge },
    });
    const app = new App({
      receiver: link.receiver,
      authorize: async (origin) => {
        const here = await workspaces.of(origin);
        if (here === null) throw new Error(`The app is not installed in the workspace ${origin.teamId}.`);
        const { botId, userId: botUserId } = here.self;
        return { botToken: here.token, botUserId, ...(botId === undefined ? {} : { botId }) };
      },
      logger,
      clientOptions: { ...options },
      convoStore: false,
    });
    app.error(async (error) => {
      log.error({ reason: describeError(error) }, "A question from Slack could not be answered.");
    });
    const replies = createReplies(log);
    const events = createEvents(app);
    listen(app, events, services, workspaces, replies);
    listenToUninstalled(events, { ...shared, subscriptions: store.subscriptions, workspaces });
    await link.open();
    log.info({ connection: settings.connection.kind }, "Connected to Slack.");
    return {
      poster,
      command: COMMAND,
      tell: createTell(workspaces, replies, log),
      async stop() {
        await link.close();
        await replies.drain();
      },
    };
  };
}

function createLink({ connection }: SlackSettings, options: LinkOptions): Link {
  if (connection.kind === "http") return createHttpLink(connection, options);
  const link = createSocketLink(connection, options);
  return options.pages ? createPagesLink(link, options.pages, options) : link;
}
