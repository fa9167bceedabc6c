import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Store } from "../../adapters/store/store.ts";
import { VERBS } from "../../src/subscriptions/command.ts";
import { openEngine } from "../questions/engine.ts";
import { manageOver, ownStore } from "../subscriptions/managing.ts";
import { type Bot, MODES, standIn, startBot } from "./bot.ts";
import { liveTokens } from "./live-tokens.ts";
import { blockTexts } from "./server/limits.ts";
import { type SlackServer, startSlackServer } from "./server/slack-server.ts";
import { SELF, type StoredMessage } from "./server/workspace.ts";

const { knowledge } = await openEngine();
const DENIED = /^Only an admin or owner of the workspace, or whoever created this channel/;

describe.each(MODES)("managing a channel in Slack by %s", (mode) => {
  let slack: SlackServer;
  let store: Store;
  let bot: Bot;
  let services: ReturnType<typeof standIn>;

  beforeEach(async () => {
    slack = await startSlackServer();
    slack.directory.addMember({ id: "U0ADMIN", isAdmin: true });
    slack.directory.addMember({ id: "U0OWNER", isOwner: true });
    slack.directory.addMember({ id: "U0MAKER" });
    slack.directory.addMember({ id: "U0OTHER" });
    slack.directory.addMember({ id: "U0GUEST", team: "T0ELSEWHERE", isAdmin: true });
    slack.directory.addChannel({ id: "C1", creator: "U0MAKER" });
    store = await ownStore();
    services = standIn();
    bot = await startBot(slack, mode, { ...services, manage: manageOver(store, knowledge) });
  });
  afterEach(async () => {
    await bot.stop();
    await slack.close();
  });

  /** What only the person who used the command sees; it comes after the acknowledgement, which is empty. */
  async function answerTo(text: string, user = "U0ADMIN", channel = "C1"): Promise<StoredMessage> {
    const before = new Set(slack.messages(channel));
    expect(await slack.command({ channel, user, text })).toBeNull();
    return slack.waitForMessage(
      (message) => message.channel === channel && message.ephemeralFor === user && !before.has(message),
    );
  }
  const wordsFor = async (text: string, user?: string) => (await answerTo(text, user)).text;
  const kinds = async () => (await store.subscriptions.of("slack", "C1"))?.kinds;

  it("has nothing to set in a direct message, where it always answers", async () => {
    for (const text of ["settings", "settings off", "subscribe"]) {
      const shown = await answerTo(text, "U0ADMIN", "D1");
      expect(shown.text).toMatch(/^In a direct message I always answer/);
    }
  });

  it("does once what Slack delivers twice", async () => {
    await bot.stop();
    const asked: string[] = [];
    services = standIn();
    const manage: typeof services.manage = (text) => {
      asked.push(text);
      return text === "subscribe" ? Promise.reject(new Error("the store is away")) : null;
    };
    const forget: typeof services.forget = async () => `Forgotten ${asked.push("forget")}.`;
    bot = await startBot(slack, mode, { ...services, manage, forget });
    for (const text of ["subscribe", "forget me"]) {
      const use = { channel: "C1", user: "U0ADMIN", text, trigger: `trigger of ${text}` };
      for (let times = 0; times < 3; times += 1) expect(await slack.command(use)).toBeNull();
    }
    const question = { channel: "C1", user: "U0ADMIN", text: "Norway", trigger: "t" };
    expect(await slack.command(question)).not.toBeNull();
    expect(await slack.command(question)).toBeNull();
    await slack.waitForMessage(({ text }) => text.startsWith("Forgotten"));
    expect(asked).toEqual(["subscribe", "forget", "Norway"]);
  });

  it("subscribes for an admin, an owner and the channel's creator, and tells them alone", async () => {
    for (const user of ["U0ADMIN", "U0OWNER", "U0MAKER"]) {
      const shown = await answerTo("subscribe milestones in fr", user);
      // The client's language is not told with the command, so the channel's decides.
      expect([user, shown.text]).toEqual([
        user,
        expect.stringMatching(/milestones, in French|étapes, en français/),
      ]);
      expect(liveTokens(shown)).toEqual([]);
      await answerTo("unsubscribe", user);
    }
    await answerTo("subscribe milestones");
    expect(await store.subscriptions.of("slack", "C1")).toMatchObject({
      ...{ workspace: SELF.team, kinds: ["milestone"], language: "fr", subscriber: "U0ADMIN" },
    });
  });

  it("shows anyone how the channel is set, and who can change it", async () => {
    await answerTo("subscribe milestones");
    const who =
      / Only an admin or owner of the workspace, or whoever created this channel, can change that\.$/;
    for (const text of ["subscriptions", "settings"]) {
      const shown = await wordsFor(text, "U0OTHER");
      expect(shown).toMatch(text === "settings" ? /^In this channel I answer/ : /^This channel gets: milest/);
      expect(shown).toMatch(who);
      expect(shown).not.toContain("To change that");
    }
  });

  it("denies all else to anyone else, an admin of another workspace included", async () => {
    for (const user of ["U0OTHER", "U0GUEST", "U0NOBODY"]) {
      for (const verb of VERBS.filter((one) => one !== "subscriptions"))
        expect([verb, await wordsFor(verb, user)]).toEqual([verb, expect.stringMatching(DENIED)]);
    }
    expect(await kinds()).toBeUndefined();
  });

  it("denies it when Slack does not tell who someone is: no scope, no answer", async () => {
    for (const scope of ["users:read", "channels:read"]) slack.directory.scopes.delete(scope);
    expect(await wordsFor("subscribe")).toMatch(DENIED);
    expect(await wordsFor("subscribe", "U0MAKER")).toContain(
      "“users:read”, “channels:read” and “groups:read”",
    );
    slack.directory.scopes.add("users:read");
    slack.fail({ method: "users.info", effect: { kind: "status", status: 500 }, times: 3 });
    expect(await wordsFor("subscribe")).toMatch(DENIED);
    expect(await kinds()).toBeUndefined();
  });

  it("does not subscribe a channel that the bot is not in, and says how to mend it", async () => {
    slack.directory.addChannel({ id: "C1", creator: "U0MAKER", isMember: false });
    expect(await wordsFor("subscribe")).toMatch(
      /^Nothing has changed, because posting here would fail:\n• .*It needs “\/invite @rollcall”\.$/,
    );
    slack.directory.addChannel({ id: "C1", creator: "U0MAKER", isMember: false, isPrivate: true });
    expect(await wordsFor("subscribe")).toContain("“/invite @rollcall”");
    slack.directory.addChannel({ id: "C1", creator: "U0MAKER" });
    expect(await wordsFor("subscribe")).toMatch(/^This channel now gets/);
  });

  it("checks scopes, membership, and whether the channel is archived, for the doctor", async () => {
    expect((await wordsFor("doctor")).split("\n")).toHaveLength(5);
    expect(await wordsFor("doctor")).toMatch(/^Posting here works:\n• The bot sees this channel/);
    slack.directory.scopes.delete("channels:history");
    expect(await wordsFor("doctor")).toMatch(
      /^Posting here works:[\s\S]*“channels:history”; posting works without/,
    );
    slack.directory.scopes.delete("chat:write");
    slack.directory.addChannel({ id: "C1", creator: "U0MAKER", isArchived: true });
    expect(await wordsFor("doctor")).toMatch(
      /^Posting here would fail:[\s\S]*archived[\s\S]*It needs “chat:write”/,
    );
    slack.directory.scopes.delete("channels:read");
    expect(await wordsFor("doctor")).toContain("It needs “channels:read” and “groups:read”");
    slack.fail({ method: "conversations.info", effect: { kind: "status", status: 500 }, times: 6 });
    expect(await wordsFor("doctor")).toContain("the platform did not answer");
  });

  it("shows a preview as the post would look, to the asker alone", async () => {
    const shown = await answerTo("preview");
    expect(shown.text).toMatch(/^Romania has signed the 1\+ Million Genomes declaration/);
    expect(blockTexts(shown.blocks).at(-1)).toMatch(/^As of .* · Preview$/);
    expect(slack.messages("C1").filter(({ ephemeralFor }) => ephemeralFor === null)).toEqual([]);
  });

  it("takes a verb only as the first word; all else is a question, answered as ever", async () => {
    for (const text of ["who can subscribe?", "please subscribe", "has Norway signed?"]) {
      expect(await slack.command({ channel: "C1", user: "U0ADMIN", text })).toMatchObject({
        text: `You asked: ${text}`,
      });
    }
    expect(await kinds()).toBeUndefined();
  });

  it("offers the nearest command for a misspelt one, and carries nothing out", async () => {
    expect(await wordsFor("subscrbe milestones")).toContain("“/rollcall subscribe milestones”");
    expect(await wordsFor("hepl", "U0OTHER")).toContain("“/rollcall help”");
    expect(await kinds()).toBeUndefined();
    expect(await slack.command({ channel: "C1", user: "U0ADMIN", text: "Serbia" })).toMatchObject({
      text: "You asked: Serbia",
    });
  });

  it("speaks the language of the person's client, where Slack tells it", async () => {
    slack.directory.addMember({ id: "U0ADMIN", isAdmin: true, locale: "fr-FR" });
    expect(await wordsFor("subscrbe")).toMatch(/^Je ne connais pas de commande/);
    expect(await wordsFor("subscriptions")).toMatch(/^Ce canal ne reçoit aucune annonce/);
    expect(slack.calls.filter(({ method }) => method === "users.info")).toHaveLength(2);
    slack.directory.scopes.delete("users:read");
    expect(await wordsFor("subscrbe")).toMatch(/^I know no command/);
  });

  it("forgets a person in their language, and holds nothing up for it where Slack does not tell it in time", async () => {
    const locales: Array<string | undefined> = [];
    await bot.stop();
    const own = standIn();
    const forget: typeof own.forget = (who) => {
      locales.push(who.locale);
      return own.forget(who);
    };
    bot = await startBot(slack, mode, { ...own, forget });
    slack.directory.addMember({ id: "U0OTHER", locale: "nb-NO" });
    expect(await wordsFor("forget me", "U0OTHER")).toBe("Forgotten.");
    slack.fail({ method: "users.info", effect: { kind: "hang" } });
    expect(await wordsFor("forget me", "U0OTHER")).toBe("Forgotten.");
    expect(locales).toEqual(["nb-NO", undefined]);
  });

  it("pings nobody with what someone typed", async () => {
    for (const text of ["subscribe <!channel> <@U1> *bold*", "subscrbe <!channel> <@U1>"]) {
      const shown = await answerTo(text);
      expect(shown.text).toContain("&lt;!channel&gt;");
      expect(liveTokens(shown)).toEqual([]);
    }
  });

  it("tells a person of their channel by a direct message, and says whether it could", async () => {
    const labels = { asOf: "As of 13 March 2026", sources: "Sources:" };
    const words = { text: "Posting there failed.", sources: [], labels };
    expect(await bot.tell("U0ADMIN", { words, channel: "C1", workspace: "" })).toBe(true);
    const [told] = slack.messages("U0ADMIN");
    expect(told?.text).toBe("Posting there failed.");
    expect(blockTexts(told?.blocks ?? [])).toEqual(["Posting there failed.", "<#C1>"]);
    slack.fail({ method: "chat.postMessage", effect: { kind: "error", error: "messages_tab_disabled" } });
    expect(await bot.tell("U0ADMIN", { words, channel: "<!here>", workspace: "" })).toBe(false);
    expect(services.lines.map(({ msg }) => msg)).toContain("Slack did not take a direct message.");
  });
});
