import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type Answer, ApiError, noContent, rateLimited, refusal } from "./answer.ts";
import type { Fault, Faults } from "./faults.ts";
import type { Oracle } from "./oracle.ts";
import type { Rates } from "./rates.ts";
import type { Route } from "./routes.ts";

const BASE = "/api/v10";

/** One request that came in, whatever came of it. */
export interface Request {
  readonly route: string;
  readonly channel: string | undefined;
  /** In ms. */
  readonly at: number;
  readonly body: unknown;
}

export interface HttpParts {
  readonly requests: Request[];
  readonly rates: Rates;
  readonly token: string;
  readonly oracle: Oracle;
  readonly faults: Faults;
  readonly routes: () => readonly Route[];
}

/** The request side of Discord. */
export function createHttp(parts: HttpParts): Server {
  return createServer((request, response) => {
    serve(parts, request, response).catch((error: unknown) =>
      response.destroy(error instanceof Error ? error : undefined),
    );
  });
}

async function serve(parts: HttpParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", "http://127.0.0.1");
  const body = await readBody(request);
  const found = findRoute(parts.routes(), request.method ?? "GET", url.pathname);
  if (!found) {
    write(response, refusal(new ApiError(404, 0, "404: Not Found")));
    return;
  }
  const { route, path } = found;
  const call = {
    route: route.name,
    path: (name: string) => path.get(name) ?? "",
    query: url.searchParams,
    body,
  };
  const asked = { route: route.name, channel: path.get("channel"), at: Date.now(), body };
  parts.requests.push(asked);
  const { headers, refusal: tooSoon } = parts.rates.take(asked.route, asked.channel, asked.at);
  const fault = parts.faults.take(route.name, path.get("channel"));
  const isAuthorised = request.headers.authorization === `Bot ${parts.token}`;
  const done = tooSoon ?? (fault && instead(fault)) ?? run(route, isAuthorised, call);
  const answer = { ...done, headers: { ...headers, ...done.headers } };
  if (answer.schema) parts.oracle.response(route.name, answer.schema, answer.body);
  if (fault?.kind === "store-then-server-error") write(response, { status: fault.status });
  else if (fault?.kind === "store-then-empty") write(response, { status: 204, headers: JSON_TYPE });
  else if (!fault || !isSilent(fault)) write(response, answer);
  else if (fault.kind === "drop" || fault.kind === "store-then-drop") response.destroy();
}

function run(route: Route, isAuthorised: boolean, call: Parameters<Route["handle"]>[0]): Answer {
  if (!route.isOpen && !isAuthorised) return refusal(new ApiError(401, 0, "401: Unauthorized"));
  try {
    return route.handle(call);
  } catch (error) {
    if (error instanceof ApiError) return refusal(error);
    throw error;
  }
}

/** What a fault does in place of the request; null when the request takes effect all the same. */
function instead(fault: Fault): Answer | null {
  switch (fault.kind) {
    case "error":
      return refusal(new ApiError(fault.status, fault.code, "As the test asked for"));
    case "answer":
      return { status: 200, body: fault.body };
    case "server-error":
      return { status: fault.status };
    case "rate-limit":
      return fault.retryAfterMs === null ? { status: 429 } : rateLimited(fault.retryAfterMs, fault.global);
    case "drop":
    case "hang":
      return noContent();
    case "store-then-server-error":
    case "store-then-drop":
    case "store-then-hang":
    case "store-then-empty":
      return null;
  }
}

const JSON_TYPE = { "Content-Type": "application/json" };

/** Whether the bot never gets an answer. */
function isSilent({ kind }: Fault): boolean {
  return kind === "drop" || kind === "hang" || kind === "store-then-drop" || kind === "store-then-hang";
}

function write(response: ServerResponse, { status, body, headers = {} }: Answer): void {
  if (body === undefined) {
    response.writeHead(status, headers).end();
    return;
  }
  response.writeHead(status, { ...JSON_TYPE, ...headers }).end(JSON.stringify(body));
}

function findRoute(routes: readonly Route[], method: string, pathname: string) {
  if (!pathname.startsWith(BASE)) return null;
  const given = pathname.slice(BASE.length).split("/");
  for (const route of routes) {
    const [verb = "", pattern = ""] = route.name.split(" ");
    const path = verb === method ? matchPath(pattern.split("/"), given) : null;
    if (path) return { route, path };
  }
  return null;
}

function matchPath(pattern: readonly string[], given: readonly string[]): Map<string, string> | null {
  if (pattern.length !== given.length) return null;
  const path = new Map<string, string>();
  for (const [index, part] of pattern.entries()) {
    const value = decodeURIComponent(given[index] ?? "");
    if (part.startsWith(":")) path.set(part.slice(1), value);
    else if (part !== value) return null;
  }
  return path;
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const text = Buffer.concat(chunks).toString("utf8");
  return text === "" ? null : JSON.parse(text);
}
