import { once } from "node:events";
import { createServer } from "node:http";
import { REST } from "discord.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { announcementOptions, createPoster } from "../../adapters/discord/poster.ts";
import type { Outcome } from "../../src/announcements/outcome.ts";
import type { Poster } from "../../src/announcements/poster.ts";
import { type DiscordServer, startDiscordServer } from "./server/discord-server.ts";
import type { Fault } from "./server/faults.ts";
import { dispatchTo, postOf } from "./stand-in.ts";

const POST = "POST /channels/:channel/messages";
const TIMEOUT_MS = 5_000;
/** For requests that are never answered. */
const SHORT_TIMEOUT_MS = 400;
const REFERENCE = "rc-3f9c2a1b7d";
let server: DiscordServer;
let poster: Poster;
let impatient: Poster;

function posterAt(apiUrl: string, token: string, timeoutMs = TIMEOUT_MS): Poster {
  const rest = new REST(announcementOptions({ token, apiUrl }, timeoutMs));
  return createPoster({ rest, token, self: server.botUser.id, publishes: () => false });
}

beforeEach(async () => {
  server = await startDiscordServer();
  poster = posterAt(server.apiUrl, server.token);
  impatient = posterAt(server.apiUrl, server.token, SHORT_TIMEOUT_MS);
});
afterEach(async () => {
  await server.close();
  expect(server.violations()).toEqual([]);
});

type Expected = Omit<Outcome, "reason" | "messageId"> & {
  readonly lasting?: boolean;
  readonly reason?: unknown;
};

const FAULTS: ReadonlyArray<[what: string, fault: Fault, outcome: Expected]> = [
  ["an unknown channel", { kind: "error", status: 404, code: 10003 }, { kind: "failed", lasting: true }],
  [
    "a server the bot has left",
    { kind: "error", status: 404, code: 10004 },
    { kind: "failed", lasting: true },
  ],
  [
    "a post made earlier and deleted",
    { kind: "error", status: 404, code: 10008 },
    { kind: "failed", lasting: true },
  ],
  ["no access", { kind: "error", status: 403, code: 50001 }, { kind: "failed", lasting: true }],
  ["no permission", { kind: "error", status: 403, code: 50013 }, { kind: "failed", lasting: true }],
  ["closed direct messages", { kind: "error", status: 403, code: 50007 }, { kind: "failed", lasting: true }],
  [
    "a channel that takes no posts",
    { kind: "error", status: 400, code: 50024 },
    { kind: "failed", lasting: true },
  ],
  ["a malformed post", { kind: "error", status: 400, code: 50035 }, { kind: "failed", lasting: true }],
  ["slow mode", { kind: "error", status: 403, code: 20016 }, { kind: "failed", lasting: false }],
  ["a server error", { kind: "server-error", status: 502 }, { kind: "in-doubt" }],
  ["a connection lost before the answer", { kind: "drop" }, { kind: "in-doubt" }],
  ["a connection lost after the post", { kind: "store-then-drop" }, { kind: "in-doubt" }],
  ["no answer", { kind: "hang" }, { kind: "in-doubt" }],
];

describe("send", () => {
  it("posts text, sources and reference, and gives the message id", async () => {
    const channel = server.channel().id;
    const outcome = await poster.send(dispatchTo(channel));
    const [message] = server.messages(channel);
    expect(outcome).toEqual({ kind: "sent", messageId: message?.id });
    expect(message?.content).toBe(`Norway has signed.\n-# As of 13 March 2026 · ${REFERENCE}`);
  });

  it("mentions nobody, whatever the knowledge says", async () => {
    const channel = server.channel().id;
    const text = `@everyone <@&${server.botUser.id}> <@${server.botUser.id}>`;
    await poster.send(dispatchTo(channel, { post: postOf(text) }));
    expect(server.messages(channel)[0]).toMatchObject({
      mentions: [],
      mention_roles: [],
      mention_everyone: false,
    });
  });

  for (const [what, fault, outcome] of FAULTS) {
    it(`comes to ${outcome.kind} after ${what}`, async () => {
      const channel = server.channel().id;
      server.fail({ route: POST, channel, fault });
      const sender = fault.kind === "hang" ? impatient : poster;
      expect(await sender.send(dispatchTo(channel))).toMatchObject(outcome);
    });
  }

  it("says in the operator's words what to do about a missing permission", async () => {
    const outcome = await poster.send(dispatchTo(server.channel({ send: false }).id));
    expect(outcome).toMatchObject({
      kind: "failed",
      lasting: true,
      reason: expect.stringContaining("Send Messages"),
    });
  });

  it("waits as long as Discord asks", async () => {
    const channel = server.channel().id;
    server.fail({ route: POST, fault: { kind: "rate-limit", retryAfterMs: 3_000, global: false } });
    const outcome = await poster.send(dispatchTo(channel));
    expect(outcome.kind).toBe("busy");
    expect(outcome.kind === "busy" && outcome.retryAfterMs).toBeGreaterThanOrEqual(3_000);
    expect(server.messages(channel)).toEqual([]);
  });

  it("waits half a minute where it is refused without being told for how long", async () => {
    const channel = server.channel().id;
    server.fail({ route: POST, fault: { kind: "rate-limit", retryAfterMs: null, global: false } });
    expect(await poster.send(dispatchTo(channel))).toEqual({ kind: "busy", retryAfterMs: 30_000 });
  });

  it("holds all channels back after a limit on the whole bot", async () => {
    server.fail({ route: POST, fault: { kind: "rate-limit", retryAfterMs: 5_000, global: true } });
    expect((await poster.send(dispatchTo(server.channel().id))).kind).toBe("busy");
    expect((await poster.send(dispatchTo(server.channel().id))).kind).toBe("busy");
  });

  it("does not hold one channel back for another", async () => {
    const [dead, alive] = [server.channel({ view: false }).id, server.channel().id];
    expect((await poster.send(dispatchTo(dead))).kind).toBe("failed");
    expect((await poster.send(dispatchTo(alive))).kind).toBe("sent");
  });

  it("does not post twice when the answer to a stored post never came", async () => {
    const dispatch = dispatchTo(server.channel().id);
    server.fail({ route: POST, fault: { kind: "store-then-hang" } });
    expect((await impatient.send(dispatch)).kind).toBe("in-doubt");
    const again = await poster.send(dispatch);
    expect(server.messages(dispatch.channel)).toHaveLength(1);
    expect(again).toEqual({ kind: "sent", messageId: server.messages(dispatch.channel)[0]?.id });
  });

  it("names the setting when Discord refuses the token, each time", async () => {
    const refused = posterAt(server.apiUrl, "not.the-token");
    for (const _ of ["first", "second"]) {
      const outcome = await refused.send(dispatchTo(server.channel().id));
      expect(outcome).toMatchObject({
        kind: "failed",
        lasting: true,
        reason: expect.stringContaining("DISCORD_TOKEN"),
      });
    }
  });

  it("fails for now when nobody listens at the address", async () => {
    const http = createServer().listen(0, "127.0.0.1");
    await once(http, "listening");
    const address = http.address();
    http.close();
    await once(http, "close");
    const port = address !== null && typeof address === "object" ? address.port : 0;
    const outcome = await posterAt(`http://127.0.0.1:${port}/api`, "token").send(dispatchTo("12345"));
    expect(outcome).toMatchObject({ kind: "failed", lasting: false });
  });
});
