import { describe, expect, it } from "vitest";
import { textOf } from "../discord/server/components.ts";
import { startBot } from "../life-cycle/bot-process.ts";
import { answerInDiscord, answerInSlack, deployment, logged } from "./deployment.ts";
import { closedGate } from "./gate.ts";
import { within } from "./within.ts";

const PROMISED_MS = 5_000;
const PATIENCE_MS = 20_000;
const QUESTION = "has Norway signed?";
const YES = /^Yes\. Norway signed on 14 June 2019/;

describe("a platform that does not answer", () => {
  it("does not keep a bot from ending in good order", async () => {
    const { slack, discord, environment } = await deployment();
    discord.fail({ route: "PUT /applications/:application/commands", fault: { kind: "hang" } });
    slack.fail({ method: "users.info", times: 9, effect: { kind: "hang" } });
    const bot = startBot(environment);
    const signs = ["slack: started", "discord: started"].map((part) => logged(bot, part));
    await within(PATIENCE_MS, "the start", Promise.all(signs));
    await slack.command({ channel: "C0TALK", user: "U0ASKER", text: "subscribe" });
    await slack.until(() => slack.calls.some(({ method }) => method === "users.info"));
    bot.signal("SIGTERM");
    expect((await within(PROMISED_MS, "the end", bot.ended)).code).toBe(0);
  }, 60_000);
});

describe("a platform that is down", () => {
  it("does not hold up Discord when it is Slack, and is answered once it is back", async () => {
    const { slack, discord, talk, environment } = await deployment();
    const gate = await closedGate();
    const bot = startBot({ ...environment, SLACK_API_URL: `http://127.0.0.1:${gate.port}/api/` });
    const retry = logged(bot, "slack: not reached; trying again");
    await within(PATIENCE_MS, "the connection to Discord", logged(bot, "discord: started"));
    const answer = await within(PROMISED_MS, "an answer", answerInDiscord(discord, talk, QUESTION));
    expect(textOf(answer)).toMatch(YES);
    expect(JSON.parse(await retry)).toMatchObject({ platform: "slack", retryInMs: expect.any(Number) });

    await gate.open(slack.apiUrl);
    expect((await within(PATIENCE_MS, "an answer in Slack", answerInSlack(slack, QUESTION))).text).toMatch(
      YES,
    );
    bot.signal("SIGTERM");
    expect((await within(PROMISED_MS, "the end", bot.ended)).code).toBe(0);
  }, 60_000);

  it("does not hold up Slack when it is Discord, and is answered once it is back", async () => {
    const { slack, discord, talk, environment } = await deployment();
    const gate = await closedGate();
    const bot = startBot({ ...environment, DISCORD_API_URL: `http://127.0.0.1:${gate.port}/api` });
    const retry = logged(bot, "discord: not reached; trying again");
    await within(PATIENCE_MS, "the connection to Slack", logged(bot, "slack: started"));
    expect((await within(PROMISED_MS, "an answer", answerInSlack(slack, QUESTION))).text).toMatch(YES);
    expect(JSON.parse(await within(PATIENCE_MS, "the retry", retry))).toMatchObject({ platform: "discord" });

    await gate.open(discord.apiUrl);
    await within(PATIENCE_MS, "the connection to Discord", logged(bot, "discord: started"));
    const answer = await within(PATIENCE_MS, "an answer", answerInDiscord(discord, talk, QUESTION));
    expect(textOf(answer)).toMatch(YES);
    bot.signal("SIGTERM");
    expect((await within(PROMISED_MS, "the end", bot.ended)).code).toBe(0);
  }, 60_000);
});
