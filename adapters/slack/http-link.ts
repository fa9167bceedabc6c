import { HTTPReceiver } from "@slack/bolt";
import type { SlackConnection } from "../settings.ts";
import { createEdge, EVENTS_PATH } from "./edge.ts";
import { createGate } from "./gate.ts";
import type { Link, LinkOptions } from "./link.ts";

const BODY_LIMIT = 1024 * 1024;

/** Takes events by HTTP at /slack/events; the receiver checks signature and age of each request. */
export function createHttpLink(
  connection: Extract<SlackConnection, { kind: "http" }>,
  { log, logger, listen, pages, edgeTimes }: LinkOptions,
): Link {
  const gate = createGate();
  const receiver = new HTTPReceiver({
    signingSecret: connection.signingSecret,
    logger,
    bodyLimit: BODY_LIMIT,
    customPropertiesExtractor: (request) => {
      gate.accept(request.headers);
      return {};
    },
    ...pages,
  });
  const edge = createEdge({ listen, serve: receiver.requestListener, gate, times: edgeTimes });
  return {
    receiver,
    async open() {
      const port = await edge.open();
      log.info({ port, host: listen.host, path: EVENTS_PATH }, "Listening for Slack.");
    },
    close: edge.close,
  };
}
