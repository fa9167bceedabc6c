import { once } from "node:events";
import { createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { startDiscord } from "../../adapters/discord/app.ts";
import { emptyMemory, runBot, TIMES } from "./running-bot.ts";
import { textOf } from "./server/components.ts";
import { type DiscordServer, startDiscordServer } from "./server/discord-server.ts";
import { standIn } from "./stand-in.ts";

function start(apiUrl: string, token: string, times = TIMES) {
  return startDiscord({ token, apiUrl }, emptyMemory(), times)(standIn());
}

/** A port on which nobody listens. */
async function deadPort(): Promise<number> {
  const silent = await silentServer();
  await silent.close();
  return silent.port;
}

/** Takes connections and never says a word. */
async function silentServer() {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string")
    throw new Error("The server does not listen on a port.");
  const sockets = new Set<{ destroy(): void }>();
  server.on("connection", (socket) => void sockets.add(socket));
  return {
    port: address.port,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

async function withServer(gatewayAt: string | undefined, use: (server: DiscordServer) => Promise<void>) {
  const server = await startDiscordServer(gatewayAt === undefined ? {} : { gatewayAt });
  await use(server);
  expect(server.violations()).toEqual([]);
  await server.close();
}

describe("startDiscord", () => {
  it("rejects a token that Discord does not know, and says which setting it is", async () => {
    await withServer(undefined, async (server) => {
      await expect(start(server.apiUrl, "not.the-token")).rejects.toThrow("Discord refused DISCORD_TOKEN");
    });
  });

  it("rejects when it may not hear what is said to nobody, and says what to do", async () => {
    await withServer(undefined, async (server) => {
      const settings = { token: server.token, apiUrl: server.apiUrl, hearsAll: true };
      await expect(startDiscord(settings, emptyMemory(), TIMES)(standIn())).rejects.toThrow(
        /disallowed intents: turn on Message Content Intent .* or DISCORD_MESSAGE_CONTENT off/,
      );
    });
  });

  it("rejects when nobody listens at the address", async () => {
    const apiUrl = `http://127.0.0.1:${await deadPort()}/api`;
    await expect(start(apiUrl, "token")).rejects.toThrow(
      `Discord cannot be reached at ${apiUrl}: connect ECONNREFUSED`,
    );
  });

  it("rejects when the address answers nothing", async () => {
    const silent = await silentServer();
    const started = start(`http://127.0.0.1:${silent.port}/api`, "token", { ...TIMES, reachMs: 100 });
    await expect(started).rejects.toThrow("did not answer in time");
    await silent.close();
  });

  it("rejects when Discord fails", async () => {
    await withServer(undefined, async (server) => {
      server.fail({ route: "GET /gateway/bot", fault: { kind: "server-error", status: 503 } });
      await expect(start(server.apiUrl, server.token)).rejects.toThrow("answered 503");
    });
  });

  it("says for how long Discord wants to be left alone", async () => {
    await withServer(undefined, async (server) => {
      const fault = { kind: "rate-limit", retryAfterMs: 20_000, global: false } as const;
      server.fail({ route: "GET /gateway/bot", fault });
      await expect(start(server.apiUrl, server.token)).rejects.toMatchObject({
        name: "LeaveAlone",
        forMs: expect.closeTo(20_000, -3),
      });
    });
  });

  it("rejects when the gateway refuses connections, and does not try again behind the caller's back", async () => {
    await withServer(`ws://127.0.0.1:${await deadPort()}`, async (server) => {
      const started = start(server.apiUrl, server.token, { ...TIMES, readyMs: 200 });
      await expect(started).rejects.toThrow("was not ready within 0.2 s");
    });
  });

  it("rejects when the gateway never shakes hands", async () => {
    const silent = await silentServer();
    await withServer(`ws://127.0.0.1:${silent.port}`, async (server) => {
      const started = start(server.apiUrl, server.token, { ...TIMES, readyMs: 200 });
      await expect(started).rejects.toThrow("was not ready within 0.2 s");
    });
    await silent.close();
  });

  it("connects where no more than the address of the gateway is told", async () => {
    await withServer(undefined, async (server) => {
      const body = { url: server.apiUrl.replace(/^http(.*)\/api$/, "ws$1") };
      server.fail({ route: "GET /gateway/bot", times: 2, fault: { kind: "answer", body } });
      const running = await start(server.apiUrl, server.token);
      expect(server.gateway.open()).toBe(1);
      await running.stop();
    });
  });

  it("rejects what is no gateway, and says which setting it is", async () => {
    await withServer(undefined, async (server) => {
      server.fail({ route: "GET /gateway/bot", fault: { kind: "answer", body: { ok: true } } });
      await expect(start(server.apiUrl, server.token)).rejects.toThrow(
        "is not Discord: check DISCORD_API_URL",
      );
    });
  });

  it("connects again after a failed start", async () => {
    await withServer(undefined, async (server) => {
      server.fail({ route: "GET /gateway/bot", fault: { kind: "drop" } });
      await expect(start(server.apiUrl, server.token)).rejects.toThrow("Discord cannot be reached");
      const running = await start(server.apiUrl, server.token);
      expect(server.gateway.open()).toBe(1);
      await running.stop();
    });
  });
});

describe("stop", () => {
  it("finishes the answer that was begun, and closes the gateway", async () => {
    const bot = await runBot();
    const channel = bot.server.channel().id;
    const answered = bot.server.waitForMessage((message) => textOf(message) === "You asked: a");
    bot.server.mention({ channel, user: bot.server.person("asker"), content: "a" });
    await answered;
    await bot.platform.stop();
    await bot.server.gateway.closed();
    expect(bot.services.logged.join("\n")).not.toContain("Connecting to Discord again.");
    await bot.close();
  });

  it("ends a reconnection too: a bot that is dropped later comes back, the stopped one does not", async () => {
    const bot = await runBot();
    const { gateway, apiUrl, token } = bot.server;
    const dropped = gateway.closed();
    gateway.drop(4000, 0);
    await dropped;
    await bot.platform.stop();
    const other = await start(apiUrl, token);
    gateway.drop(4000, 0);
    const said = bot.server.directMessage({ user: bot.server.person("asker"), content: "back?" });
    await bot.server.waitForMessage(({ channel_id }) => channel_id === said.channel);
    expect(gateway.open()).toBe(1);
    await other.stop();
    await bot.close();
  });
});
