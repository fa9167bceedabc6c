import { writeFile } from "node:fs/promises";
import { MessageFlags, PermissionFlagsBits } from "discord-api-types/v10";
import { describe, expect, it } from "vitest";
import { startBot } from "../life-cycle/bot-process.ts";
import type { SlackServer } from "../slack/server/slack-server.ts";
import type { StoredMessage } from "../slack/server/workspace.ts";
import { countryFile } from "./country-file.ts";
import { deployment, logged, shownInSlack } from "./deployment.ts";
import { within } from "./within.ts";

const POLAND = { code: "PL", day: "2026-04-20", ordinal: 28, url: "https://example.org/poland-signs" };
const SLOVAKIA = { code: "SK", day: "2026-05-11", ordinal: 29, url: "https://example.org/slovakia-signs" };
const PATIENCE_MS = 20_000;
const [HERE, ADMIN] = ["C0SUBSCRIBED", "U0ADMIN"];

describe("a bot that channels subscribe to", () => {
  it("posts to them in their language, not to who unsubscribed, and tells of a channel that was archived", async () => {
    const { slack, discord, news, environment } = await deployment();
    slack.directory.addMember({ id: ADMIN, isAdmin: true });
    slack.directory.addChannel({ id: HERE, creator: "U0OTHER" });
    const bot = startBot(environment);
    const signs = ["rollcall: ready", "slack: started", "discord: started"];
    await within(PATIENCE_MS, "the start", Promise.all(signs.map((part) => logged(bot, part))));

    expect(await said(slack, HERE, "subscribe new signatories in German")).toMatch(
      /^This channel now gets: new signatories, in German\.|^Dieser Kanal bekommt jetzt/,
    );
    slack.directory.addChannel({ id: news.slack, creator: "U0OTHER" });
    expect(await said(slack, news.slack, "unsubscribe")).toMatch(/^This channel now gets no announcements/);
    const there = discord.channel();
    const may = PermissionFlagsBits.ManageChannels;
    const use = { subcommand: "subscribe", channel: there, may };
    await discord.slash("announcements", { news: "all", language: "fr" }, use);
    const echo = await discord.waitForMessage(({ channel_id }) => channel_id === there.id);
    expect(echo.content).toMatch(/^This channel now gets: .* in French\./);
    expect(Number(echo.flags) & MessageFlags.Ephemeral).toBe(MessageFlags.Ephemeral);

    const folder = `${environment.KNOWLEDGE_DIR}/signatories`;
    await writeFile(`${folder}/poland.yaml`, countryFile(POLAND));
    const inSlack = slack.waitForMessage((post) => post.channel === HERE && shows(post, POLAND.url));
    expect((await within(PATIENCE_MS, "the German post", inSlack)).text).toMatch(/^Polen hat am 20\. April/);
    const inDiscord = discord.waitForMessage(
      ({ channel_id, content }) => channel_id === there.id && content.includes(POLAND.url),
    );
    expect((await within(PATIENCE_MS, "the French post", inDiscord)).content).toMatch(/^La Pologne a signé/);

    slack.directory.addChannel({ id: HERE, creator: "U0OTHER", isArchived: true });
    await writeFile(`${folder}/slovakia.yaml`, countryFile(SLOVAKIA));
    const told = slack.waitForMessage(({ channel }) => channel === ADMIN);
    expect((await within(PATIENCE_MS, "the direct message", told)).text).toMatch(
      /Der Kanal ist archiviert.*„\/rollcall resume“/,
    );
    expect(await said(slack, HERE, "subscriptions")).toMatch(/archiv/);
    expect(slack.messages(news.slack).filter(({ ephemeralFor }) => ephemeralFor === null)).toEqual([]);

    bot.signal("SIGTERM");
    expect((await within(PATIENCE_MS, "the end", bot.ended)).code).toBe(0);
    expect(discord.violations()).toEqual([]);
  }, 90_000);
});

/** What the admin alone sees after `/rollcall …`. */
async function said(slack: SlackServer, channel: string, text: string): Promise<string> {
  const before = new Set(slack.messages(channel));
  await slack.command({ channel, user: ADMIN, text });
  const answer = slack.waitForMessage((message) => {
    return message.channel === channel && message.ephemeralFor === ADMIN && !before.has(message);
  });
  return (await within(PATIENCE_MS, text, answer)).text;
}

function shows(post: StoredMessage, url: string): boolean {
  return shownInSlack(post).includes(url);
}
