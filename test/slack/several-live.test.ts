import { describe, expect, it, onTestFinished } from "vitest";
import type { Dispatch } from "../../src/announcements/post.ts";
import { emptyFile } from "../store/temp-folder.ts";
import { aSubscription } from "../subscriptions/subscription-fixture.ts";
import { dispatch } from "./reply.ts";
import { startSlackServer, TOKENS } from "./server/slack-server.ts";
import { type Place, startWorkspacesServer } from "./server/workspaces-server.ts";
import { type SeveralBot, severalBot, startSeveral } from "./several.ts";

const ONE = { id: "T1", name: "One" };
const TWO = { id: "T2", name: "Two" };
const SOON = 60;

async function subscribe(
  { store }: Pick<SeveralBot, "store">,
  { id: workspace }: Place,
  channel: string,
): Promise<void> {
  const next = aSubscription({ platform: "slack", workspace, channel });
  const change = { kind: "subscribed", kinds: next.kinds, language: next.language } as const;
  await store.subscriptions.change(next, () => ({ next, audit: { at: 1, actor: null, change } }));
}

const to = (channel: string): Dispatch => dispatch({}, channel);
const pauseOf = async ({ store }: SeveralBot, channel: string) =>
  (await store.subscriptions.of("slack", channel))?.pause?.reason;

describe("a workspace that takes the app away", () => {
  const GONE: ReadonlyArray<[what: string, event: Readonly<Record<string, unknown>>]> = [
    ["uninstalls", { type: "app_uninstalled" }],
    ["revokes the bot's token", { type: "tokens_revoked", tokens: { bot: ["UT1"] } }],
  ];
  for (const [what, event] of GONE) {
    it(`has its installation deleted and its channels paused with the reason, when it ${what}`, async () => {
      const bot = await severalBot();
      for (const place of [ONE, TWO]) await bot.install(place);
      await subscribe(bot, ONE, "C1");
      await subscribe(bot, TWO, "C2");
      expect(await bot.event(event, { team_id: "T1", event_time: seconds(60) })).toBe(200);
      await until(async () => (await pauseOf(bot, "C1")) === "uninstalled");
      expect(await bot.store.installations.of({ workspace: "T1", enterprise: null })).toBeNull();
      expect(await pauseOf(bot, "C2")).toBeUndefined();
      await bot.mention(ONE);
      await bot.mention(TWO);
      expect((await bot.slack.waitForPosts(1)).map(({ by }) => by)).toEqual(["T2"]);
    });
  }

  it("keeps what it installed again before Slack told, and what only people's tokens are about", async () => {
    const bot = await severalBot();
    await bot.install(ONE);
    await subscribe(bot, ONE, "C1");
    await bot.event({ type: "app_uninstalled" }, { team_id: "T1", event_time: seconds(-3600) });
    const isTold = () => bot.services.lines.some(({ msg }) => /taken away|is there again/.test(msg));
    await until(async () => isTold());
    expect(await pauseOf(bot, "C1")).toBeUndefined();
    await bot.event(
      { type: "tokens_revoked", tokens: { oauth: ["U1"] } },
      { team_id: "T1", event_time: seconds(60) },
    );
    await bot.mention(ONE);
    expect(await bot.slack.waitForPosts(1)).toHaveLength(1);
  });

  it("is a whole organisation: the channels of all workspaces without their own are paused", async () => {
    const bot = await severalBot();
    await bot.install({ id: "E1", enterprise: "E1" });
    await bot.install({ ...TWO, enterprise: "E1" });
    await subscribe(bot, ONE, "C1");
    await subscribe(bot, TWO, "C2");
    await bot.mention({ id: "T1", enterprise: "E1" });
    await bot.slack.waitForPosts(1);
    const organisation = { team_id: null, enterprise_id: "E1", event_time: seconds(60) };
    await bot.event({ type: "app_uninstalled" }, organisation);
    await until(async () => (await pauseOf(bot, "C1")) === "uninstalled");
    expect(await pauseOf(bot, "C2")).toBeUndefined();
  });
});

