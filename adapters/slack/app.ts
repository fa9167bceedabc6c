import { App } from "@slack/bolt";
import type { StartPlatform } from "../platform.ts";
import type { SlackSettings } from "../settings.ts";
import { createChannelFacts } from "./channel-facts.ts";
import { clientOptions, createClients } from "./clients.ts";
import { createHttpLink } from "./http-link.ts";
import { identify } from "./identity.ts";
import type { Link, LinkOptions } from "./link.ts";
import { COMMAND, listen } from "./listen.ts";
import { PATIENCE, type Patience } from "./patience.ts";
import { createPoster } from "./poster.ts";
import { createReplies } from "./replies.ts";
import { createSdkLog, describeError } from "./sdk-log.ts";
import { createSocketLink } from "./socket-link.ts";
import { createTell } from "./tell.ts";

/** Connects the bot to one Slack workspace, by Socket Mode or HTTP. */
export function startSlack(settings: SlackSettings, patience: Patience = PATIENCE): StartPlatform {
  return async (services) => {
    const log = services.log.child({ platform: "slack" });
    const logger = createSdkLog(log);
    const clients = createClients(settings, logger, patience);
    const self = await identify(clients.probe);
    const options = clientOptions(settings);
    const link = createLink(settings, { log, logger, clientOptions: options, patience });
    const app = new App({
      receiver: link.receiver,
      authorize: async () => ({ botToken: settings.botToken, botId: self.botId, botUserId: self.userId }),
      logger,
      clientOptions: { ...options },
      convoStore: false,
    });
    app.error(async (error) => {
      log.error({ reason: describeError(error) }, "A question from Slack could not be answered.");
    });
    const replies = createReplies(clients.answers, log);
    listen(app, services, self, replies, createChannelFacts(clients.answers, self));
    await link.open();
    log.info({ connection: settings.connection.kind }, "Connected to Slack.");
    return {
      poster: createPoster(clients.announcements, self),
      command: COMMAND,
      tell: createTell(clients.answers, replies),
      async stop() {
        await link.close();
        await replies.drain();
      },
    };
  };
}

function createLink({ connection }: SlackSettings, options: LinkOptions): Link {
  return connection.kind === "socket"
    ? createSocketLink(connection, options)
    : createHttpLink(connection, options);
}
