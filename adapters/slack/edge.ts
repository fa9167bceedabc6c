import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import type { Gate } from "./gate.ts";
import type { SlackSettings } from "./read-settings.ts";

/** How long a client may take, in ms: whoever sends its request drop by drop is cut off. */
export interface EdgeTimes {
  readonly headersMs: number;
  readonly requestMs: number;
  /** How often that is looked at. */
  readonly checkMs: number;
}

const TIMES: EdgeTimes = { headersMs: 5_000, requestMs: 10_000, checkMs: 1_000 };
const KEEP_ALIVE_MS = 5_000;

/** Requests that are still under way when the bot stops get this long. */
const CLOSE_MS = 500;

export const EVENTS_PATH = "/slack/events";

/** The one HTTP server of the adapter. */
export interface Edge {
  /** Resolves with the port; rejects when it is taken. */
  open(): Promise<number>;
  close(): Promise<void>;
}

export interface EdgeDeps {
  readonly listen: SlackSettings["listen"];
  /** The receiver's: throws for what it does not serve. */
  readonly serve: RequestListener;
  readonly gate: Gate;
  readonly times?: EdgeTimes | undefined;
}

/** Stands before the receiver: refuses what comes again, serves `/health`, and waits for nobody for long. */
export function createEdge({ listen, serve, gate, times = TIMES }: EdgeDeps): Edge {
  const server = createServer(
    {
      headersTimeout: times.headersMs,
      requestTimeout: times.requestMs,
      connectionsCheckingInterval: times.checkMs,
      keepAliveTimeout: KEEP_ALIVE_MS,
    },
    (request, response) => {
      response.setHeader("x-content-type-options", "nosniff");
      const path = pathOf(request);
      if (path === null) return end(response, 400);
      if (path === "/health" && request.method === "GET") return healthy(response);
      if (path === EVENTS_PATH && !passes(request, response, gate)) return end(response, 401);
      try {
        serve(request, response);
      } catch {
        end(response, 404);
      }
    },
  );
  return {
    open: () =>
      new Promise((resolve, reject) => {
        server.on("error", reject);
        server.listen(listen, () => {
          const address = server.address();
          resolve(typeof address === "object" && address !== null ? address.port : listen.port);
        });
      }),
    close: () =>
      new Promise((resolve) => {
        const force = setTimeout(() => server.closeAllConnections(), CLOSE_MS);
        server.close(() => {
          clearTimeout(force);
          resolve();
        });
      }),
  };
}

function passes({ headers }: IncomingMessage, response: ServerResponse, gate: Gate): boolean {
  const leave = gate.admit(headers);
  if (leave !== null) response.once("close", leave);
  return leave !== null;
}

function pathOf({ url = "/" }: IncomingMessage): string | null {
  return URL.canParse(url, "http://localhost") ? new URL(url, "http://localhost").pathname : null;
}

/** Says that the process serves requests, and nothing else. */
function healthy(response: ServerResponse): void {
  response.writeHead(200, { "content-type": "application/json", "cache-control": "no-store" });
  response.end('{"status":"ok"}\n');
}

function end(response: ServerResponse, status: number): void {
  response.writeHead(status);
  response.end();
}
