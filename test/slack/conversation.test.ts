import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { answersIn, answerTo, type Bot, MODES, standIn, startBot } from "./bot.ts";
import { liveTokens } from "./live-tokens.ts";
import { type SlackServer, startSlackServer } from "./server/slack-server.ts";
import { SELF } from "./server/workspace.ts";

describe.each(MODES)("the bot in Slack by %s", (mode) => {
  let slack: SlackServer;
  let bot: Bot;

  beforeEach(async () => {
    slack = await startSlackServer();
    bot = await startBot(slack, mode);
  });
  afterEach(async () => {
    await bot.stop();
    await slack.close();
  });

  const answered = (question: string) => answerTo(slack, question);
  const answers = (channel: string) => answersIn(slack, channel);

  it("answers a mention once, in a thread that it begins", async () => {
    const { ts } = await slack.mention({ channel: "C1", user: "U1", text: "has Norway signed?" });
    expect(await answered("has Norway signed?")).toMatchObject({ channel: "C1", threadTs: ts });
    expect(bot.services.heard).toMatchObject([
      { conversation: `slack:${SELF.team}:C1:${ts}`, text: "has Norway signed?", address: "asked" },
    ]);
  });

  it("answers a mention in a thread in that thread, as the same conversation", async () => {
    const { ts } = await slack.mention({ channel: "C1", user: "U1", text: "has Norway signed?" });
    await slack.mention({ channel: "C1", user: "U2", text: "when?", threadTs: ts });
    expect(await answered("when?")).toMatchObject({ threadTs: ts });
    expect(new Set(bot.services.heard.map(({ conversation }) => conversation)).size).toBe(1);
  });

  it("answers once what Slack delivers twice", async () => {
    const said = await slack.mention({ channel: "C1", user: "U1", text: "first?" });
    for (const attempt of [0, 1, 2, 3]) await slack.redeliver(said, attempt);
    await slack.event({ type: "message", channel_type: "channel", ...fields(said.delivery.payload) });
    await slack.mention({ channel: "C1", user: "U1", text: "second?" });
    await answered("second?");
    await answered("first?");
    expect(answers("C1")).toHaveLength(2);
  });

  it("answers a direct message there, and one that mentions it once", async () => {
    const said = await slack.directMessage({ channel: "D1", user: "U1", text: "has Norway signed?" });
    await slack.event({ ...fields(said.delivery.payload), type: "app_mention", channel_type: undefined });
    await slack.directMessage({ channel: "D1", user: "U1", text: "when?" });
    expect(await answered("when?")).toMatchObject({ channel: "D1", threadTs: null });
    await answered("has Norway signed?");
    expect(answers("D1")).toHaveLength(2);
    expect(bot.services.heard.map(({ conversation }) => conversation)).toEqual([
      `slack:${SELF.team}:D1`,
      `slack:${SELF.team}:D1`,
    ]);
  });

  it("answers the slash command to the one who used it, and once", async () => {
    const use = { channel: "C1", user: "U1", text: "Norway", trigger: "t1" };
    expect(await slack.command(use)).toMatchObject({ ephemeralFor: "U1", text: "You asked: Norway" });
    expect(await slack.command(use)).toBeNull();
    expect(bot.services.heard).toMatchObject([
      { conversation: `slack:${SELF.team}:C1:U1`, text: "Norway", channel: null },
    ]);
  });

  it("takes the bare slash command as a call for help", async () => {
    expect(await slack.command({ channel: "C1", user: "U1", text: " " })).toMatchObject({
      text: "You asked: help",
    });
  });

  it("hears neither other bots, nor itself, nor edits and joins", async () => {
    const ts = "1700000000.000001";
    const direct = {
      type: "message",
      channel: "D1",
      channel_type: "im",
      ts,
      event_ts: ts,
      user: "U1",
      text: "x",
    };
    await slack.event({ ...direct, bot_id: "B0OTHER", user: "U0OTHER" });
    await slack.event({ ...direct, subtype: "bot_message", bot_id: "B0OTHER" });
    await slack.event({ ...direct, user: SELF.userId });
    await slack.event({ ...direct, subtype: "message_changed", message: { ...direct, text: "y" } });
    await slack.event({ ...direct, subtype: "channel_join" });
    await slack.event({ ...direct, type: "app_mention", channel: "C1", bot_id: "B0OTHER" });
    await slack.event({ ...direct, channel: "C1", channel_type: "channel" });
    await slack.directMessage({ channel: "D1", user: "U1", text: "and me?" });
    await answered("and me?");
    expect(bot.services.heard).toHaveLength(1);
  });

  it("hears a direct message that comes with a file", async () => {
    const ts = "1700000000.000002";
    await slack.event({
      ...{ type: "message", subtype: "file_share", channel: "D1", channel_type: "im", ts, event_ts: ts },
      ...{ user: "U1", text: "signed?", files: [] },
    });
    expect(await answered("signed?")).toMatchObject({ channel: "D1" });
  });

  it("pings nobody, whatever the question says", async () => {
    const text = "<!channel> <@U1> <https://evil.example|ec.europa.eu> & done?";
    await slack.mention({ channel: "C1", user: "U1", text });
    const answer = await slack.waitForMessage(({ botId }) => botId === SELF.botId);
    expect(bot.services.heard[0]?.text).toBe(text);
    expect(liveTokens(answer)).toEqual([]);
    expect(answer.text).toContain("&lt;!channel&gt;");
    const shown = await slack.command({ channel: "C1", user: "U1", text });
    expect(shown === null ? ["nothing shown"] : liveTokens(shown)).toEqual([]);
  });

  it("waits as long as Slack asks, and answers a question in another channel meanwhile", async () => {
    slack.fail({ method: "chat.postMessage", channel: "C1", effect: { kind: "rate-limit", seconds: 1 } });
    await slack.mention({ channel: "C1", user: "U1", text: "slow?" });
    await slack.mention({ channel: "C2", user: "U1", text: "fast?" });
    await answered("fast?");
    expect(answers("C1")).toHaveLength(0);
    expect(await answered("slow?")).toMatchObject({ channel: "C1" });
  });

  it("answers all the same when Slack stumbles", async () => {
    slack.fail({ method: "chat.postMessage", effect: { kind: "status", status: 503 } });
    await slack.mention({ channel: "C1", user: "U1", text: "still there?" });
    expect(await answered("still there?")).toMatchObject({ channel: "C1" });
  });

  it("says in the log why an answer could not be posted, without the question or a token", async () => {
    slack.fail({
      method: "chat.postMessage",
      channel: "C9",
      effect: { kind: "error", error: "is_archived" },
    });
    await slack.mention({ channel: "C9", user: "U1", text: "a secret question" });
    await slack.mention({ channel: "C1", user: "U1", text: "next?" });
    await answered("next?");
    const log = JSON.stringify(bot.services.lines);
    expect(log).toContain("is_archived");
    expect(log).not.toMatch(/secret question|xoxb-|xapp-/);
  });

  it("goes on after a question that breaks the bot", async () => {
    await bot.stop();
    const services = standIn(({ text }) => {
      if (text === "broken?") throw new Error("a bug");
      return `You asked: ${text}`;
    });
    bot = await startBot(slack, mode, services);
    await slack.mention({ channel: "C1", user: "U1", text: "broken?" });
    await slack.mention({ channel: "C1", user: "U1", text: "next?" });
    await answered("next?");
    expect(JSON.stringify(services.lines)).toContain("a bug");
  });
});

/** The event inside a delivery. */
function fields(payload: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return { ...Object(payload["event"]) };
}
