import type { RequestListener } from "node:http";
import { HTTPReceiver } from "@slack/bolt";
import { createEdge } from "./edge.ts";
import { createGate } from "./gate.ts";
import type { InstallPages, Link, LinkOptions } from "./link.ts";

/** A receiver of its own, for Bolt takes none that installs beside an app that authorises by itself. */
export function servePages(
  { options, spoken }: InstallPages,
  logger: LinkOptions["logger"],
): RequestListener {
  const unsigned = { signingSecret: "", signatureVerification: false, endpoints: [] };
  return spoken(new HTTPReceiver({ ...unsigned, logger, ...options }).requestListener);
}

/** Serves the pages for installing beside another way of events, which they take none of. */
export function createPagesLink(
  link: Link,
  pages: InstallPages,
  { log, logger, listen, edgeTimes }: LinkOptions,
): Link {
  const serve = servePages(pages, logger);
  const edge = createEdge({ listen, serve, gate: createGate(), times: edgeTimes });
  return {
    receiver: link.receiver,
    async open() {
      const port = await edge.open();
      try {
        await link.open();
      } catch (error) {
        await edge.close();
        throw error;
      }
      log.info({ port, host: listen.host, path: "/slack/install" }, "Serving the pages for installing.");
    },
    async close() {
      await Promise.all([edge.close(), link.close()]);
    },
  };
}
