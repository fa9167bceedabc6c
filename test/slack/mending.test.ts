import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sendingBy } from "../../adapters/announcements/send-by.ts";
import type { Poster } from "../../src/announcements/poster.ts";
import { posterOn } from "./bot.ts";
import { dispatch } from "./reply.ts";
import { type SlackServer, startSlackServer } from "./server/slack-server.ts";

let slack: SlackServer;
let poster: Poster;
beforeEach(async () => {
  slack = await startSlackServer();
  poster = posterOn(slack);
});
afterEach(() => slack.close());

/** A post, and a dispatch that works on it. */
async function posted() {
  const outcome = await poster.send(dispatch());
  const messageId = outcome.kind === "sent" ? outcome.messageId : "";
  const about = (kind: "edit" | "note", text: string, id = messageId) => ({
    ...dispatch({ text, ...(kind === "note" ? { reference: "rc-0000000002" } : {}) }),
    action: { kind, messageId: id },
  });
  return { messageId, about };
}

describe("an edit", () => {
  it("puts other words in the place of the post, and keeps how it is found", async () => {
    const { messageId, about } = await posted();
    expect(await poster.send(about("edit", "Right."))).toEqual({ kind: "sent", messageId });
    expect(slack.messages("C0NEWS")).toMatchObject([{ ts: messageId, text: "Right." }]);
    expect(await poster.find(dispatch(), Date.now())).toEqual({ kind: "found", messageId });
  });

  it("is given up when the post was deleted, and so is all else about it", async () => {
    const { about } = await posted();
    expect(await poster.send(about("edit", "Right.", "1700000000.000001"))).toMatchObject({
      ...{ kind: "failed", lasting: true, concerns: "target" },
      reason: expect.stringContaining("deleted"),
    });
  });
});

describe("a note", () => {
  it("stands in the thread of the post, and is found there when its confirmation was lost", async () => {
    const { messageId, about } = await posted();
    slack.fail({ method: "chat.postMessage", effect: { kind: "store-then-drop" } });
    const note = about("note", "It was another day.");
    expect((await poster.send(note)).kind).toBe("in-doubt");
    const stored = slack.messages("C0NEWS").find(({ threadTs }) => threadTs === messageId);
    expect(await poster.find(note, Date.now())).toEqual({ kind: "found", messageId: stored?.ts });
  });

  it("is certainly absent from its thread when the request was lost", async () => {
    const { about } = await posted();
    slack.fail({ method: "chat.postMessage", effect: { kind: "drop" } });
    const note = about("note", "It was another day.");
    await poster.send(note);
    expect(await poster.find(note, Date.now())).toEqual({ kind: "absent" });
  });
});

describe("what a failure concerns", () => {
  const CASES: ReadonlyArray<[error: string, about: string | undefined]> = [
    ["token_revoked", "platform"],
    ["invalid_auth", "platform"],
    ["missing_scope", "platform"],
    ["is_archived", "archived"],
    ["not_in_channel", "outside"],
    ["channel_not_found", "gone"],
    ["message_not_found", "target"],
    ["is_inactive", "archived"],
    ["restricted_action", "forbidden"],
    ["restricted_action_thread_only_channel", "unfit"],
    ["msg_too_long", undefined],
    ["edit_window_closed", undefined],
    ["cannot_reply_to_message", undefined],
    ["restricted_action_thread_locked", undefined],
  ];
  for (const [error, about] of CASES) {
    it(`is ${about ?? "the post alone"} after ${error}`, async () => {
      slack.fail({ method: "chat.postMessage", effect: { kind: "error", error } });
      const outcome = await poster.send(dispatch());
      expect(outcome).toMatchObject({ kind: "failed", lasting: true });
      expect(outcome.kind === "failed" && (outcome.concerns ?? outcome.closed)).toBe(about);
    });
  }
});

describe("a request that comes too late", () => {
  it("is not written at all", async () => {
    let late = false;
    const clock = { now: () => (late ? 10_000 : 0) };
    const outcome = await sendingBy(0, 3_000, clock, () => {
      late = true;
      return poster.send(dispatch());
    });
    expect(outcome).toMatchObject({ kind: "failed", lasting: false });
    expect(slack.calls).toEqual([]);
  });
});
