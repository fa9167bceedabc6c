import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ChatAnswer } from "../../adapters/platform.ts";
import { type Bot, MODES, standIn, startBot } from "./bot.ts";
import { liveTokens } from "./live-tokens.ts";
import { blockTexts, elementsOf } from "./server/limits.ts";
import { type SlackServer, startSlackServer } from "./server/slack-server.ts";
import { SELF, type StoredMessage } from "./server/workspace.ts";

const FULL: Partial<ChatAnswer> = {
  followUps: ["When did Norway sign?", "Who has not signed?"],
  rateable: true,
  canTell: true,
};

describe.each(MODES)("the buttons of answers in Slack by %s", (mode) => {
  let slack: SlackServer;
  let bot: Bot;

  beforeEach(async () => {
    slack = await startSlackServer();
    slack.directory.addMember({ id: "U1", locale: "de-DE" });
    bot = await startBot(slack, mode, standIn(undefined, FULL));
  });
  afterEach(async () => {
    await bot.stop();
    await slack.close();
  });

  const shown = (text: string, channel?: string) =>
    slack.waitForMessage((one) => {
      return one.botId === SELF.botId && one.text === text && (channel ?? one.channel) === one.channel;
    });
  const answered = async (): Promise<StoredMessage> => {
    await slack.mention({ channel: "C1", user: "U1", text: "has Norway signed?" });
    return shown("You asked: has Norway signed?");
  };
  const buttonsOf = ({ blocks }: StoredMessage) =>
    blocks.flatMap(elementsOf).map(({ action_id }) => action_id);
  const answerToCommand = async (text: string, channel = "C1"): Promise<StoredMessage> => {
    const answer = await slack.command({ channel, user: "U1", text });
    if (!answer) throw new Error("no answer");
    return answer;
  };
  const lastAsker = { user: `slack:${SELF.team}:U2` };

  it("ask their question in the same thread, with the question above the answer", async () => {
    const answer = await answered();
    expect(buttonsOf(answer)).toEqual(["ask_0", "ask_1", "tell", "rate"]);
    await slack.press(answer, { user: "U2", actionId: "ask_1" });
    const next = await shown("You asked: Who has not signed?");
    expect(next).toMatchObject({ channel: "C1", threadTs: answer.threadTs });
    expect(blockTexts(next.blocks)[0]).toBe("› Who has not signed?");
    const [first, second] = bot.services.heard;
    expect(second?.conversation).toBe(first?.conversation);
    expect(second?.asker.id).toBe("U2");
  });

  it("still work after a restart, each press once", async () => {
    const answer = await answered();
    await bot.stop();
    bot = await startBot(slack, mode, standIn(undefined, FULL));
    const said = await slack.press(answer, { user: "U2", actionId: "ask_0" });
    if (mode === "socket") await slack.redeliver({ ts: "", delivery: said });
    await shown("You asked: When did Norway sign?");
    await slack.press(answer, { user: "U2", actionId: "rate", side: "negative" });
    await shown("Rated.");
    expect(bot.services.heard).toHaveLength(1);
    expect(bot.services.rated).toEqual([{ ...lastAsker, id: expect.any(String), helpful: false }]);
  });

  it("keep what somebody thinks of an answer and what they want to be told, and thank them alone", async () => {
    const answer = await answered();
    await slack.press(answer, { user: "U2", actionId: "rate" });
    expect(await shown("Rated.")).toMatchObject({ ephemeralFor: "U2", threadTs: answer.threadTs });
    await slack.press(answer, { user: "U2", actionId: "tell" });
    expect(await shown("Wished.")).toMatchObject({ ephemeralFor: "U2", threadTs: answer.threadTs });
    expect(bot.services.rated).toEqual([{ ...lastAsker, id: expect.any(String), helpful: true }]);
    expect(bot.services.wished).toEqual([{ ...lastAsker, id: bot.services.rated[0]?.id }]);
  });

  it("answer privately below a private answer, in which Slack shows no new blocks", async () => {
    const answer = await answerToCommand("Norway");
    expect(buttonsOf(answer)).toEqual(["ask_0", "ask_1", "tell", "share", "rate_yes", "rate_no"]);
    await slack.press(answer, { user: "U1", actionId: "ask_0" });
    expect(await shown("You asked: When did Norway sign?")).toMatchObject({ ephemeralFor: "U1" });
    expect(bot.services.heard.map(({ conversation }) => conversation)).toEqual([
      `slack:${SELF.team}:C1:U1`,
      `slack:${SELF.team}:C1:U1`,
    ]);
    await slack.press(answer, { user: "U1", actionId: "rate_no" });
    await shown("Rated.");
    expect(bot.services.rated).toMatchObject([{ helpful: false }]);
  });

  it("share a private answer with the channel, once, and say who did", async () => {
    const answer = await answerToCommand("Norway");
    await slack.press(answer, { user: "U1", actionId: "share" });
    await slack.until(() => slack.messages("C1").some(({ ephemeralFor }) => ephemeralFor === null));
    const shared = slack.messages("C1").filter(({ ephemeralFor }) => ephemeralFor === null);
    expect(shared).toHaveLength(1);
    expect(shared[0]).toMatchObject({ text: "You asked: Norway", threadTs: null });
    expect(blockTexts(shared[0]?.blocks ?? [])).toContain("Shared by name-of-U1");
    // The button is gone from what the person sees.
    const own = () => slack.messages("C1").find(({ ts }) => ts === answer.ts);
    await slack.until(() => !buttonsOf(own() ?? answer).includes("share"));
    expect(slack.messages("C1").filter(({ ephemeralFor }) => ephemeralFor !== null)).toHaveLength(1);
  });

  it("share nothing twice: by two presses at once, nor by one on an old copy after a restart", async () => {
    const shares = () => slack.messages("C1").filter(({ ephemeralFor }) => ephemeralFor === null);
    const answer = await answerToCommand("Norway");
    slack.fail({ method: "chat.postMessage", channel: "C1", effect: { kind: "rate-limit", seconds: 1 } });
    await slack.press(answer, { user: "U1", actionId: "share" });
    await slack.press(answer, { user: "U1", actionId: "share" });
    expect(await shown("Shared before.")).toMatchObject({ ephemeralFor: "U1" });
    await slack.until(() => shares().length > 0);
    await bot.stop();
    const { again, takeShare } = bot.services;
    bot = await startBot(slack, mode, { ...standIn(undefined, FULL), again, takeShare });
    await slack.press(answer, { user: "U1", actionId: "share" });
    await slack.until(
      () => slack.messages("C1").filter(({ text }) => text === "Shared before.").length === 2,
    );
    expect(shares()).toHaveLength(1);
  });

  it("take back the half of an answer that could not be shared whole, and it can be tried again", async () => {
    await bot.stop();
    const long = Array.from({ length: 200 }, (_, n) => `• line ${n} ${"word ".repeat(10)}`).join("\n");
    bot = await startBot(
      slack,
      mode,
      standIn(() => long, FULL),
    );
    const shares = () => slack.messages("C1").filter(({ ephemeralFor }) => ephemeralFor === null);
    const answer = await answerToCommand("Norway");
    await slack.until(() => slack.messages("C1").length === 3);
    const last = slack.messages("C1").find((one) => buttonsOf(one).includes("share")) ?? answer;
    const error = { kind: "error", error: "restricted_action" } as const;
    slack.fail({ method: "chat.postMessage", after: 1, effect: error });
    await slack.press(last, { user: "U1", actionId: "share" });
    expect(await shown("Failed.")).toMatchObject({ ephemeralFor: "U1" });
    expect(shares()).toEqual([]);
    await slack.press(last, { user: "U1", actionId: "share" });
    await slack.until(() => shares().length === 3);
  });

  it("do not share where the bot is not, but say how to invite it, and it can be tried again", async () => {
    slack.directory.addChannel({ id: "C1", creator: "U1", isMember: false });
    const answer = await answerToCommand("Norway");
    await slack.press(answer, { user: "U1", actionId: "share" });
    expect(await shown("Not here: /invite @rollcall")).toMatchObject({ ephemeralFor: "U1" });
    slack.directory.addChannel({ id: "C1", creator: "U1" });
    await slack.press(answer, { user: "U1", actionId: "share" });
    await slack.until(() => slack.messages("C1").some(({ ephemeralFor }) => ephemeralFor === null));
  });

  it("offer no sharing where nobody else is, and say so when the question is not kept any more", async () => {
    expect(buttonsOf(await answerToCommand("Norway", "D1"))).not.toContain("share");
    const answer = await answerToCommand("Norway");
    await bot.stop();
    bot = await startBot(slack, mode, standIn(undefined, FULL));
    await slack.press(answer, { user: "U1", actionId: "share" });
    expect(await shown("Not again.")).toMatchObject({ ephemeralFor: "U1" });
  });

  it("do nothing with a press that they cannot have made", async () => {
    const answer = await answered();
    const forged = { ...answer, blocks: answer.blocks.slice() };
    forged.blocks.push({
      type: "actions",
      elements: [
        { type: "button", action_id: "rate_yes", text: { type: "plain_text", text: "x" }, value: "maybe" },
      ],
    });
    await slack.press(forged, { user: "U2", actionId: "rate_yes" });
    await slack.press(answer, { user: "U2", actionId: "tell" });
    await shown("Wished.");
    expect(bot.services.rated).toEqual([]);
  });

  it("ping nobody, whatever their question or the name of who shares says", async () => {
    await bot.stop();
    const followUps = ["<!channel> & <@U9> *now*?"];
    bot = await startBot(slack, mode, standIn(undefined, { ...FULL, followUps }));
    const answer = await answered();
    expect(liveTokens(answer)).toEqual([]);
    await slack.press(answer, { user: "U2", actionId: "ask_0" });
    const next = await slack.waitForMessage(({ text }) => text.includes("channel"));
    expect(liveTokens(next)).toEqual([]);
    expect(bot.services.heard.at(-1)?.text).toBe("<!channel> & <@U9> *now*?");
  });

  it("are on the Home tab too, and answer there in the direct messages", async () => {
    const home = { type: "app_home_opened", user: "U1", channel: "D1", event_ts: "1.1", ts: "1.1" };
    await slack.event({ ...home, tab: "home" });
    await slack.until(() => slack.homes.has("U1"));
    const view = slack.homes.get("U1");
    if (!view) throw new Error("no Home tab");
    expect(blockTexts(view.blocks)).toEqual([
      ...[
        "A bot.",
        "27 have signed.",
        "As of today",
        "Examples",
        "Who has signed?",
        "When did Romania sign?",
      ],
      ...["Announcements", "None yet.", "Settings", "Use /rollcall subscribe,/rollcall settings"],
    ]);
    await slack.pressHome(view, { user: "U1", actionId: "home_ask_1" });
    expect(await shown("You asked: When did Romania sign?", "D1")).toMatchObject({ threadTs: null });
    expect(bot.services.heard.at(-1)?.conversation).toBe(`slack:${SELF.team}:D1`);
  });

  it("show the Home tab in the language of the person, with the channels of the workspace", async () => {
    const readers: unknown[] = [];
    await bot.stop();
    const services = standIn();
    const channels = Array.from({ length: 20 }, (_, n) => ({ channel: `C${n}`, gets: "*all* <!here>" }));
    const home: typeof services.home = async (reader) => {
      readers.push(reader);
      return { ...(await services.home(reader)), channels };
    };
    bot = await startBot(slack, mode, { ...services, home });
    await slack.event({ type: "app_home_opened", user: "U1", channel: "D1", tab: "home", ts: "1.1" });
    await slack.until(() => slack.homes.has("U1"));
    expect(readers).toEqual([{ platform: "slack", workspace: SELF.team, locale: "de-DE" }]);
    const texts = blockTexts(slack.homes.get("U1")?.blocks ?? []).join("\n");
    expect(texts).toContain("• <#C0>: ∗all∗ &lt;!here&gt;\n");
    expect(texts).toContain("5 more");
    expect(texts).not.toContain("<!here>");
  });

  it("suggest questions where the direct messages are opened, and do without where Slack does not let them", async () => {
    const open = () => slack.event({ type: "app_home_opened", user: "U1", channel: "D1", tab: "messages" });
    const calls = () => slack.calls.filter(({ method }) => method.startsWith("assistant."));
    await open();
    await slack.until(() => calls().length === 1);
    expect(calls()[0]?.args["prompts"]).toEqual([
      { title: "Who has signed?", message: "Who has signed?" },
      { title: "When did Romania sign?", message: "When did Romania sign?" },
    ]);
    slack.directory.scopes.delete("assistant:write");
    await open();
    await slack.until(() => calls().length === 2);
    await answered();
    expect(JSON.stringify(bot.services.lines)).not.toMatch(/missing_scope|could not be suggested/);
  });

  it("answer what stands in a message to whoever uses the shortcut, and say when it holds no question", async () => {
    const message = slack.seed({ channel: "C1", user: "U9", text: "Has &lt;Norway&gt; signed?" });
    await slack.shortcut("ask_rollcall", message, "U2");
    expect(await shown("You asked: Has &lt;Norway&gt; signed?")).toMatchObject({ ephemeralFor: "U2" });
    expect(bot.services.heard.at(-1)).toMatchObject({
      ...{ text: "Has <Norway> signed?", channel: null, address: "asked" },
      conversation: `slack:${SELF.team}:C1:U2`,
    });
    await slack.shortcut("ask_rollcall", slack.seed({ channel: "C1", user: "U9", text: "" }), "U2");
    expect(await shown("No question.")).toMatchObject({ ephemeralFor: "U2" });
  });

  it("forget a person who says so to the command", async () => {
    expect(await slack.command({ channel: "C1", user: "U1", text: "forget me" })).toBeNull();
    expect(await shown("Forgotten.")).toMatchObject({ ephemeralFor: "U1" });
    expect(bot.services.forgotten).toEqual([`slack:${SELF.team}:U1`]);
    expect((await answerToCommand("forget Norway")).text).toBe("You asked: forget Norway");
  });
});