describe("announcing to several workspaces", () => {
  it("posts to a channel of an organisation that has subscribed, and done nothing else with the bot", async () => {
    const slack = await startWorkspacesServer();
    onTestFinished(slack.close);
    const address = await emptyFile();
    const bot = await startSeveral(slack, address, {}, (store) => ({
      manage: async (_text, { workspace, channel }) => {
        await subscribe({ store }, { id: workspace }, channel);
        return { kind: "words", words: { text: "Done.", sources: [], labels: { asOf: "", sources: "" } } };
      },
    }));
    await bot.install({ id: "E1", enterprise: "E1" });
    expect(await bot.slash("subscribe", { id: "T7", enterprise: "E1" }, "C7")).toBe(200);
    await until(async () => (await bot.store.subscriptions.of("slack", "C7")) !== null);
    await bot.stop();
    // Knows nothing but what is kept.
    const later = await startSeveral(slack, address);
    expect(await later.poster.send(to("C7"))).toMatchObject({ kind: "sent" });
    expect(slack.posts.map(({ by, channel }) => [by, channel])).toEqual([["E1", "C7"]]);
  });

  it("posts in the workspace of each channel, and in an organisation's", async () => {
    const bot = await severalBot();
    for (const place of [ONE, TWO, { id: "E1", enterprise: "E1" }]) await bot.install(place);
    await subscribe(bot, TWO, "C2");
    await subscribe(bot, ONE, "C1");
    await subscribe(bot, { id: "T7" }, "C7");
    await bot.mention({ id: "T7", enterprise: "E1" });
    await bot.slack.waitForPosts(1);
    for (const channel of ["C1", "C2", "C7"]) {
      expect(await bot.poster.send(to(channel))).toMatchObject({ kind: "sent" });
    }
    expect(bot.slack.posts.slice(1).map(({ by, channel }) => [by, channel])).toEqual([
      ["T1", "C1"],
      ["T2", "C2"],
      ["E1", "C7"],
    ]);
  });

  it("closes the channels of a workspace that is not there, or whose token is refused, and no others", async () => {
    const bot = await severalBot();
    for (const place of [ONE, TWO]) await bot.install(place);
    await subscribe(bot, ONE, "C1");
    await subscribe(bot, TWO, "C2");
    await subscribe(bot, { id: "T3" }, "C3");
    bot.slack.spoil("T1", "token_revoked");
    const closed = { kind: "failed", lasting: true, closed: "uninstalled" };
    expect(await bot.poster.send(to("C1"))).toEqual({
      ...closed,
      reason: expect.stringContaining("token_revoked"),
    });
    expect(await bot.poster.send(to("C3"))).toEqual({
      ...closed,
      reason: expect.stringContaining("not_installed"),
    });
    expect(await bot.poster.send(to("C9"))).toMatchObject(closed);
    expect(await bot.poster.send(to("C2"))).toMatchObject({ kind: "sent" });
  });

  it("spares a workspace that asks to wait, and none beside it", async () => {
    const bot = await severalBot();
    for (const place of [ONE, TWO]) await bot.install(place);
    for (const channel of ["C1", "C2", "C3", "C4"]) await subscribe(bot, ONE, channel);
    await subscribe(bot, TWO, "C5");
    bot.slack.limit("T1", 3);
    const busy = { kind: "busy", scope: "workspace" };
    for (const channel of ["C1", "C2", "C3"]) expect(await bot.poster.send(to(channel))).toMatchObject(busy);
    // Slack would take this one: nothing is asked of it as long as the workspace is to be spared.
    expect(await bot.poster.send(to("C4"))).toMatchObject(busy);
    expect(await bot.poster.send(to("C5"))).toMatchObject({ kind: "sent" });
  });

  it("posts to a channel of the settings, and one that nobody subscribed, by the bot token", async () => {
    const slack = await startWorkspacesServer();
    const first = await startSeveral(slack, await emptyFile());
    await first.install({ id: "T9" });
    const kept = await first.store.installations.of({ workspace: "T9", enterprise: null });
    const botToken = kept?.installation.bot.token ?? "";
    const bot = await startSeveral(slack, await emptyFile(), { botToken });
    await bot.install(ONE);
    await subscribe(bot, ONE, "C1");
    for (const channel of ["C1", "C9"]) await bot.poster.send(to(channel));
    expect(slack.posts.map(({ by, channel }) => [by, channel])).toEqual([
      ["T1", "C1"],
      ["T9", "C9"],
    ]);
    await bot.mention({ id: "T9" });
    expect((await slack.waitForPosts(3)).at(-1)?.by).toBe("T9");
    await slack.close();
  });

  it("tells a subscriber in the workspace of the channel", async () => {
    const bot = await severalBot();
    for (const place of [ONE, TWO]) await bot.install(place);
    await subscribe(bot, TWO, "C2");
    const words = { text: "It is paused.", sources: [], labels: { asOf: "", sources: "" } };
    const { words: told } = { words: { ...words, language: "en" } };
    expect(await bot.tell("U1", { words: told, channel: "C2", workspace: "T2" })).toBe(true);
    expect(await bot.tell("U2", { words: told, channel: null, workspace: "T1" })).toBe(true);
    expect(bot.slack.posts).toMatchObject([
      { by: "T2", channel: "U1" },
      { by: "T1", channel: "U2" },
    ]);
    expect(await bot.tell("U1", { words: told, channel: "C9", workspace: "T2" })).toBe(false);
  });
});

