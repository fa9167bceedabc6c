import type { RequestListener } from "node:http";
import { HTTPReceiver } from "@slack/bolt";
import { createEdge, EVENTS_PATH } from "./edge.ts";
import { createGate } from "./gate.ts";
import type { Link, LinkOptions } from "./link.ts";
import { servePages } from "./pages-link.ts";
import type { SlackConnection } from "./read-settings.ts";

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
  });
  const servePage = pages ? servePages(pages, logger) : receiver.requestListener;
  const serve: RequestListener = (request, response) =>
    request.method === "GET" ? servePage(request, response) : receiver.requestListener(request, response);
  const edge = createEdge({ listen, serve, gate, times: edgeTimes });
  return {
    receiver,
    async open() {
      const port = await edge.open();
      log.info({ port, host: listen.host, path: EVENTS_PATH }, "Listening for Slack.");
    },
    close: edge.close,
  };
}
