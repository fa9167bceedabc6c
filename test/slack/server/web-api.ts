import type { IncomingMessage, ServerResponse } from "node:http";
import type { Effect, Faults } from "./faults.ts";
import { type Arguments, refuse, textOf } from "./methods.ts";

/** One call of the Web API, as it came in. */
export interface Call {
  readonly method: string;
  readonly args: Arguments;
  readonly token: string;
  /** When it came, in ms. */
  readonly at: number;
}

export interface WebApiOptions {
  /** How long a channel takes no message; 0 when it takes this one. */
  readonly waitMs: (channel: string, at: number) => number;
  readonly methods: ReadonlyMap<string, (args: Arguments) => object>;
  readonly faults: Faults;
  readonly calls: Call[];
  /** Told of each call once it was run. */
  readonly called: () => void;
  /** Told in a header of each answer. */
  readonly scopes: ReadonlySet<string>;
  /** Which token each method takes. */
  readonly tokenFor: (method: string) => string;
}

/** Serves `/api/<method>`. */
export function createWebApi({ methods, waitMs, faults, calls, called, scopes, tokenFor }: WebApiOptions) {
  const effectOn = ({ method, args, at }: Call): Effect | null => {
    const channel = textOf(args, "channel");
    const effect = faults.strike(method, channel);
    const wait = effect === null && method === "chat.postMessage" ? waitMs(channel, at) : 0;
    return wait > 0 ? { kind: "rate-limit", seconds: Math.ceil(wait / 1_000) } : effect;
  };
  const run = ({ method, args, token }: Call): object =>
    token === tokenFor(method)
      ? (methods.get(method)?.(args) ?? refuse("unknown_method"))
      : refuse("invalid_auth");
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const call = await readCall(request);
    calls.push(call);
    response.setHeader("x-oauth-scopes", [...scopes].join(","));
    const effect = effectOn(call);
    if (effect === null) {
      sendJson(response, 200, run(call));
    } else {
      if (effect.kind === "store-then-drop") run(call);
      fail(request, response, effect);
    }
    called();
  };
}

async function readCall(request: IncomingMessage): Promise<Call> {
  const args = argumentsOf(await bodyOf(request));
  const bearer = /^Bearer (\S+)$/.exec(request.headers.authorization ?? "")?.[1];
  return {
    method: (request.url ?? "").replace(/^\/api\//, ""),
    args,
    token: bearer ?? textOf(args, "token"),
    at: Date.now(),
  };
}

function fail(request: IncomingMessage, response: ServerResponse, effect: Effect): void {
  switch (effect.kind) {
    case "rate-limit":
      if (effect.seconds !== null) response.setHeader("retry-after", String(effect.seconds));
      sendJson(response, 429, refuse("ratelimited"));
      break;
    case "status":
      sendJson(response, effect.status, refuse("internal_error"));
      break;
    case "error":
      sendJson(response, 200, refuse(effect.error));
      break;
    case "answer":
      sendJson(response, 200, effect.body);
      break;
    case "garbage":
      response.end("<html><body>A proxy says hello.</body></html>");
      break;
    case "drop":
    case "store-then-drop":
      request.socket.destroy();
      break;
    case "hang":
      break;
  }
}

export async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString();
}

export function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8" });
  response.end(JSON.stringify(body));
}

function argumentsOf(form: string): Arguments {
  return Object.fromEntries(
    [...new URLSearchParams(form)].map(([name, value]) => [name, parsed(name, value)]),
  );
}

const JSON_ARGUMENTS: ReadonlySet<string> = new Set(["blocks", "metadata", "view", "prompts"]);

function parsed(name: string, value: string): unknown {
  if (!JSON_ARGUMENTS.has(name)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