describe("tokens that expire", () => {
  it("are renewed before they do, stored, and used", async () => {
    const bot = await severalBot();
    bot.slack.rotate(SOON);
    await bot.install(ONE);
    bot.slack.rotate(12 * 3600);
    bot.slack.spoil("T1", "token_expired");
    await bot.mention(ONE);
    await bot.slack.waitForPosts(1);
    expect(bot.slack.refreshed).toHaveLength(1);
    const kept = await bot.store.installations.of({ workspace: "T1", enterprise: null });
    expect(kept?.revision).toBe(2);
    await bot.mention(ONE);
    await bot.slack.waitForPosts(2);
    expect(bot.slack.refreshed).toHaveLength(1);
  });

  it("are renewed once, however many processes find them over at the same moment", async () => {
    const slack = await startWorkspacesServer();
    const address = await emptyFile();
    const bots = await Promise.all([1, 2, 3].map(() => startSeveral(slack, address)));
    slack.rotate(-1);
    await bots[0]?.install(ONE);
    slack.rotate(12 * 3600);
    slack.spoil("T1", "token_expired");
    await Promise.all([...bots, ...bots].map((bot, index) => bot.mention(ONE, `C${index}`)));
    const posts = await slack.waitForPosts(6);
    expect(new Set(posts.map(({ channel }) => channel)).size).toBe(6);
    expect(slack.refreshed).toHaveLength(1);
    await slack.close();
  });

  it("stay as they are when they cannot be renewed, and nobody asks Slack again at once", async () => {
    const bot = await severalBot();
    bot.slack.rotate(SOON);
    await bot.install(ONE);
    const kept = await bot.store.installations.of({ workspace: "T1", enterprise: null });
    if (!kept) throw new Error("not installed");
    const { installation } = kept;
    const used = { ...installation, bot: { ...installation.bot, refreshToken: "xoxe-used" } };
    await bot.store.installations.renew(kept, used);
    for (let times = 1; times <= 3; times += 1) {
      await bot.mention(ONE);
      await bot.slack.waitForPosts(times);
    }
    expect(bot.slack.refreshed).toEqual(["xoxe-used"]);
    expect(JSON.stringify(bot.services.lines)).toContain("could not be renewed");
    expect(JSON.stringify(bot.services.lines)).not.toContain("xoxe-used");
  });
});

describe("several workspaces in Socket Mode", () => {
  it("have the pages beside the socket, and no events there", async () => {
    const socket = await startSlackServer();
    const bot = await severalBot({
      ...{ connection: { kind: "socket", appToken: TOKENS.app }, apiUrl: socket.apiUrl },
    });
    expect(socket.sockets.count()).toBe(1);
    expect((await bot.begin()).html).toContain("Go on to Slack");
    expect((await fetch(bot.url("/health"))).status).toBe(200);
    expect((await fetch(bot.url("/slack/events"), { method: "POST", body: "{}" })).status).toBe(404);
    await bot.stop();
    await expect(fetch(bot.url("/health"))).rejects.toThrow();
    await socket.close();
  });
});

function seconds(fromNow: number): number {
  return Math.floor(Date.now() / 1000) + fromNow;
}

/** Looks again, as often as it takes, with all else having its turn. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setImmediate(resolve));
}
