import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";
import { onTestFinished } from "vitest";

/** A port of this machine that refuses connections until it is opened, as that of a server that is down. */
export interface Gate {
  readonly port: number;
  /** From now on connections go through to the server at `url`. */
  open(url: string): Promise<void>;
}

export async function closedGate(): Promise<Gate> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const port = portOf(probe);
  probe.close();
  await once(probe, "close");
  return {
    port,
    async open(url) {
      const through = new Set<Socket>();
      const gate = createServer((near) => {
        const far = connect(Number(new URL(url).port), "127.0.0.1");
        for (const socket of [near, far]) {
          through.add(socket);
          socket.on("error", () => socket.destroy());
        }
        near.pipe(far).pipe(near);
      });
      gate.listen(port, "127.0.0.1");
      await once(gate, "listening");
      onTestFinished(() => {
        for (const socket of through) socket.destroy();
        gate.close();
      });
    },
  };
}

function portOf(server: Server): number {
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("The server has no port.");
  return address.port;
}
