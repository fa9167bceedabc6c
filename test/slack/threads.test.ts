import { once } from "node:events";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { HeardWords } from "../../adapters/platform.ts";
import { answersIn, answerTo, type Bot, MODES, standIn, startBot } from "./bot.ts";
import { blockTexts } from "./server/limits.ts";
import { type SlackServer, startSlackServer } from "./server/slack-server.ts";
import { SELF, type StoredMessage } from "./server/workspace.ts";

const CALL = `<@${SELF.userId}>`;

describe.each(MODES)("a conversation in Slack by %s", (mode) => {
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
  const ask = (text: string, threadTs?: string, user = "U1") =>
    slack.say({ channel: "C1", user, text, threadTs });
  /** All that came before has been taken once this is answered. */
  const settled = async () => {
    await slack.mention({ channel: "C8", user: "U8", text: "settled?" });
    await answered("settled?");
  };

  it("answers a mention once though Slack tells of it as a message too", async () => {
    const { ts } = await ask(`${CALL} has Norway signed?`);
    await slack.event({
      ...{ type: "app_mention", channel: "C1", user: "U1", ts, event_ts: ts },
      text: `${CALL} has Norway signed?`,
    });
    expect(await answered("has Norway signed?")).toMatchObject({ threadTs: ts });
    await settled();
    expect(answers("C1")).toHaveLength(1);
  });

  it("hears what follows in a thread without a mention, as followed, and answers in the thread", async () => {
    const { ts } = await ask(`${CALL} has Norway signed?`);
    await answered("has Norway signed?");
    await ask("and Sweden?", ts, "U2");
    expect(await answered("and Sweden?")).toMatchObject({ channel: "C1", threadTs: ts });
    expect(bot.services.heard.map(({ address, conversation }) => [address, conversation])).toEqual([
      ["asked", `slack:${SELF.team}:C1:${ts}`],
      ["followed", `slack:${SELF.team}:C1:${ts}`],
    ]);
  });

  it("overhears a channel only where it is set to, and a group message like a channel", async () => {
    await bot.stop();
    const services = standIn();
    const settingsOf = (_: string, channel: string) =>
      ({ mode: channel === "C2" ? "automatic" : "mentions", language: null }) as const;
    bot = await startBot(slack, mode, { ...services, settingsOf });
    for (const channel of ["C1", "GM1", "C2"]) {
      await slack.say({ channel, user: "U1", text: `who has signed in ${channel}?` });
    }
    await slack.say({ channel: "GM1", user: "U1", text: `${CALL} and here?` });
    expect(await answered("and here?")).toMatchObject({ channel: "GM1" });
    await answered("who has signed in C2?");
    expect(services.heard.map(({ address, channel }) => [address, channel])).toEqual([
      ["overheard", "C2"],
      ["asked", "GM1"],
    ]);
  });

  it("can read what people said before in a thread that it is called into, oldest first", async () => {
    const earlier: Array<Promise<readonly string[]>> = [];
    await bot.stop();
    const services = standIn();
    const hear = async (heard: HeardWords) => {
      if (heard.earlier) earlier.push(heard.earlier());
      return services.hear(heard);
    };
    bot = await startBot(slack, mode, { ...services, hear });
    const root = slack.seed({ channel: "C1", user: "U1", text: "Has &lt;Norway&gt; signed?" });
    slack.seed({ channel: "C1", user: "UBOT2", botId: "B2", text: "I am a bot", threadTs: root.ts });
    slack.seed({ channel: "C1", user: "U2", text: "and <https://example.org|Sweden>?", threadTs: root.ts });
    await ask(CALL, root.ts);
    await answered("help");
    expect(await Promise.all(earlier)).toEqual([["Has <Norway> signed?", "and Sweden?"]]);
    await ask(`${CALL} alone`);
    await answered("alone");
    expect(earlier).toHaveLength(1);
  });

  it("answers without them when Slack does not tell, or not in time", async () => {
    const said: Array<readonly string[]> = [];
    await bot.stop();
    const services = standIn();
    const hear = async (heard: HeardWords) => {
      said.push((await heard.earlier?.()) ?? ["none asked for"]);
      return services.hear(heard);
    };
    bot = await startBot(slack, mode, { ...services, hear });
    slack.fail({ method: "conversations.replies", effect: { kind: "error", error: "missing_scope" } });
    const { ts } = slack.seed({ channel: "C1", user: "U1", text: "Has Norway signed?" });
    await ask(`${CALL} one`, ts);
    await answered("one");
    slack.fail({ method: "conversations.replies", effect: { kind: "hang" } });
    await ask(`${CALL} two`, ts);
    await answered("two");
    expect(said).toEqual([[], []]);
  });

  it("changes its answer when the question is edited, and says nothing new when it is not", async () => {
    const { ts } = await ask(`${CALL} has Norway signed?`);
    const first = await answered("has Norway signed?");
    await slack.edit("C1", ts, `${CALL} has Sweden signed?`);
    expect(await answered("has Sweden signed?")).toMatchObject({ ts: first.ts, threadTs: ts });
    // A preview of a link, or a reply below, comes as a change too.
    await slack.edit("C1", ts, `${CALL} has Sweden signed?`);
    await settled();
    expect(answers("C1")).toHaveLength(1);
  });

  it("waits with an edit until the answer that it changes stands", async () => {
    slack.fail({ method: "chat.postMessage", channel: "C1", effect: { kind: "rate-limit", seconds: 1 } });
    const { ts } = await ask(`${CALL} first words`);
    await slack.edit("C1", ts, `${CALL} second words`);
    await answered("second words");
    expect(answers("C1")).toHaveLength(1);
  });

  it("answers a question though Slack tells of an edit of it first, which is still looked at", async () => {
    await bot.stop();
    const services = standIn();
    const looked = new AbortController();
    const edited = async (heard: HeardWords) => {
      await once(looked.signal, "abort");
      return services.edited(heard);
    };
    bot = await startBot(slack, mode, { ...services, edited });
    const text = `${CALL} has Norway signed?`;
    const { ts } = slack.seed({ channel: "C1", user: "U1", text: `${text} Sorry` });
    await slack.edit("C1", ts, text);
    await slack.event({
      ...{ type: "message", channel: "C1", channel_type: "channel", user: "U1", text, ts, event_ts: ts },
    });
    await settled();
    looked.abort();
    expect(await answered("has Norway signed?")).toMatchObject({ threadTs: ts });
  });

  it("makes more messages of an answer that an edit makes longer, and fewer of a shorter one", async () => {
    await bot.stop();
    const long = Array.from({ length: 200 }, (_, n) => `• line ${n} ${"word ".repeat(10)}`).join("\n");
    bot = await startBot(
      slack,
      mode,
      standIn(({ text }) => (text.startsWith("long") ? long : text)),
    );
    const shown = () => answers("C1").map(({ text }) => text.slice(0, 8));
    const { ts } = await ask(`${CALL} short`);
    await slack.until(() => shown().join() === "short");
    const [before] = answers("C1");
    await slack.edit("C1", ts, `${CALL} long`);
    await slack.until(() => answers("C1").length === 3);
    expect(answers("C1")[0]?.ts).toBe(before?.ts);
    expect(
      answers("C1")
        .flatMap(({ blocks }) => blockTexts(blocks))
        .join("\n"),
    ).toContain("line 199");
    const sources = answers("C1").map(({ blocks }) => blocks.some(({ type }) => type === "context"));
    expect(sources).toEqual([false, false, true]);
    await slack.edit("C1", ts, `${CALL} brief`);
    await slack.until(() => shown().join() === "brief");
  });

  it("answers a message that an edit turns into a question to it, in its place", async () => {
    const { ts } = await ask("has Norway signed?");
    await slack.edit("C1", ts, `${CALL} has Norway signed?`);
    expect(await answered("has Norway signed?")).toMatchObject({ threadTs: ts });
    await slack.edit("C1", ts, `${CALL} has Norway signed yet?`);
    await answered("has Norway signed yet?");
    expect(answers("C1")).toHaveLength(1);
  });

  it("takes its answer away with the question, a tombstone over replies included", async () => {
    const { ts } = await ask(`${CALL} has Norway signed?`);
    await answered("has Norway signed?");
    await slack.remove("C1", ts);
    await slack.until(() => answers("C1").length === 0);
    const second = await ask(`${CALL} has Sweden signed?`);
    await answered("has Sweden signed?");
    const tombstone = { type: "message", subtype: "tombstone", ts: second.ts, user: "USLACKBOT" };
    await slack.event({
      ...{ type: "message", subtype: "message_changed", channel: "C1", channel_type: "channel" },
      ...{ ts: "1.1", event_ts: "1.1", message: { ...tombstone, text: "This message was deleted." } },
    });
    await slack.until(() => answers("C1").length === 0);
  });

  it("answers on without tables and feedback where Slack does not know them", async () => {
    await bot.stop();
    const table = { header: ["Country"], rows: [["Norway"], ["Sweden"], ["Spain"]] };
    bot = await startBot(slack, mode, standIn(undefined, { table, rateable: true }));
    await ask(`${CALL} new?`);
    const types = ({ blocks }: StoredMessage) => blocks.map(({ type }) => type);
    expect(types(await answered("new?"))).toEqual(["section", "table", "context", "context_actions"]);
    slack.fail({ method: "chat.postMessage", effect: { kind: "error", error: "invalid_blocks" } });
    await ask(`${CALL} old?`);
    expect(types(await answered("old?"))).toEqual(["section", "context", "actions"]);
    const before = slack.calls.length;
    await ask(`${CALL} again?`);
    expect(types(await answered("again?"))).toEqual(["section", "context", "actions"]);
    expect(slack.calls.length - before).toBe(1);
  });
});
