import { type APIMessage, Locale, MessageFlags, PermissionFlagsBits } from "discord-api-types/v10";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Store } from "../../adapters/store/store.ts";
import { VERBS } from "../../src/subscriptions/command.ts";
import { openEngine } from "../questions/engine.ts";
import { manageOver, ownStore } from "../subscriptions/managing.ts";
import { type RunningBot, runBot } from "./running-bot.ts";
import type { Channel } from "./server/world.ts";
import { standIn } from "./stand-in.ts";

const { knowledge } = await openEngine();
const MANAGER = PermissionFlagsBits.ManageChannels;

let bot: RunningBot;
let store: Store;
let channel: Channel;

beforeEach(async () => {
  store = await ownStore();
  bot = await runBot({ ...standIn(), manage: manageOver(store, knowledge) });
  channel = bot.server.channel();
});
afterEach(() => bot.close());

interface Use {
  readonly may?: bigint;
  readonly locale?: Locale;
  readonly at?: Channel;
}

/** What only the person who used the command sees, once the answer that was put off has come. */
async function answerTo(
  subcommand: string,
  options: Readonly<Record<string, string>> = {},
  { may = MANAGER, locale = Locale.EnglishGB, at = channel }: Use = {},
): Promise<APIMessage> {
  const { server } = bot;
  const before = new Set(server.messages(at.id).map(({ id }) => id));
  const deferred = await server.slash("announcements", options, { subcommand, channel: at, may, locale });
  expect(deferred).toMatchObject({ type: 5, data: { flags: MessageFlags.Ephemeral } });
  return server.waitForMessage(({ id, channel_id }) => channel_id === at.id && !before.has(id));
}

async function wordsFor(...use: Parameters<typeof answerTo>): Promise<string> {
  return (await answerTo(...use)).content.replaceAll("\\", "");
}

const stored = () => store.subscriptions.of("discord", channel.id);

describe("/announcements", () => {
  it("subscribes the channel, and tells exactly what it gets to the asker alone", async () => {
    const shown = await answerTo("subscribe", { news: "corrections", language: "de" });
    expect(shown.content).toMatch(/^This channel now gets: corrections, in German\. It does not get: /);
    expect(shown.content).toContain("“/announcements unsubscribe”");
    expect(shown.flags).toBe(MessageFlags.Ephemeral | MessageFlags.SuppressEmbeds);
    expect(await stored()).toMatchObject({ kinds: ["correction"], language: "de" });
    expect((await stored())?.workspace).toMatch(/^\d+$/);
  });

  it("answers in the language of the client", async () => {
    expect(await wordsFor("subscriptions", {}, { locale: Locale.German })).toMatch(
      /^Dieser Kanal bekommt keine Ankündigungen\./,
    );
  });

  it("pauses, resumes and unsubscribes", async () => {
    await answerTo("subscribe");
    expect(await wordsFor("pause", { time: "2w" })).toMatch(
      /^Announcements here are paused until 6 December/,
    );
    expect(await wordsFor("pause", { time: "soon" })).toContain("“soon”");
    expect(await wordsFor("resume")).toMatch(/^Announcements are posted here again/);
    expect(await wordsFor("unsubscribe", { news: "corrections" })).toContain("signatories and withdrawals");
    expect(await wordsFor("unsubscribe")).toMatch(/^This channel now gets no announcements/);
    expect((await wordsFor("audit")).split("\n")).toHaveLength(6);
  });

  it("shows how the channel is set to whom Discord let through, and who can change it", async () => {
    const may = PermissionFlagsBits.ManageMessages;
    const who = " Only who has “Manage Channels” in this channel can change that.";
    expect(await wordsFor("subscriptions", {}, { may })).toBe(`This channel gets no announcements.${who}`);
    expect(await wordsFor("settings", {}, { may })).toMatch(/^In this channel I answer when .* that\.$/);
    expect(await wordsFor("settings", { mode: "off" }, { may })).toContain("Nothing has changed");
  });

  it("denies all else to who may not manage the channel, whatever Discord let through", async () => {
    for (const verb of VERBS.filter((one) => one !== "subscriptions")) {
      expect([verb, await wordsFor(verb, {}, { may: PermissionFlagsBits.ManageMessages })]).toEqual([
        verb,
        "Only who has “Manage Channels” in this channel can do that. Nothing has changed.",
      ]);
    }
    expect(await stored()).toBeNull();
  });

  it("takes an administrator for someone who may", async () => {
    const may = PermissionFlagsBits.Administrator;
    expect(await wordsFor("subscribe", {}, { may })).toMatch(/^This channel now gets/);
  });

  it("does not subscribe a channel in which the bot may not write, and says what it needs", async () => {
    channel = bot.server.channel({ send: false });
    expect(await wordsFor("subscribe")).toMatch(/^Nothing has changed[\s\S]*It needs “Send Messages”\.$/);
    expect(await stored()).toBeNull();
  });

  it("checks seeing, writing and reading back, for the doctor; in a thread its own permission", async () => {
    expect((await wordsFor("doctor")).split("\n")).toHaveLength(6);
    channel = bot.server.channel({ view: false, history: false });
    expect(await wordsFor("doctor")).toMatch(/“View Channel”[\s\S]*“Read Message History”/);
    const at = { ...bot.server.thread(), permissions: { view: true, send: false, history: true } };
    expect(await wordsFor("doctor", {}, { at })).toContain("“Send Messages in Threads”");
  });

  it("shows a preview as the post would look", async () => {
    const shown = await answerTo("preview");
    expect(shown.content).toMatch(/^Romania has signed the 1\+ Million Genomes declaration/);
    expect(shown.content).toMatch(/As of .* · Preview$/);
    expect(shown.flags).toBe(MessageFlags.Ephemeral | MessageFlags.SuppressEmbeds);
  });

  it("answers with help what this version has no verb for", async () => {
    expect(await wordsFor("future")).toBe("You asked: help");
  });

  it("shows and changes when the bot speaks in the channel, and in which language", async () => {
    expect(await wordsFor("settings")).toMatch(/^In this channel I answer when I am mentioned\./);
    expect(await wordsFor("settings", { mode: "off" })).toMatch(/I answer no questions/);
    expect(await wordsFor("settings", { mode: "mentions", language: "de" })).toMatch(
      /I answer in German here/,
    );
    expect(await wordsFor("settings", { language: "any language" })).toMatch(/language of the question/);
    expect(await wordsFor("settings", { mode: "automatic" })).toMatch(/“Message Content Intent”/);
  });

  it("tells a person of their channel by a direct message, and says whether it could", async () => {
    const { server, platform } = bot;
    const person = server.person("ann");
    const labels = { asOf: "As of 13 March 2026", sources: "Sources:" };
    const words = { text: "Posting there failed.", sources: [], labels };
    expect(await platform.tell(person.id, { words, channel: channel.id, workspace: "" })).toBe(true);
    const told = await server.waitForMessage(({ content }) => content.startsWith("Posting there failed."));
    expect(told.content).toBe(`Posting there failed.\n<#${channel.id}>`);
    const fault = { kind: "error", status: 403, code: 50007 } as const;
    server.fail({ route: "POST /channels/:channel/messages", fault });
    expect(await platform.tell(person.id, { words, channel: channel.id, workspace: "" })).toBe(false);
    expect(bot.services.logged.join()).toContain("Discord did not take a direct message.");
  });
});
