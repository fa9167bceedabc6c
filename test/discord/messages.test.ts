import { MessageFlags, MessageReferenceType } from "discord-api-types/v10";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startDiscord } from "../../adapters/discord/app.ts";
import { emptyMemory, type RunningBot, runEchoBot, TIMES, writtenIn } from "./running-bot.ts";
import { textOf } from "./server/components.ts";
import type { Fault } from "./server/faults.ts";

const GAP = "\u200b";
let bot: RunningBot;

/** The bot's answer to the message `id`. */
function answerTo(id: string) {
  return bot.server.waitForMessage(({ message_reference }) => message_reference?.message_id === id);
}

beforeEach(async () => {
  bot = await runEchoBot();
});
afterEach(() => bot.close());

describe("messages", () => {
  it("replies to a mention, without the mention in the question", async () => {
    const channel = bot.server.channel().id;
    const id = bot.server.mention({
      channel,
      user: bot.server.person("asker"),
      content: "has Norway signed?",
    });
    const answer = await answerTo(id);
    expect(textOf(answer)).toBe("You asked: has Norway signed?");
    expect(answer.message_reference?.type).toBe(MessageReferenceType.Default);
    expect(answer.flags).toBe(MessageFlags.IsComponentsV2);
  });

  it("replies to a direct message, once, in its own conversation", async () => {
    const user = bot.server.person("asker");
    const { id, channel } = bot.server.directMessage({ user, content: "has Norway signed?" });
    await answerTo(id);
    await answerTo(bot.server.directMessage({ user, content: "and Sweden?" }).id);
    expect(writtenIn(bot, channel)).toEqual(["You asked: has Norway signed?", "You asked: and Sweden?"]);
    expect(bot.services.heard.map(({ conversation }) => conversation)).toEqual([
      `discord:${channel}`,
      `discord:${channel}`,
    ]);
  });

  it("keeps one conversation in a thread, and one a person in a channel", async () => {
    const [thread, channel, user] = [
      bot.server.thread().id,
      bot.server.channel().id,
      bot.server.person("asker"),
    ];
    await answerTo(bot.server.mention({ channel: thread, user, content: "a" }));
    await answerTo(bot.server.mention({ channel, user, content: "b" }));
    expect(bot.services.heard.map(({ conversation }) => conversation)).toEqual([
      `discord:${thread}`,
      `discord:${channel}:${user.id}`,
    ]);
  });

  it("answers a bare mention with help", async () => {
    const channel = bot.server.channel().id;
    const id = bot.server.mention({ channel, user: bot.server.person("asker"), content: "" });
    expect(textOf(await answerTo(id))).toBe("You asked: help");
  });

  it("stays silent to everyone's mention, a role's, other talk, other bots and itself", async () => {
    const { server } = bot;
    const [channel, user] = [server.channel().id, server.person("asker")];
    server.say({ channel, user, content: "@everyone has Norway signed?" });
    server.say({ channel, user, content: "<@&55> has Norway signed?" });
    server.say({ channel, user, content: "has Norway signed?" });
    server.mention({ channel, user: server.person("other", { bot: true }), content: "has Norway signed?" });
    server.mention({ channel, user: server.botUser, content: "has Norway signed?" });
    await answerTo(server.mention({ channel, user, content: "last" }));
    expect(bot.services.heard.map(({ text }) => text)).toEqual(["last"]);
  });

  it("answers once when an event comes again after a reconnection", async () => {
    const { server } = bot;
    const [channel, user] = [server.channel().id, server.person("asker")];
    await answerTo(server.mention({ channel, user, content: "before" }));
    const resumed = server.gateway.resumed();
    server.gateway.drop(4000, 2);
    const missed = server.mention({ channel, user, content: "meanwhile" });
    await resumed;
    await answerTo(missed);
    await answerTo(server.mention({ channel, user, content: "after" }));
    expect(writtenIn(bot, channel)).toEqual([
      "You asked: before",
      "You asked: meanwhile",
      "You asked: after",
    ]);
  });

  it("skips an event that discord.js cannot read, and says so", async () => {
    const { server, services } = bot;
    server.gateway.dispatch("INTERACTION_CREATE", { id: "1", type: 5, token: "secret-token", data: {} }, 0);
    server.gateway.dispatch("MESSAGE_CREATE", { id: "2", channel_id: 3 }, 0);
    const nameless = { author: server.person("asker"), content: "@everyone", mentions: [server.botUser] };
    server.gateway.dispatch("MESSAGE_CREATE", { ...nameless, channel_id: server.channel().id }, 0);
    const [channel, user] = [server.channel().id, server.person("asker")];
    await answerTo(server.mention({ channel, user, content: "has Norway signed?" }));
    expect(services.logged.filter((line) => line.includes("An event from Discord was skipped."))).not.toEqual(
      [],
    );
    expect(services.logged.join()).not.toContain("secret-token");
    expect(services.heard).toHaveLength(1);
  });

  it("mentions nobody, whatever it is asked", async () => {
    const [channel, user] = [bot.server.channel().id, bot.server.person("asker")];
    const id = bot.server.mention({ channel, user, content: "@everyone <@&55> <@55> @here" });
    const answer = await answerTo(id);
    expect(textOf(answer)).toBe(`You asked: @${GAP}everyone a role someone @${GAP}here`);
    expect(answer).toMatchObject({ mentions: [], mention_roles: [], mention_everyone: false });
  });

  it("sends the rest of a long answer after the reply", async () => {
    const channel = bot.server.channel().id;
    bot.server.mention({ channel, user: bot.server.person("asker"), content: "long" });
    await bot.server.waitForMessage((message) => textOf(message).includes("line 199"));
    expect(writtenIn(bot, channel).join("\n").split("\n")).toHaveLength(200);
  });

  it("answers elsewhere after a channel where it may not write", async () => {
    const [closed, channel] = [bot.server.channel({ send: false }).id, bot.server.channel().id];
    const user = bot.server.person("asker");
    bot.server.mention({ channel: closed, user, content: "here?" });
    await answerTo(bot.server.mention({ channel, user, content: "there?" }));
    await bot.platform.stop();
    expect(bot.services.logged.filter((line) => line.includes("did not take"))).toHaveLength(1);
  });

  it("answers the next question after one that breaks the engine", async () => {
    const [channel, user] = [bot.server.channel().id, bot.server.person("asker")];
    bot.server.mention({ channel, user, content: "break" });
    await answerTo(bot.server.mention({ channel, user, content: "next" }));
    expect(bot.services.logged.filter((line) => line.includes("a bug in the engine"))).toHaveLength(1);
  });

  it("answers once when Discord took the answer but said that it failed", async () => {
    const [channel, user] = [bot.server.channel().id, bot.server.person("asker")];
    const fault: Fault = { kind: "store-then-server-error", status: 502 };
    bot.server.fail({ route: "POST /channels/:channel/messages", channel, fault });
    await answerTo(bot.server.mention({ channel, user, content: "a" }));
    await answerTo(bot.server.mention({ channel, user, content: "b" }));
    expect(writtenIn(bot, channel)).toEqual(["You asked: a", "You asked: b"]);
  });

  it("answers once when two processes hear the same question", async () => {
    const { server, services } = bot;
    const settings = { token: server.token, apiUrl: server.apiUrl };
    const replica = await startDiscord(settings, emptyMemory(), TIMES)(services);
    const [channel, user] = [server.channel().id, server.person("asker")];
    await answerTo(server.mention({ channel, user, content: "a" }));
    await answerTo(server.mention({ channel, user, content: "b" }));
    await replica.stop();
    await bot.platform.stop();
    expect(writtenIn(bot, channel).sort()).toEqual(["You asked: a", "You asked: b"]);
  });
});
