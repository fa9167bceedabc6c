import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import type { StoreAddress } from "../../adapters/store/address.ts";

/** Where a connection ends: the server has not heard of the commit, or has done it and cannot say so. */
export type Cut = "before the commit" | "after the commit";

/** Stands between the bot and a PostgreSQL server, and ends a connection at a commit that a test chooses. */
export interface CuttingProxy {
  readonly address: StoreAddress;
  /** Ends the connection at the commit of that number, counted from now. */
  cutAt(number: number, cut: Cut): void;
  /** The same, and all other connections; no new one comes about until `comeBack`, as if the server were stopped. */
  stopAt(number: number, cut: Cut): void;
  comeBack(): void;
  commits(): number;
  stop(): Promise<void>;
}

export async function cuttingProxy(url: string): Promise<CuttingProxy> {
  const server = new URL(url);
  const sockets = new Set<Socket>();
  let commits = 0;
  let plan: { readonly at: number; readonly cut: Cut; readonly stops: boolean } | null = null;
  let isDown = false;
  const stop = () => {
    isDown = true;
    for (const socket of sockets) socket.destroy();
  };
  const proxy = createServer((client) => {
    if (isDown) return client.destroy();
    const upstream = connect(Number(server.port), server.hostname);
    let deaf = false;
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("error", () => undefined);
    }
    client.on("close", () => upstream.destroy());
    upstream.on("close", () => client.destroy());
    client.on("data", (data) => {
      if (data.includes("commit")) commits += 1;
      const isCut = data.includes("commit") && plan?.at === commits;
      if (isCut && plan?.cut === "before the commit") return plan.stops ? stop() : client.destroy();
      deaf ||= isCut;
      upstream.write(data);
    });
    upstream.on("data", (data) => {
      if (!deaf) client.write(data);
      else if (plan?.stops) stop();
      else client.destroy();
    });
  });
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");
  const here = proxy.address();
  if (here === null || typeof here === "string") throw new Error("no port");
  const through = new URL(url);
  through.port = String(here.port);
  return {
    address: { kind: "postgresql", url: through.href },
    cutAt(number, cut) {
      plan = { at: commits + number, cut, stops: false };
    },
    stopAt(number, cut) {
      plan = { at: commits + number, cut, stops: true };
    },
    comeBack() {
      plan = null;
      isDown = false;
    },
    commits: () => commits,
    async stop() {
      for (const socket of sockets) socket.destroy();
      proxy.close();
      await once(proxy, "close");
    },
  };
}
