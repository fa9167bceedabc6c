import { MessageFlags } from "discord-api-types/v10";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type RunningBot, runEchoBot, writtenIn } from "./running-bot.ts";
import { textOf } from "./server/components.ts";

let bot: RunningBot;

/** The body of a message whose first text is `content`. */
function saying(content: string) {
  return { components: [{ components: [{ content }] }] };
}

beforeEach(async () => {
  bot = await runEchoBot();
});
afterEach(() => bot.close());

describe("commands", () => {
  it("answers /ask at once and to the asker alone, with nobody notified", async () => {
    bot.server.channel();
    expect(await bot.server.slash("ask", { question: "has Norway signed?" })).toMatchObject({
      type: 4,
      data: {
        components: [
          { components: [{ content: "You asked: has Norway signed?" }] },
          { components: [{ custom_id: expect.stringMatching(/^share:[\w-]{22}$/), label: "Share" }] },
        ],
        flags: MessageFlags.IsComponentsV2 | MessageFlags.Ephemeral,
        allowed_mentions: { parse: [] },
      },
    });
    expect(bot.services.heard[0]?.locale).toBe("en-GB");
  });

  it("answers /signed by the code of the country chosen", async () => {
    expect(await bot.server.slash("signed", { country: "NO" })).toMatchObject({
      data: saying("You asked: Norway"),
    });
  });

  it("answers /signed for a country typed without choosing, and for a code that is none", async () => {
    expect(await bot.server.slash("signed", { country: "norwy" })).toMatchObject({
      data: saying("You asked: norwy"),
    });
    expect(await bot.server.slash("signed", { country: "zz" })).toMatchObject({
      data: saying("You asked: zz"),
    });
  });

  it("offers at most 25 countries of at most 100 characters", async () => {
    const body = await bot.server.autocomplete("signed", "country", "nor");
    const choice = { name: "Norway nor".padEnd(100, "."), value: "NO" };
    expect(body).toEqual({ type: 8, data: { choices: Array.from({ length: 25 }, () => choice) } });
  });

  it("answers /signatories and /help", async () => {
    expect(await bot.server.slash("signatories")).toMatchObject({
      data: saying("You asked: the list"),
    });
    expect(await bot.server.slash("help")).toMatchObject({ data: saying("You asked: help") });
  });

  it("follows up when the answer is longer than one message", async () => {
    const channel = bot.server.channel();
    await bot.server.slash("ask", { question: "long" }, { channel });
    await bot.server.waitForMessage((message) => textOf(message).includes("line 199"));
    const lines = writtenIn(bot, channel.id).flatMap((content) => content.split("\n"));
    expect(lines).toHaveLength(200);
    expect(writtenIn(bot, channel.id).length).toBeGreaterThan(1);
  });

  it("goes on, and says so once in the log, when Discord no longer waits", async () => {
    await bot.server.slash("ask", { question: "too late" }, { isStale: true });
    await bot.server.slash("ask", { question: "in time" });
    await bot.platform.stop();
    expect(bot.services.logged.filter((line) => line.includes("no longer waited"))).toHaveLength(1);
  });

  it("answers a command once when its event comes again after a reconnection", async () => {
    const { server, services } = bot;
    await server.slash("ask", { question: "before" });
    const resumed = server.gateway.resumed();
    server.gateway.drop(4000, 3);
    await resumed;
    await server.slash("ask", { question: "after" });
    expect(services.heard.map(({ text }) => text)).toEqual(["before", "after"]);
  });

  it("goes on when a command was answered by someone else", async () => {
    const route = "POST /interactions/:id/:token/callback";
    bot.server.fail({ route, fault: { kind: "error", status: 400, code: 40060 } });
    const user = bot.server.person("asker");
    void bot.server.slash("ask", { question: "first" }, { user });
    await bot.server.slash("ask", { question: "second" }, { user });
    await bot.platform.stop();
    expect(bot.services.logged.filter((line) => line.includes("answered already"))).toHaveLength(1);
  });
});
