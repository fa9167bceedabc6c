import { SocketModeReceiver } from "@slack/bolt";
import { asTold } from "./clients.ts";
import { startError } from "./identity.ts";
import type { Link, LinkOptions } from "./link.ts";
import type { SlackConnection } from "./read-settings.ts";
import { describeError } from "./sdk-log.ts";
import { createSocketKeeper, type SocketClient } from "./socket-keeper.ts";

/** Takes events by Socket Mode. */
export function createSocketLink(
  connection: Extract<SlackConnection, { kind: "socket" }>,
  { log, logger, clientOptions, patience }: LinkOptions,
): Link {
  const receiver = new SocketModeReceiver({
    appToken: connection.appToken,
    logger,
    autoReconnectEnabled: false,
    installerOptions: { clientOptions: { ...clientOptions, fetch: asTold, timeout: patience.replyMs } },
    processEventErrorHandler: async ({ error }) => {
      log.error({ reason: describeError(error) }, "An event from Slack could not be taken.");
      return false;
    },
  });
  holdFrames(receiver.client, (error) => {
    log.warn({ reason: describeError(error) }, "A frame from Slack was skipped.");
  });
  holdAcknowledgements(receiver.client, () => log.info("Slack sends an event again that is taken already."));
  const keeper = createSocketKeeper(receiver.client, log, patience);
  return {
    receiver,
    async open() {
      await keeper.open().catch((error: unknown) => {
        throw startError(error, "SLACK_APP_TOKEN");
      });
    },
    close: keeper.close,
  };
}

/** The SDK reads frames in a promise nobody holds; here a frame it cannot read is reported instead. */
function holdFrames(client: SocketClient, report: (error: unknown) => void): void {
  const readers = client.listeners("ws_message");
  client.removeAllListeners("ws_message");
  for (const read of readers) {
    client.on("ws_message", (...frame) => {
      Promise.resolve(read(...frame)).catch(report);
    });
  }
}

interface Taken {
  readonly type: string;
  readonly ack: (answer?: object) => Promise<void>;
}

/**
 * A connection may end before an event is acknowledged, and the SDK would drop the event. It is answered all the same:
 * that it was heard is known when Slack sends it again.
 */
function holdAcknowledgements(client: SocketClient, failed: () => void): void {
  const takers = client.listeners("slack_event");
  client.removeAllListeners("slack_event");
  for (const take of takers) {
    client.on("slack_event", (taken: Taken) => {
      const ack: Taken["ack"] = (answer) => taken.ack(answer).catch(failed);
      take(taken.type === "events_api" ? { ...taken, ack } : taken);
    });
  }
}
