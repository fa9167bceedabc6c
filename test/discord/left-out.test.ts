import { MessageFlags, PermissionFlagsBits } from "discord-api-types/v10";
import { afterEach, describe, expect, it, vi } from "vitest";
import { type RunningBot, runBot, writtenIn } from "./running-bot.ts";
import { textOf } from "./server/components.ts";
import type { LeftOut } from "./server/gateway.ts";
import { standIn } from "./stand-in.ts";

const MESSAGE = ["channel_type", "member", "mentions", "mention_roles", "mention_everyone", "type", "tts"];
const INTERACTION = [
  "channel",
  "guild",
  "guild_locale",
  "locale",
  "app_permissions",
  "entitlements",
  "context",
];

let bot: RunningBot;

async function start(leftOut: LeftOut): Promise<void> {
  bot = await runBot(standIn(), undefined, { leftOut });
}
afterEach(() => bot.close());

function answerTo(id: string) {
  return bot.server.waitForMessage(({ message_reference }) => message_reference?.message_id === id);
}

describe("where Discord tells less", () => {
  it("answers mentions and direct messages that do not tell who is meant and where", async () => {
    await start({ MESSAGE_CREATE: MESSAGE });
    const { server } = bot;
    const [channel, user] = [server.channel().id, server.person("asker")];
    const first = await answerTo(server.mention({ channel, user, content: "has Norway signed?" }));
    const direct = server.directMessage({ user, content: "when?" });
    await answerTo(direct.id);
    await answerTo(
      server.say({ channel, user, content: `<@!${server.botUser.id}> and?`, replyTo: first.id }),
    );
    server.mention({ channel, user: server.person("other", { bot: true }), content: "me too?" });
    await answerTo(server.mention({ channel, user, content: "last?" }));
    expect(bot.services.heard.map(({ text, address, channel: where }) => [text, address, where])).toEqual([
      ["has Norway signed?", "asked", channel],
      ["when?", "asked", null],
      ["and?", "asked", channel],
      ["last?", "asked", channel],
    ]);
  });

  it("answers in channels that it was not told of", async () => {
    await start({ CHANNEL_CREATE: ["type"], MESSAGE_CREATE: MESSAGE });
    const { server } = bot;
    const [channel, user] = [server.channel().id, server.person("asker")];
    await answerTo(server.mention({ channel, user, content: "has Norway signed?" }));
    expect(writtenIn(bot, channel)).toEqual(["You asked: has Norway signed?"]);
  });

  it("answers in a server that it was not told of", async () => {
    await start({
      READY: ["guilds"],
      GUILD_CREATE: ["id"],
      CHANNEL_CREATE: ["type"],
      MESSAGE_CREATE: MESSAGE,
    });
    const { server } = bot;
    const [channel, user] = [server.channel().id, server.person("asker")];
    for (const content of ["has Norway signed?", "and Sweden?"]) {
      await answerTo(server.mention({ channel, user, content }));
    }
    expect(writtenIn(bot, channel)).toEqual(["You asked: has Norway signed?", "You asked: and Sweden?"]);
  });

  it("takes a reply to what cannot be read as said in the channel", async () => {
    await start({});
    const { server } = bot;
    const [channel, user] = [server.channel().id, server.person("asker")];
    const gone = server.say({ channel, user: server.botUser, content: "Yes." });
    server.remove(channel, [gone]);
    await answerTo(server.mention({ channel, user, content: "and Sweden?", replyTo: gone }));
    expect(bot.services.heard.map(({ conversation }) => conversation)).toEqual([
      `discord:${channel}:${user.id}`,
    ]);
  });

  it("takes a reply to an answer of which no more than the id came back", async () => {
    await start({});
    const { server } = bot;
    const [channel, user] = [server.channel().id, server.person("asker")];
    const [id, route] = ["1100000000000000001", "POST /channels/:channel/messages"];
    server.fail({ route, fault: { kind: "answer", body: { id } } });
    server.mention({ channel, user, content: "has Norway signed?" });
    await vi.waitFor(() => expect(bot.services.answers.size).toBe(1));
    await answerTo(server.mention({ channel, user, content: "and Sweden?", replyTo: id }));
  });

  it("is let in without being told of its application or servers", async () => {
    await start({ READY: ["application", "guilds"] });
    const { server } = bot;
    const said = server.directMessage({ user: server.person("asker"), content: "when?" });
    await answerTo(said.id);
  });

  it("answers commands and buttons that come with little", async () => {
    await start({ INTERACTION_CREATE: [...INTERACTION, "authorizing_integration_owners"] });
    const { server } = bot;
    const channel = server.channel();
    expect(await server.slash("ask", { question: "when?" }, { channel })).toMatchObject({
      type: 4,
      data: { flags: MessageFlags.IsComponentsV2 | MessageFlags.Ephemeral },
    });
    expect(bot.services.heard[0]?.conversation).toMatch(`discord:${channel.id}:`);
    const choices = await server.autocomplete("signed", "country", "norw", { channel });
    expect(choices).toMatchObject({ type: 8 });
    expect(bot.services.logged.join("\n")).not.toContain("skipped");
  });

  it("answers as text where components are not taken, and says so once", async () => {
    await start({});
    const { server } = bot;
    const refuse = (route: string, code: number, times = 1) =>
      server.fail({ route, times, fault: { kind: "error", status: 400, code } });
    const channel = server.channel();
    const user = server.person("asker");
    refuse("POST /channels/:channel/messages", 50006);
    const question = server.mention({ channel: channel.id, user, content: "has Norway signed?" });
    expect((await answerTo(question)).content).toBe("You asked: has Norway signed?");

    refuse("PATCH /channels/:channel/messages/:message", 50035);
    server.revise(channel.id, question, `<@${server.botUser.id}> and Sweden?`);
    await server.waitForMessage(({ content }) => content === "You asked: and Sweden?");

    refuse("POST /interactions/:id/:token/callback", 50035);
    void server.slash("ask", { question: "when?" }, { channel, user });
    const shown = await server.waitForMessage(({ content }) => content === "You asked: when?");
    expect(shown.flags).toBe(MessageFlags.Ephemeral | MessageFlags.SuppressEmbeds);
    await bot.platform.stop();
    expect(bot.services.logged.filter((line) => line.includes("go on as text"))).toHaveLength(1);
    expect(bot.services.logged.join("\n")).not.toContain("did not take an answer");
  });

  it("goes on after an answer that calls itself JSON and is empty", async () => {
    await start({});
    const { server } = bot;
    server.fail({
      route: "POST /interactions/:id/:token/callback",
      fault: { kind: "store-then-empty" },
    });
    const channel = server.channel();
    await server.slash("forget", {}, { channel, may: PermissionFlagsBits.SendMessages });
    const shown = await server.waitForMessage(({ channel_id }) => channel_id === channel.id);
    expect(textOf(shown)).not.toBe("");
    expect(bot.services.logged.join("\n")).not.toContain("did not take an answer");
  });
});
