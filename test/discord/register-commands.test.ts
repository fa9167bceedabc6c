import { REST } from "discord.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startDiscord } from "../../adapters/discord/app.ts";
import { commandsIn } from "../../adapters/discord/commands.ts";
import { registerCommands } from "../../adapters/discord/register-commands.ts";
import { emptyMemory, TIMES } from "./running-bot.ts";
import { type DiscordServer, startDiscordServer } from "./server/discord-server.ts";
import { standIn } from "./stand-in.ts";

const commands = commandsIn(standIn().commandWords);
const ROUTE = "PUT /applications/:application/commands";
let server: DiscordServer;
let rest: REST;

beforeEach(async () => {
  server = await startDiscordServer();
  rest = new REST({ api: server.apiUrl, retries: 0 }).setToken(server.token);
});
afterEach(async () => {
  await server.close();
  expect(server.violations()).toEqual([]);
});

describe("registerCommands", () => {
  it("registers once, and not again after a restart", async () => {
    const memory = emptyMemory();
    for (const _ of ["first", "second"]) {
      const running = await startDiscord(
        { token: server.token, apiUrl: server.apiUrl },
        memory,
        TIMES,
      )(standIn());
      await server.waitForCommands(1);
      await running.stop();
    }
    expect(server.commandsPuts().map((put) => put.map(({ name }) => name))).toEqual([
      ["ask", "signed", "signatories", "help", "forget", "announcements", "Ask Rollcall"],
    ]);
  });

  it("registers again after a change of the commands or the application", async () => {
    const memory = emptyMemory();
    const application = server.botUser.id;
    expect(await registerCommands(rest, application, commands, memory)).toEqual({ kind: "registered" });
    expect(await registerCommands(rest, application, commands, memory)).toEqual({ kind: "unchanged" });
    expect(await registerCommands(rest, application, commands.slice(1), memory)).toEqual({
      kind: "registered",
    });
    expect(await registerCommands(rest, "12345", commands.slice(1), memory)).toMatchObject({
      kind: "failed",
    });
    expect(server.commandsPuts()).toHaveLength(2);
  });

  it("is tried again at the next start when it fails, and the bot answers meanwhile", async () => {
    const memory = emptyMemory();
    server.fail({ route: ROUTE, fault: { kind: "error", status: 400, code: 50035 } });
    server.channel();
    const running = await startDiscord(
      { token: server.token, apiUrl: server.apiUrl },
      memory,
      TIMES,
    )(standIn());
    expect(await server.slash("help")).toMatchObject({ type: 4 });
    await running.stop();
    expect(await memory.read()).toBeNull();
  });
});
