import { once } from "node:events";
import type { Server } from "node:http";
import { GatewayCloseCodes, GatewayIntentBits, GatewayOpcodes } from "discord-api-types/v10";
import { type WebSocket, WebSocketServer } from "ws";
import { z } from "zod";
import { guildJson } from "./shapes.ts";
import type { World } from "./world.ts";

const HEARTBEAT_MS = 41_250;
const NEVER_GIVEN = GatewayIntentBits.GuildMembers | GatewayIntentBits.GuildPresences;

const sent = z.object({ op: z.int(), d: z.unknown() });
const identify = z.object({ token: z.string(), intents: z.int(), shard: z.array(z.int()).optional() });
const resume = z.object({ token: z.string(), session_id: z.string(), seq: z.int() });

interface Session {
  readonly id: string;
  readonly intents: number;
  readonly events: Array<{
    readonly op: number;
    readonly t: string;
    readonly s: number;
    readonly d: unknown;
  }>;
  socket: WebSocket | null;
}

type Emit = (session: Session, type: string, data: unknown) => void;

/** The event side of Discord: one WebSocket a session, with replay for a session that comes back. */
export interface Gateway {
  /** Sends an event to the sessions that asked for it by their intents; all, for 0. */
  dispatch(type: string, data: unknown, intent: number): void;
  /** From now on each event comes so many times at once. */
  repeat(times: number): void;
  /** Closes the sockets; the sessions stay, and `again` events are sent twice when they come back. */
  drop(code: number, again: number): void;
  /** Resolves when a session has come back. */
  resumed(): Promise<void>;
  /** How many sockets are open. */
  open(): number;
  /** Resolves when no socket is open. */
  closed(): Promise<void>;
  close(): void;
}

/** Fields that are left out of events, by the type of the event. */
export type LeftOut = Readonly<Record<string, readonly string[]>>;

/** `hearsAll`: lets a bot in that asks for the Message Content intent. */
export function attachGateway(http: Server, world: World, hearsAll: boolean, leftOut: LeftOut): Gateway {
  const sessions = new Map<string, Session>();
  const waiting = new Set<() => void>();
  const server = new WebSocketServer({ server: http });
  const emit: Emit = (session, t, d) => send(session, t, without(d, leftOut[t] ?? []));
  let again = 0;
  let copies = 1;
  const onResumed = () => {
    for (const resolve of waiting) resolve();
    waiting.clear();
  };
  server.on("connection", (socket) => {
    write(socket, { op: GatewayOpcodes.Hello, d: { heartbeat_interval: HEARTBEAT_MS } });
    socket.on("message", (raw) => {
      const { op, d } = sent.parse(JSON.parse(String(raw)));
      if (op === GatewayOpcodes.Heartbeat) write(socket, { op: GatewayOpcodes.HeartbeatAck });
      if (op === GatewayOpcodes.Identify)
        begin({ world, http, hearsAll, emit }, sessions, socket, identify.parse(d));
      if (op === GatewayOpcodes.Resume) comeBack(world, sessions, socket, resume.parse(d), again, onResumed);
    });
  });
  return {
    dispatch(type, data, intent) {
      const hearing = [...sessions.values()].filter(
        ({ intents }) => intent === 0 || (intents & intent) !== 0,
      );
      for (const session of hearing) {
        for (let copy = 0; copy < copies; copy += 1) emit(session, type, data);
      }
    },
    repeat(times) {
      copies = times;
    },
    drop(code, repeats) {
      again = repeats;
      for (const session of sessions.values()) session.socket = null;
      for (const socket of server.clients) socket.close(code);
    },
    resumed: () => new Promise((resolve) => void waiting.add(resolve)),
    open: () => server.clients.size,
    async closed() {
      await Promise.all([...server.clients].map((socket) => once(socket, "close")));
    },
    close() {
      for (const socket of server.clients) socket.terminate();
      server.close();
    },
  };
}

function begin(
  { world, http, hearsAll, emit }: { world: World; http: Server; hearsAll: boolean; emit: Emit },
  sessions: Map<string, Session>,
  socket: WebSocket,
  { token, intents, shard = [0, 1] }: z.output<typeof identify>,
): void {
  if (token !== world.token) {
    socket.close(GatewayCloseCodes.AuthenticationFailed, "Authentication failed.");
    return;
  }
  const withheld = hearsAll ? NEVER_GIVEN : NEVER_GIVEN | GatewayIntentBits.MessageContent;
  if ((intents & withheld) !== 0) {
    socket.close(GatewayCloseCodes.DisallowedIntents, "Disallowed intent(s).");
    return;
  }
  const session: Session = { id: world.nextId(), intents, events: [], socket };
  sessions.set(session.id, session);
  emit(session, "READY", {
    v: 10,
    user: { ...world.bot, mfa_enabled: false, verified: true, email: null },
    guilds: [{ id: world.guild, unavailable: true }],
    session_id: session.id,
    resume_gateway_url: gatewayUrl(http),
    shard,
    application: { id: world.application, flags: 0 },
  });
  emit(session, "GUILD_CREATE", guildJson(world));
}

function comeBack(
  world: World,
  sessions: Map<string, Session>,
  socket: WebSocket,
  { token, session_id, seq }: z.output<typeof resume>,
  again: number,
  onResumed: () => void,
): void {
  const session = sessions.get(session_id);
  if (!session || token !== world.token) {
    write(socket, { op: GatewayOpcodes.InvalidSession, d: false });
    return;
  }
  session.socket = socket;
  for (const event of session.events.filter(({ s }) => s > seq - again)) write(socket, event);
  send(session, "RESUMED", {});
  onResumed();
}

/** The address under which `http` also speaks WebSocket. */
export function gatewayUrl(http: Server): string {
  const address = http.address();
  if (address === null || typeof address === "string")
    throw new Error("The server does not listen on a port.");
  return `ws://127.0.0.1:${address.port}`;
}

function without(data: unknown, names: readonly string[]): unknown {
  return Object.fromEntries(Object.entries(Object(data)).filter(([name]) => !names.includes(name)));
}

function send(session: Session, t: string, d: unknown): void {
  const event = { op: GatewayOpcodes.Dispatch, t, s: session.events.length + 1, d };
  session.events.push(event);
  if (session.socket) write(session.socket, event);
}

function write(socket: WebSocket, payload: object): void {
  if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(payload));
}
