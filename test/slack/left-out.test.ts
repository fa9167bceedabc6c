import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { answersIn, answerTo, type Bot, MODES, standIn, startBot } from "./bot.ts";
import { type SlackServer, startSlackServer } from "./server/slack-server.ts";
import { SELF } from "./server/workspace.ts";

const WHERE = ["team_id", "authorizations", "event_ts", "team", "channel_type", "client_msg_id", "event_id"];

describe.each(MODES)("where Slack tells less, by %s", (mode) => {
  let slack: SlackServer;
  let bot: Bot;

  beforeEach(async () => {
    slack = await startSlackServer();
  });
  afterEach(async () => {
    await bot.stop();
    await slack.close();
  });

  const warnings = () => bot.services.lines.filter(({ msg }) => /Home tab|suggested questions/.test(msg));
  const ts = (second: number) => `17000000${second}.000100`;

  it("answers, though it is not told the id of its bot, and does not answer itself", async () => {
    const { team: team_id, userId: user_id } = SELF;
    slack.fail({ method: "auth.test", effect: { kind: "answer", body: { ok: true, team_id, user_id } } });
    bot = await startBot(slack, mode);
    await slack.mention({ channel: "C1", user: "U1", text: "has Norway signed?" });
    await answerTo(slack, "has Norway signed?");
    await slack.directMessage({ channel: "D1", user: "U1", text: "when?" });
    await answerTo(slack, "when?");
    expect(bot.services.heard).toHaveLength(2);
  });

  it("answers, though it is not told who it is, and says so in the log", async () => {
    slack.fail({ method: "auth.test", effect: { kind: "answer", body: { ok: true } } });
    bot = await startBot(slack, mode);
    await slack.mention({ channel: "C1", user: "U1", text: "has Norway signed?" });
    await answerTo(slack, "has Norway signed?");
    await slack.directMessage({ channel: "D1", user: "U1", text: "when?" });
    await answerTo(slack, "when?");
    expect(bot.services.heard).toHaveLength(2);
    expect(JSON.stringify(bot.services.lines)).toContain("which user SLACK_BOT_TOKEN belongs to");
  });

  it("answers events that do not tell of the workspace or the kind of channel", async () => {
    slack.leaveOut(...WHERE);
    bot = await startBot(slack, mode);
    const said = await slack.mention({ channel: "C1", user: "U1", text: "has Norway signed?" });
    await answerTo(slack, "has Norway signed?");
    await slack.say({ channel: "C1", user: "U1", text: "and Sweden?", threadTs: said.ts });
    await answerTo(slack, "and Sweden?");
    await slack.directMessage({ channel: "D1", user: "U1", text: "when?" });
    await answerTo(slack, "when?");
    expect(bot.services.heard.map(({ conversation, asker }) => [conversation, asker.workspace])).toEqual([
      [`slack:${SELF.team}:C1:${said.ts}`, SELF.team],
      [`slack:${SELF.team}:C1:${said.ts}`, SELF.team],
      [`slack:${SELF.team}:D1`, SELF.team],
    ]);
  });

  it("knows its own mention by the event, whichever of its ids stands in the text", async () => {
    bot = await startBot(slack, mode);
    const event = { type: "app_mention", channel: "C1", user: "U1", ts: ts(1), event_ts: ts(1) };
    await slack.event({ ...event, text: "<@W0OTHER> has <@U2> said that Norway signed?" });
    await answerTo(slack, "has @U2 said that Norway signed?");
  });

  it("knows a direct message by its kind too", async () => {
    bot = await startBot(slack, mode);
    const event = { type: "message", channel: "X1", channel_type: "im", user: "U1", text: "when?" };
    await slack.event({ ...event, ts: ts(1), event_ts: ts(1) });
    expect(await answerTo(slack, "when?")).toMatchObject({ channel: "X1", threadTs: null });
  });

  it("takes every use of the command where none has a trigger, or all have one", async () => {
    bot = await startBot(slack, mode);
    const use = { channel: "C1", user: "U1" };
    for (const text of ["Norway", "Sweden"]) {
      const shown = await slack.command({ ...use, text, trigger: "always the same" });
      expect(shown?.text).toBe(`You asked: ${text}`);
    }
    slack.leaveOut("trigger_id", "team_id", "user_name", "response_url");
    for (const text of ["Norway", "Norway"]) {
      expect((await slack.command({ ...use, text }))?.text).toBe(`You asked: ${text}`);
    }
  });

  it("takes presses of buttons that do not tell their time", async () => {
    const followUps = ["When did Norway sign?", "Who has not signed?"];
    bot = await startBot(slack, mode, standIn(undefined, { followUps }));
    await slack.mention({ channel: "C1", user: "U1", text: "has Norway signed?" });
    const answer = await answerTo(slack, "has Norway signed?");
    slack.leaveOut("action_ts", "trigger_id", "container", "team", "name", "username");
    for (const [index, question] of followUps.entries()) {
      await slack.press(answer, { user: "U1", actionId: `ask_${index}` });
      await answerTo(slack, question);
    }
  });

  it("says once that there is no Home tab", async () => {
    slack.fail({ method: "views.publish", times: 3, effect: { kind: "error", error: "not_enabled" } });
    bot = await startBot(slack, mode);
    const home = { type: "app_home_opened", user: "U1", channel: "D1", tab: "home" };
    for (const second of [1, 2, 3]) await slack.event({ ...home, ts: ts(second), event_ts: ts(second) });
    await slack.until(() => slack.calls.filter(({ method }) => method === "views.publish").length === 3);
    await slack.mention({ channel: "C1", user: "U1", text: "still there?" });
    await answerTo(slack, "still there?");
    expect(warnings().map(({ msg }) => msg)).toEqual([
      "Slack does not show the Home tab: turn it on under App Home in the app.",
    ]);
    expect(JSON.stringify(bot.services.lines)).not.toContain("could not be answered");
  });

  it("does without tables and feedback buttons where Slack finds the arguments invalid", async () => {
    const refused = { kind: "error", error: "invalid_arguments" } as const;
    slack.fail({ method: "chat.postMessage", effect: refused });
    bot = await startBot(slack, mode, standIn(undefined, { rateable: true }));
    await slack.mention({ channel: "C1", user: "U1", text: "has Norway signed?" });
    await answerTo(slack, "has Norway signed?");
    expect(answersIn(slack, "C1")).toHaveLength(1);
  });
});
