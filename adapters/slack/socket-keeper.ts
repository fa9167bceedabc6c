import type { SocketModeReceiver } from "@slack/bolt";
import type { Log } from "../log.ts";
import type { Patience } from "./patience.ts";
import { pause } from "./pause.ts";
import { describeError } from "./sdk-log.ts";

export type SocketClient = SocketModeReceiver["client"];

const CLOSE_MS = 1000;
const LONGEST_WAIT_MS = 30_000;
/** A connection that held this long was a good one: the next begins with the first wait again. */
const STEADY_MS = 30_000;

/** Keeps one socket to Slack open. */
export interface SocketKeeper {
  /** Rejects when the first connection fails; the later ones are tried for as long as it takes. */
  open(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Connects again whenever the socket ends.
 *
 * The SDK's own reconnection is off: when it cannot get a new address it rejects a promise nobody holds, which ends
 * the process, and after each of Slack's regular recyclings it stays away for five seconds.
 */
export function createSocketKeeper(client: SocketClient, log: Log, patience: Patience): SocketKeeper {
  const stopping = new AbortController();
  let since: number | null = null;
  let failures = 0;
  let reconnecting: Promise<void> = Promise.resolve();

  async function reconnect(): Promise<void> {
    while (since === null) {
      await pause(Math.min(LONGEST_WAIT_MS, patience.reconnectMs * 2 ** failures), stopping.signal);
      if (stopping.signal.aborted) return;
      failures += 1;
      const trouble = await connect(client, patience.helloMs).then(() => null, describeError);
      if (trouble === null) since = performance.now();
      else log.warn({ reason: trouble, failures }, "Slack's socket is not back yet; trying again.");
    }
    log.info("Connected to Slack again.");
  }

  client.on("disconnected", () => {
    if (since === null || stopping.signal.aborted) return;
    if (performance.now() - since > STEADY_MS) failures = 0;
    since = null;
    reconnecting = reconnect();
  });

  return {
    async open() {
      await connect(client, patience.helloMs);
      since = performance.now();
    },
    async close() {
      stopping.abort();
      await reconnecting;
      await hangUp(client);
    },
  };
}

/** Resolves at Slack's hello; rejects when it does not come in time, with the socket closed. */
async function connect(client: SocketClient, helloMs: number): Promise<void> {
  let late: Promise<void> = Promise.resolve();
  // Again and again, as a socket that is yet to come cannot be closed.
  const timer = setInterval(() => {
    late = hangUp(client);
  }, helloMs);
  try {
    await client.start();
  } catch (error) {
    throw error ?? new Error("The socket closed before Slack's hello.");
  } finally {
    clearInterval(timer);
    await late;
  }
}

/** The SDK gives a peer half a minute to answer its close frame; asked twice, it closes at once. */
async function hangUp(client: SocketClient): Promise<void> {
  const force = setTimeout(() => client.websocket?.disconnect(), CLOSE_MS);
  await client.disconnect();
  clearTimeout(force);
}
