import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Poster } from "../../src/announcements/poster.ts";
import { posterOn } from "./bot.ts";
import { dispatch } from "./reply.ts";
import { type SlackServer, startSlackServer } from "./server/slack-server.ts";
import { SELF } from "./server/workspace.ts";

const SENT_AT = 1_700_000_000_000;
const OURS = { channel: "C0NEWS", user: SELF.userId, botId: SELF.botId };

describe("looking for an announcement", () => {
  let slack: SlackServer;
  let poster: Poster;
  beforeEach(async () => {
    slack = await startSlackServer();
    poster = posterOn(slack);
  });
  afterEach(() => slack.close());

  it("finds one whose confirmation was lost", async () => {
    slack.fail({ method: "chat.postMessage", effect: { kind: "store-then-drop" } });
    expect(await poster.send(dispatch())).toMatchObject({ kind: "in-doubt" });
    const ts = slack.messages("C0NEWS")[0]?.ts;
    expect(await poster.find(dispatch(), Date.now())).toEqual({ kind: "found", messageId: ts });
  });

  it("is sure that one is absent which never arrived", async () => {
    slack.fail({ method: "chat.postMessage", effect: { kind: "drop" } });
    await poster.send(dispatch());
    expect(await poster.find(dispatch(), Date.now())).toEqual({ kind: "absent" });
  });

  it("finds it by the reference in its text, where metadata are not shown", async () => {
    const { ts } = slack.seed({ ...OURS, ts: "1700000010.000000", text: "News (rc-3f9c2a1b7d)" });
    expect(await poster.find(dispatch(), SENT_AT)).toEqual({ kind: "found", messageId: ts });
  });

  it("finds it by its metadata, where someone shortened its text", async () => {
    const payload = { reference: "rc-3f9c2a1b7d", nonce: "n-3f9c2a1b7d" };
    const { ts } = slack.seed({
      ...OURS,
      ts: "1700000010.000000",
      metadata: { event_type: "rollcall_announcement", event_payload: payload },
    });
    expect(await poster.find(dispatch(), SENT_AT)).toEqual({ kind: "found", messageId: ts });
  });

  it("finds it among hundreds of other messages", async () => {
    const { ts } = slack.seed({ ...OURS, ts: "1699999800.000000", text: "rc-3f9c2a1b7d" });
    for (let n = 0; n < 450; n += 1) {
      slack.seed({ channel: "C0NEWS", ts: `1700000000.${String(n).padStart(6, "0")}`, text: "chat" });
    }
    expect(await poster.find(dispatch(), SENT_AT)).toEqual({ kind: "found", messageId: ts });
  });

  const OTHERS: ReadonlyArray<[what: string, draft: Parameters<SlackServer["seed"]>[0]]> = [
    ["a person's message with the reference", { channel: "C0NEWS", text: "rc-3f9c2a1b7d" }],
    ["another bot's", { channel: "C0NEWS", user: "U0X", botId: "B0X", text: "rc-3f9c2a1b7d" }],
    ["its own with another reference", { ...OURS, text: "rc-0000000000" }],
    ["its own in another channel", { ...OURS, channel: "C0OTHER", text: "rc-3f9c2a1b7d" }],
    ["its own of an hour before", { ...OURS, ts: "1699996400.000000", text: "rc-3f9c2a1b7d" }],
    [
      "its own for another nonce",
      {
        ...OURS,
        text: "News",
        metadata: {
          event_type: "rollcall_announcement",
          event_payload: { reference: "rc-3f9c2a1b7d", nonce: "n-other" },
        },
      },
    ],
  ];
  for (const [what, draft] of OTHERS) {
    it(`does not take for it ${what}`, async () => {
      slack.seed({ ts: "1700000000.000000", ...draft });
      expect(await poster.find(dispatch(), SENT_AT)).toEqual({ kind: "absent" });
    });
  }

  it("says which scope is missing", async () => {
    slack.fail({ method: "conversations.history", effect: { kind: "error", error: "missing_scope" } });
    expect(await poster.find(dispatch(), SENT_AT)).toEqual({
      kind: "unreadable",
      reason: expect.stringContaining("channels:history"),
    });
  });

  it("cannot tell while Slack limits or loses the reading", async () => {
    slack.fail({ method: "conversations.history", effect: { kind: "rate-limit", seconds: 60 } });
    slack.fail({ method: "conversations.history", effect: { kind: "drop" } });
    expect(await poster.find(dispatch(), SENT_AT)).toMatchObject({
      kind: "unreadable",
      reason: expect.stringContaining("60 s"),
    });
    expect(await poster.find(dispatch(), SENT_AT)).toMatchObject({ kind: "unreadable" });
  });
});
