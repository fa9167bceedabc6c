import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { bodyOf, sendJson } from "./web-api.ts";

/** The app as it is registered with Slack. */
export const APP = {
  clientId: "12.34",
  clientSecret: "client-secret",
  signingSecret: "signing-secret",
} as const;

/** Where somebody installs the app. */
export interface Place {
  readonly id: string;
  readonly name?: string;
  /** The organisation of a workspace, or its own id for all workspaces of one. */
  readonly enterprise?: string;
}

interface Grant extends Place {
  readonly scope: string;
}

interface Token {
  readonly place: Place;
  state: "good" | "token_revoked" | "token_expired";
}

interface Posted {
  /** Id of the workspace or organisation whose token it was. */
  readonly by: string;
  readonly channel: string;
  readonly text: string;
}

/** A Slack with any number of workspaces on the loopback: consent, tokens that last or rotate, and posts. */
export interface WorkspacesServer {
  readonly apiUrl: string;
  /** Agrees on the page of `address`, and gives the address that the browser is sent back to. */
  agree(address: string, place: Place): URL;
  /** Tokens given from now on are over after so many seconds; null: they last. */
  rotate(seconds: number | null): void;
  spoil(place: string, state: "token_revoked" | "token_expired"): void;
  /** Calls that answer 429 from now on, in one workspace. */
  limit(place: string, times: number): void;
  readonly posts: readonly Posted[];
  /** Refresh tokens that came, each time one came. */
  readonly refreshed: readonly string[];
  waitForPosts(count: number): Promise<readonly Posted[]>;
  close(): Promise<void>;
}

/** What Slack says of an installation, beside its token. */
function installedIn({ id, name = id, enterprise, scope }: Grant): object {
  const orgWide = id === enterprise;
  return {
    ...{ ok: true, token_type: "bot", scope, bot_user_id: `U${id}`, app_id: "A1" },
    team: orgWide ? null : { id, name },
    enterprise: enterprise ? { id: enterprise, name: orgWide ? name : enterprise } : null,
    ...{ is_enterprise_install: orgWide, authed_user: { id: "U0INSTALLER" } },
  };
}

const LIMITED = { ok: false, error: "ratelimited" };

export async function startWorkspacesServer(): Promise<WorkspacesServer> {
  const grants = new Map<string, Grant>();
  const tokens = new Map<string, Token>();
  const refreshable = new Map<string, Place>();
  const limits = new Map<string, number>();
  const posts: Posted[] = [];
  const refreshed: string[] = [];
  const waiting: Array<() => void> = [];
  let seconds: number | null = null;

  const tokenFor = (place: Place): object => {
    const token = `xoxb-${randomUUID()}`;
    tokens.set(token, { place, state: "good" });
    if (seconds === null) return { access_token: token };
    const refresh_token = `xoxe-1-${randomUUID()}`;
    refreshable.set(refresh_token, place);
    return { access_token: token, refresh_token, expires_in: seconds };
  };
  const access = (form: URLSearchParams): object => {
    if (form.get("client_secret") !== APP.clientSecret) return { ok: false, error: "invalid_client_id" };
    if (form.get("grant_type") === "refresh_token") return refresh(form.get("refresh_token") ?? "");
    const grant = grants.get(form.get("code") ?? "");
    grants.delete(form.get("code") ?? "");
    return grant ? { ...installedIn(grant), ...tokenFor(grant) } : { ok: false, error: "invalid_code" };
  };
  const refresh = (token: string): object => {
    refreshed.push(token);
    const place = refreshable.get(token);
    // It works once.
    refreshable.delete(token);
    return place
      ? { ok: true, token_type: "bot", ...tokenFor(place) }
      : { ok: false, error: "invalid_refresh_token" };
  };
  const post = ({ id }: Place, form: URLSearchParams): object => {
    posts.push({ by: id, channel: form.get("channel") ?? "", text: form.get("text") ?? "" });
    for (const look of waiting) look();
    return { ok: true, ts: `${posts.length}.000001`, channel: form.get("channel") };
  };
  const isLimited = (id: string): boolean => {
    const left = limits.get(id) ?? 0;
    limits.set(id, Math.max(0, left - 1));
    return left > 0;
  };
  const identity = ({ id }: Place): object => {
    return { ok: true, user_id: `U${id}`, bot_id: `B${id}`, team_id: id, user: "rollcall" };
  };
  const call = (method: string, form: URLSearchParams, bearer: string): object => {
    const token = tokens.get(bearer);
    if (method === "oauth.v2.access") return access(form);
    if (!token) return { ok: false, error: "invalid_auth" };
    const { place, state } = token;
    if (state !== "good") return { ok: false, error: state };
    if (isLimited(place.id)) return LIMITED;
    if (method === "auth.test") return identity(place);
    return method === "chat.postMessage" ? post(place, form) : { ok: false, error: "unknown_method" };
  };
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const form = new URLSearchParams(await bodyOf(request));
    const method = (request.url ?? "").replace(/^\/api\//, "");
    const bearer = request.headers.authorization?.replace("Bearer ", "") ?? form.get("token") ?? "";
    const answer = call(method, form, bearer);
    if (answer === LIMITED) response.setHeader("retry-after", "30");
    sendJson(response, answer === LIMITED ? 429 : 200, answer);
  };
  const http = createServer((request, response) => {
    serve(request, response).catch(() => request.socket.destroy());
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const address = http.address();
  const port = typeof address === "object" ? address?.port : 0;
  return {
    apiUrl: `http://127.0.0.1:${port}/api/`,
    agree(page, place) {
      const { searchParams } = new URL(page);
      const code = randomUUID();
      grants.set(code, { ...place, scope: searchParams.get("scope") ?? "" });
      const back = new URL(searchParams.get("redirect_uri") ?? "");
      back.searchParams.set("code", code);
      back.searchParams.set("state", searchParams.get("state") ?? "");
      return back;
    },
    rotate: (next) => {
      seconds = next;
    },
    spoil(id, state) {
      for (const token of tokens.values()) if (token.place.id === id) token.state = state;
    },
    limit: (id, times) => void limits.set(id, times),
    posts,
    refreshed,
    waitForPosts: (count) =>
      new Promise((resolve) => {
        const look = () => {
          if (posts.length >= count) resolve(posts);
        };
        waiting.push(look);
        look();
      }),
    async close() {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}
