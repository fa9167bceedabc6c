import { REST } from "discord.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { announcementOptions, createPoster } from "../../adapters/discord/poster.ts";
import type { Poster } from "../../src/announcements/poster.ts";
import { type DiscordServer, startDiscordServer } from "./server/discord-server.ts";
import { dispatchTo } from "./stand-in.ts";

const TIMEOUT_MS = 5_000;
const REFERENCE = "rc-3f9c2a1b7d";
let server: DiscordServer;
let poster: Poster;

beforeEach(async () => {
  server = await startDiscordServer();
  const { apiUrl, token, botUser } = server;
  const rest = new REST(announcementOptions({ token, apiUrl }, TIMEOUT_MS));
  poster = createPoster({ rest, token, self: botUser.id, publishes: () => false });
});
afterEach(async () => {
  await server.close();
  expect(server.violations()).toEqual([]);
});

describe("find", () => {
  it("finds the post among those of others, who may quote the reference", async () => {
    const channel = server.channel().id;
    const user = server.person("someone");
    server.say({ channel, user, content: REFERENCE });
    const outcome = await poster.send(dispatchTo(channel));
    for (let count = 0; count < 150; count += 1) server.say({ channel, user, content: `talk ${count}` });
    const messageId = outcome.kind === "sent" ? outcome.messageId : "";
    expect(await poster.find(dispatchTo(channel), Date.now())).toEqual({ kind: "found", messageId });
  });

  it("reads on to the page that has the post", async () => {
    const channel = server.channel().id;
    const user = server.person("someone");
    for (let count = 0; count < 250; count += 1) server.say({ channel, user, content: `talk ${count}` });
    const outcome = await poster.send(dispatchTo(channel));
    const messageId = outcome.kind === "sent" ? outcome.messageId : "";
    expect(await poster.find(dispatchTo(channel), Date.now())).toEqual({ kind: "found", messageId });
  });

  it("is sure that a post is absent from a channel it can read", async () => {
    const channel = server.channel().id;
    expect(await poster.find(dispatchTo(channel), Date.now())).toEqual({ kind: "absent" });
    server.say({ channel, user: server.person("someone"), content: REFERENCE });
    expect(await poster.find(dispatchTo(channel), Date.now())).toEqual({ kind: "absent" });
    expect(await poster.find(dispatchTo(channel), Date.now() + 3_600_000)).toEqual({ kind: "absent" });
  });

  it("is not sure when it may not read what was said", async () => {
    const channel = server.channel({ history: false }).id;
    await poster.send(dispatchTo(channel));
    expect(await poster.find(dispatchTo(channel), Date.now())).toMatchObject({
      kind: "unreadable",
      reason: expect.stringContaining("Read Message History"),
    });
  });

  it("is not sure when the channel is gone, hidden, or Discord is busy or failing", async () => {
    const route = "GET /channels/:channel/messages";
    const [gone, hidden, open] = ["12345", server.channel({ view: false }).id, server.channel().id];
    expect((await poster.find(dispatchTo(gone), Date.now())).kind).toBe("unreadable");
    expect((await poster.find(dispatchTo(hidden), Date.now())).kind).toBe("unreadable");
    server.fail({ route, fault: { kind: "server-error", status: 502 } });
    expect((await poster.find(dispatchTo(open), Date.now())).kind).toBe("unreadable");
    server.fail({ route, fault: { kind: "rate-limit", retryAfterMs: 1_000, global: false } });
    expect((await poster.find(dispatchTo(open), Date.now())).kind).toBe("unreadable");
  });
});
