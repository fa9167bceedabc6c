import { randomUUID } from "node:crypto";
import type { Server } from "node:http";
import { type WebSocket, WebSocketServer } from "ws";
import type { Courier } from "./delivery.ts";
import { createEnvelopes } from "./envelopes.ts";

/** Slack's side of Socket Mode: hello, envelopes, and what was not acknowledged again on the next connection. */
export interface SocketMode extends Courier {
  /** A fresh address; each is good once. */
  open(base: string): string;
  /** Connections that have said hello and are still there. */
  count(): number;
  /** Resolves when the app is connected. */
  connected(): Promise<void>;
  /** Resolves when no connection is left. */
  disconnected(): Promise<void>;
  /** Sends any frame to the app, well-formed or not. */
  send(raw: string): void;
  /** Cuts all connections without a word. */
  drop(): void;
  /** From now on no connection is greeted. */
  silence(): void;
}

export function createSocketMode(server: Server): SocketMode {
  const sockets = new WebSocketServer({ noServer: true });
  const tickets = new Set<string>();
  const greeted = new Set<WebSocket>();
  const [arrivals, departures] = [createBell(), createBell()];
  const envelopes = createEnvelopes((raw) => [...greeted].at(-1)?.send(raw));
  let silent = false;

  function greet(socket: WebSocket): void {
    if (silent) return;
    socket.on("message", envelopes.hear);
    socket.on("close", () => {
      greeted.delete(socket);
      if (greeted.size === 0) departures.ring();
    });
    greeted.add(socket);
    socket.send(JSON.stringify({ type: "hello", num_connections: greeted.size }));
    envelopes.resend();
    arrivals.ring();
  }

  admit(server, sockets, tickets, greet);
  return {
    open(base) {
      const ticket = randomUUID();
      tickets.add(ticket);
      return `${base}/link/?ticket=${ticket}&app_id=1`;
    },
    count: () => greeted.size,
    connected: async () => (greeted.size > 0 ? undefined : arrivals.rung()),
    disconnected: async () => (greeted.size === 0 ? undefined : departures.rung()),
    deliver: envelopes.deliver,
    send(raw) {
      for (const socket of greeted) socket.send(raw);
    },
    drop() {
      for (const socket of greeted) socket.terminate();
      greeted.clear();
    },
    silence() {
      silent = true;
    },
    close() {
      envelopes.close();
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
    },
  };
}

/** Lets in who has a ticket that was not used yet. */
function admit(
  server: Server,
  sockets: WebSocketServer,
  tickets: Set<string>,
  greet: (socket: WebSocket) => void,
): void {
  server.on("upgrade", (request, socket, head) => {
    const ticket = new URL(request.url ?? "/", "http://127.0.0.1").searchParams.get("ticket") ?? "";
    if (tickets.delete(ticket)) sockets.handleUpgrade(request, socket, head, greet);
    else socket.destroy();
  });
}

/** Wakes all who wait, as often as it rings. */
function createBell(): { readonly ring: () => void; readonly rung: () => Promise<void> } {
  let waiting: Array<() => void> = [];
  return {
    ring() {
      for (const wake of waiting) wake();
      waiting = [];
    },
    rung: () => new Promise((resolve) => waiting.push(resolve)),
  };
}
