import { REST } from "discord.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sendingBy } from "../../adapters/announcements/send-by.ts";
import { announcementOptions, createPoster } from "../../adapters/discord/poster.ts";
import type { Poster } from "../../src/announcements/poster.ts";
import { type DiscordServer, startDiscordServer } from "./server/discord-server.ts";
import { dispatchTo, postOf } from "./stand-in.ts";

const EDIT = "PATCH /channels/:channel/messages/:message";
const CROSSPOST = "POST /channels/:channel/messages/:message/crosspost";
const GONE = "1234567890";
let server: DiscordServer;
let poster: Poster;
let news: string;

beforeEach(async () => {
  server = await startDiscordServer();
  news = server.announcementChannel().id;
  const rest = new REST(announcementOptions({ token: server.token, apiUrl: server.apiUrl }, 5_000));
  poster = createPoster({
    ...{ rest, token: server.token, self: server.botUser.id },
    publishes: (channel) => channel === news,
  });
});
afterEach(async () => {
  await server.close();
  expect(server.violations()).toEqual([]);
});

/** A post in a channel, and a dispatch that works on it. */
async function posted(channel = server.channel().id) {
  const outcome = await poster.send(dispatchTo(channel));
  const messageId = outcome.kind === "sent" ? outcome.messageId : "";
  const about = (kind: "edit" | "note" | "crosspost", text: string, id = messageId) =>
    dispatchTo(channel, {
      ...{ action: { kind, messageId: id }, nonce: `n-${kind}` },
      post: postOf(text, [], kind === "note" ? "rc-0000000002" : undefined),
    });
  return { channel, messageId, outcome, about };
}

describe("an edit", () => {
  it("puts other words in the place of the post, under the same reference", async () => {
    const { channel, messageId, about } = await posted();
    expect(await poster.send(about("edit", "Right."))).toEqual({ kind: "sent", messageId });
    expect(server.messages(channel)).toMatchObject([
      { id: messageId, content: expect.stringMatching(/^Right\.(.|\n)*rc-3f9c2a1b7d/) },
    ]);
  });

  it("does no more when it is made twice", async () => {
    const { channel, about } = await posted();
    server.fail({ route: EDIT, fault: { kind: "store-then-drop" } });
    expect((await poster.send(about("edit", "Right."))).kind).toBe("in-doubt");
    expect((await poster.send(about("edit", "Right."))).kind).toBe("sent");
    expect(server.messages(channel)).toHaveLength(1);
  });

  it("is given up when the post was deleted, and so is all else about it", async () => {
    const { about } = await posted();
    expect(await poster.send(about("edit", "Right.", GONE))).toMatchObject({
      ...{ kind: "failed", lasting: true, concerns: "target" },
      reason: expect.stringContaining("deleted"),
    });
  });
});

describe("a note", () => {
  it("replies to the post, and is found again by its own reference", async () => {
    const { channel, messageId, about } = await posted();
    const outcome = await poster.send(about("note", "It was another day."));
    const [, note] = server.messages(channel);
    expect(note?.message_reference).toMatchObject({ message_id: messageId });
    expect(await poster.find(about("note", "It was another day."), Date.now())).toEqual({
      ...{ kind: "found", messageId: note?.id },
    });
    expect(outcome).toEqual({ kind: "sent", messageId: note?.id });
  });

  it("is there once, though its reply was lost and it is sent again", async () => {
    const { channel, about } = await posted();
    server.fail({ route: "POST /channels/:channel/messages", fault: { kind: "store-then-drop" } });
    await poster.send(about("note", "It was another day."));
    await poster.send(about("note", "It was another day."));
    expect(server.messages(channel)).toHaveLength(2);
  });
});

describe("a post in an announcement channel", () => {
  it("asks to be published, and being published twice is no failure", async () => {
    const { outcome, messageId, about } = await posted(news);
    expect(outcome).toEqual({ kind: "sent", messageId, publish: true });
    expect(await poster.send(about("crosspost", "x"))).toEqual({ kind: "sent", messageId });
    expect(await poster.send(about("crosspost", "x"))).toEqual({ kind: "sent", messageId });
  });

  it("is found with the wish to be published", async () => {
    await posted(news);
    expect(await poster.find(dispatchTo(news), Date.now())).toMatchObject({ kind: "found", publish: true });
  });

  it("waits as long as Discord asks, and does not hang, when too many were published", async () => {
    const { about } = await posted(news);
    server.fail({ route: CROSSPOST, fault: { kind: "rate-limit", retryAfterMs: 3_500_000, global: false } });
    const outcome = await poster.send(about("crosspost", "x"));
    expect(outcome).toMatchObject({ kind: "busy" });
    expect(outcome.kind === "busy" && outcome.retryAfterMs).toBeGreaterThanOrEqual(3_500_000);
  });

  it("pauses no channel when it cannot be published", async () => {
    const { about } = await posted(news);
    server.fail({ route: CROSSPOST, fault: { kind: "error", status: 403, code: 50013 } });
    const outcome = await poster.send(about("crosspost", "x"));
    expect(outcome).toMatchObject({ kind: "failed", lasting: true });
    expect(outcome).not.toHaveProperty("concerns");
  });
});

describe("what a failure concerns", () => {
  const POST = "POST /channels/:channel/messages";

  it("is the whole platform when Discord limits the whole bot", async () => {
    server.fail({ route: POST, fault: { kind: "rate-limit", retryAfterMs: 1_000, global: true } });
    expect(await poster.send(dispatchTo(server.channel().id))).toMatchObject({ scope: "platform" });
  });

  it("is the whole platform when the token is refused", async () => {
    server.fail({ route: POST, fault: { kind: "error", status: 401, code: 0 } });
    expect(await poster.send(dispatchTo(server.channel().id))).toMatchObject({ concerns: "platform" });
  });

  it("is the channel when that takes no posts", async () => {
    const closed = server.channel({ send: false }).id;
    expect(await poster.send(dispatchTo(closed))).toMatchObject({ closed: "forbidden" });
  });
});

describe("a request that comes too late", () => {
  it("is not written at all", async () => {
    const channel = server.channel().id;
    const clock = { now: () => (late ? 10_000 : 0) };
    let late = false;
    const outcome = await sendingBy(0, 3_000, clock, () => {
      late = true;
      return poster.send(dispatchTo(channel));
    });
    expect(outcome).toMatchObject({ kind: "failed", lasting: false });
    expect(server.messages(channel)).toEqual([]);
  });
});
