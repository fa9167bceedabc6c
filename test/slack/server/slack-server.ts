import { randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import { type TokenBucket, tokenBucket } from "../../fixtures/token-bucket.ts";
import type { Courier } from "./delivery.ts";
import { createDirectory, type Directory } from "./directory.ts";
import { createFaults, type Fault } from "./faults.ts";
import { createHttpEvents } from "./http-events.ts";
import { createInteractions, type Interactions } from "./interactions.ts";
import type { HomeView } from "./limits.ts";
import { createMethods } from "./methods.ts";
import { changeOf, type EventFields, echo, eventDelivery } from "./payloads.ts";
import { blank, createPeople, type Hand, type People } from "./people.ts";
import { createResponseUrls, type ResponseUrls } from "./response-urls.ts";
import { createSocketMode, type SocketMode } from "./socket-mode.ts";
import { type Call, createWebApi } from "./web-api.ts";
import { createWorkspace, type Draft, SELF, type StoredMessage } from "./workspace.ts";

export const TOKENS = {
  bot: "xoxb-test-token",
  app: "xapp-test-token",
  signingSecret: "test-signing-secret",
} as const;

/**
 * A Slack on the loopback: one workspace, one app, the Web API and both ways of events, as strict as Slack's limits.
 *
 * In Socket Mode, which is the default, what people do waits until the app is connected.
 */
export interface SlackServer extends People, Interactions {
  /** Ends in `/api/`. */
  readonly apiUrl: string;
  readonly tokens: typeof TOKENS;
  readonly self: typeof SELF;
  /** Every call of the Web API so far. */
  readonly calls: readonly Call[];
  readonly sockets: SocketMode;
  /** Events go to this address by HTTP from now on, not through a socket. */
  sendEventsTo(url: string): void;
  readonly directory: Directory;
  /** Puts a message into a channel without telling anyone. */
  seed(draft: Partial<Draft> & { readonly channel: string }): StoredMessage;
  messages(channel: string): readonly StoredMessage[];
  /** The first message, present or to come, for which `predicate` is true. */
  waitForMessage(predicate: (message: StoredMessage) => boolean): Promise<StoredMessage>;
  /** Resolves once it holds; looked at whenever a call came or something changed. */
  until(holds: () => boolean): Promise<void>;
  /** Home tabs, by person. */
  readonly homes: ReadonlyMap<string, HomeView>;
  fail(fault: Fault): void;
  /** From now on nothing that it hands to the app has these fields. */
  leaveOut(...names: readonly string[]): void;
  /** From now on a channel takes a message a second and bursts of so many; tells how often it refused. */
  limitChannels(burst: number): () => number;
  close(): Promise<void>;
}

export async function startSlackServer(): Promise<SlackServer> {
  const workspace = createWorkspace();
  const faults = createFaults();
  const calls: Call[] = [];
  const directory = createDirectory();
  const http = createServer();
  const sockets = createSocketMode(http);
  const base = await listening(http);
  let courier: Courier = sockets;
  const hand: Hand = async (delivery, attempt) => {
    if (courier === sockets) await sockets.connected();
    return courier.deliver({ ...delivery, payload: Object(without(delivery.payload, leftOut)) }, attempt);
  };
  const leftOut = new Set<string>();
  // Nobody waits for an echo, and an app that is stopping does not take it any more.
  const echoed = (fields: EventFields) =>
    void courier.deliver(eventDelivery(fields, `Ev${randomUUID()}`), 0).catch(() => null);
  const posted = (message: StoredMessage) => {
    if (message.ephemeralFor === null) echoed(echo(message));
    return message;
  };
  const changed = (message: StoredMessage, kind: "message_changed" | "message_deleted") =>
    echoed(changeOf(message, kind, ""));
  const homes = new Map<string, HomeView>();
  const urls = createResponseUrls(`http://${base}`, workspace);
  const socketUrl = () => sockets.open(`ws://${base}`);
  const methods = createMethods({ workspace, directory, socketUrl, posted, changed, homes });
  const { scopes } = directory;
  const rate = createRate();
  const waitMs = rate.waitMs;
  const called = workspace.look;
  serve(http, urls, createWebApi({ methods, waitMs, faults, calls, called, scopes, tokenFor }));
  return {
    ...createPeople(workspace, hand, urls),
    ...createInteractions(hand, urls),
    apiUrl: `http://${base}/api/`,
    tokens: TOKENS,
    self: SELF,
    calls,
    directory,
    sockets,
    sendEventsTo(url) {
      courier = createHttpEvents(url, TOKENS.signingSecret);
    },
    seed: (draft) => workspace.store({ ...blank(draft.channel), ...draft }),
    messages: workspace.messages,
    waitForMessage: workspace.waitFor,
    until: workspace.until,
    homes,
    fail: faults.add,
    leaveOut(...names) {
      for (const name of names) leftOut.add(name);
    },
    limitChannels: rate.limit,
    async close() {
      workspace.close();
      sockets.close();
      if (courier !== sockets) courier.close();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

function without(value: unknown, names: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((one: unknown) => without(one, names));
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([name]) => !names.has(name));
  return Object.fromEntries(kept.map(([name, inner]) => [name, without(inner, names)]));
}

/** No limit until one is set. */
function createRate() {
  let bucket: TokenBucket = () => 0;
  let refused = 0;
  return {
    limit(burst: number) {
      bucket = tokenBucket(burst, 1);
      return () => refused;
    },
    waitMs(channel: string, at: number) {
      const wait = bucket(channel, at);
      if (wait > 0) refused += 1;
      return wait;
    },
  };
}

function tokenFor(method: string): string {
  return method === "apps.connections.open" ? TOKENS.app : TOKENS.bot;
}

async function listening(http: Server): Promise<string> {
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const address = http.address();
  if (typeof address !== "object" || address === null) throw new Error("The Slack server has no port.");
  return `127.0.0.1:${address.port}`;
}

/** `/response/<id>` is a response_url; all else is the Web API. */
function serve(http: Server, urls: ResponseUrls, webApi: ReturnType<typeof createWebApi>): void {
  http.on("request", (request, response) => {
    const answer = request.url?.startsWith("/response/") ? urls.serve : webApi;
    answer(request, response).catch(() => request.socket.destroy());
  });
}
