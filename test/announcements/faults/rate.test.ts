import { webApi } from "@slack/bolt";
import { REST } from "discord.js";
import { describe, expect, it } from "vitest";
import { systemScheduler } from "../../../adapters/announcements/scheduler.ts";
import { announcementOptions, createPoster as discordPoster } from "../../../adapters/discord/poster.ts";
import { clientOptions } from "../../../adapters/slack/clients.ts";
import { createPoster as slackPoster } from "../../../adapters/slack/poster.ts";
import { openStore } from "../../../adapters/store/open-store.ts";
import type { Poster } from "../../../src/announcements/poster.ts";
import { startDiscordServer } from "../../discord/server/discord-server.ts";
import { inMatrix } from "../../fault-matrix/in-matrix.ts";
import { settingsFor } from "../../slack/bot.ts";
import { quietLog } from "../../slack/quiet-log.ts";
import { startSlackServer, TOKENS } from "../../slack/server/slack-server.ts";
import { SELF } from "../../slack/server/workspace.ts";
import { queueNews } from "../../store/queue-news.ts";
import { emptyFiles } from "../../store/temp-folder.ts";
import { dispatcherOn } from "../dispatching.ts";
import { aDestination, aKnowledge, aSignatory } from "../knowledge-fixture.ts";

const emptyFile = await emptyFiles();
/** More than a channel takes at once. */
const POSTS = 8;
const RATE = "more posts than the platform's rate";
const SIGNATORIES = ["LV", "NO", "FI", "SE", "EE", "DK", "ES", "FR", "IT"].map((code) =>
  aSignatory(code, "2019-06-14"),
);

/** These run in real time: it is the seconds of the platform that count. */
describe.concurrent("the rate of posts", { timeout: 60_000 }, () => {
  it("is a message a second in a channel of Slack, after a short burst: Slack need not refuse", async (context) => {
    inMatrix(context, { fault: RATE, where: "slack", checked: "a post a second in a channel, none refused" });
    const server = await startSlackServer();
    const refused = server.limitChannels(5);
    const options = { ...clientOptions(settingsFor(server.apiUrl, "socket")), logger: quietLog };
    const client = new webApi.WebClient(TOKENS.bot, options);
    const poster = slackPoster(client, { userId: SELF.userId, botId: SELF.botId });
    const stop = await dispatching("slack", poster, ["C0ONE"], POSTS);
    await server.waitForMessage(() => server.messages("C0ONE").length === POSTS);
    await stop();
    expect(refused()).toBe(0);
    expect(server.calls.filter(({ method }) => method === "chat.postMessage")).toHaveLength(POSTS);
    await server.close();
  });

  it("keeps to what Discord tells of a channel, and to its fifty a second: Discord need not refuse", async (context) => {
    const checked = "no faster than the headers and the whole bot allow, none refused";
    inMatrix(context, { fault: RATE, where: "discord", checked });
    const server = await startDiscordServer();
    const refused = server.limitChannels(5);
    const rest = new REST(announcementOptions({ token: server.token, apiUrl: server.apiUrl }, 5_000));
    const identity = { rest, token: server.token, self: server.botUser.id };
    const poster = discordPoster({ ...identity, publishes: () => false });
    const channels = Array.from({ length: 70 }, () => server.channel().id);
    const [one = ""] = channels;
    const fanOut = await dispatching("discord", poster, channels, 1);
    await server.waitForMessage(() => channels.every((id) => server.messages(id).length === 1));
    await fanOut();
    // The first of these is that of the fan-out, which its nonce keeps from being posted twice.
    const stop = await dispatching("discord", poster, [one], POSTS);
    await server.waitForMessage(() => server.messages(one).length === POSTS);
    await stop();
    expect(refused()).toBe(0);
    expect(server.requests).toHaveLength(channels.length + POSTS);
    // Thirty a second take two seconds, fifty would take one; a busy machine takes the first of them in late.
    const [first, last] = [server.requests[0]?.at ?? 0, server.requests[channels.length - 1]?.at ?? 0];
    expect(last - first).toBeGreaterThanOrEqual(1_500);
    await server.close();
  });
});

/** Begins to bring so many posts to each channel, one after the other. */
async function dispatching(platform: string, poster: Poster, channels: readonly string[], posts: number) {
  const store = await openStore(emptyFile());
  const destinations = channels.map((channel) => aDestination(platform, channel));
  const now = Date.now();
  for (let known = 1; known <= posts + 1; known += 1) {
    const knowledge = aKnowledge(SIGNATORIES.slice(0, known));
    await queueNews(store, knowledge, destinations, { now, apart: true });
  }
  const dispatcher = dispatcherOn({ platform, store, poster, scheduler: systemScheduler });
  return () => dispatcher.stop().then(store.close);
}
