import type { Server } from "node:http";
import { HTTPReceiver } from "@slack/bolt";
import type { SlackConnection } from "../settings.ts";
import type { Link, LinkOptions } from "./link.ts";

/** Requests that are still under way when the bot stops get this long. */
const CLOSE_MS = 500;
const BODY_LIMIT = 1024 * 1024;

/** Takes events by HTTP at /slack/events; the receiver checks signature and age of each request. */
export function createHttpLink(
  connection: Extract<SlackConnection, { kind: "http" }>,
  { log, logger }: LinkOptions,
): Link {
  const receiver = new HTTPReceiver({
    signingSecret: connection.signingSecret,
    logger,
    bodyLimit: BODY_LIMIT,
  });
  let server: Server | null = null;
  return {
    receiver,
    async open() {
      server = await receiver.start({ port: connection.port, host: connection.host });
      const address = server.address();
      const port = typeof address === "object" && address !== null ? address.port : connection.port;
      log.info({ port, host: connection.host, path: "/slack/events" }, "Listening for Slack.");
    },
    async close() {
      const open = server;
      server = null;
      if (open === null) return;
      const force = setTimeout(() => open.closeAllConnections(), CLOSE_MS);
      await receiver.stop().finally(() => clearTimeout(force));
    },
  };
}
