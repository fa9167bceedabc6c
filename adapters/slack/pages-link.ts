import { HTTPReceiver } from "@slack/bolt";
import { createEdge } from "./edge.ts";
import { createGate } from "./gate.ts";
import type { InstallPages, Link, LinkOptions } from "./link.ts";

/** Serves the pages for installing beside another way of events, which they take none of. */
export function createPagesLink(
  link: Link,
  pages: InstallPages,
  { log, logger, listen, edgeTimes }: LinkOptions,
): Link {
  const server = new HTTPReceiver({
    signingSecret: "",
    signatureVerification: false,
    endpoints: [],
    logger,
    ...pages,
  });
  const edge = createEdge({ listen, serve: server.requestListener, gate: createGate(), times: edgeTimes });
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
