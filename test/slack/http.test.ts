import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Bot, startBot } from "./bot.ts";
import { signatureHeaders } from "./server/http-events.ts";
import { eventDelivery } from "./server/payloads.ts";
import { type SlackServer, startSlackServer, TOKENS } from "./server/slack-server.ts";

describe("requests by HTTP", () => {
  let slack: SlackServer;
  let bot: Bot;

  beforeEach(async () => {
    slack = await startSlackServer();
    bot = await startBot(slack, "http");
  });
  afterEach(async () => {
    await bot.stop();
    await slack.close();
  });

  const event = { type: "app_mention", channel: "C1", user: "U1", text: "signed?", ts: "1.000001" };
  const body = JSON.stringify(eventDelivery(event, "Ev1").payload);
  const now = Math.floor(Date.now() / 1000);
  const post = (headers: Record<string, string>, sent = body) =>
    fetch(bot.eventsUrl, {
      method: "POST",
      body: sent,
      headers: { "content-type": "application/json", ...headers },
    });

  const REFUSED: ReadonlyArray<[what: string, headers: Record<string, string>]> = [
    ["no signature", {}],
    ["a signature by another secret", signatureHeaders("another-secret", body, now)],
    ["a signature of another body", signatureHeaders(TOKENS.signingSecret, `${body} `, now)],
    ["a request of six minutes ago", signatureHeaders(TOKENS.signingSecret, body, now - 360)],
    [
      "a time that is not one",
      { ...signatureHeaders(TOKENS.signingSecret, body, now), "x-slack-request-timestamp": "x" },
    ],
  ];
  for (const [what, headers] of REFUSED) {
    it(`refuses ${what}`, async () => {
      expect((await post(headers)).status).toBe(401);
      expect(bot.services.heard).toEqual([]);
    });
  }

  it("takes what Slack signed", async () => {
    expect((await post(signatureHeaders(TOKENS.signingSecret, body, now))).status).toBe(200);
    await slack.waitForMessage(({ botId }) => botId !== null);
  });

  it("refuses a body that is too large", async () => {
    const large = JSON.stringify({ fill: "x".repeat(2 * 1024 * 1024) });
    const status = await post(signatureHeaders(TOKENS.signingSecret, large, now), large).then(
      (response) => response.status,
      () => 413,
    );
    expect(status).toBe(413);
  });

  it("answers Slack's check of the address", async () => {
    const check = JSON.stringify({ type: "url_verification", challenge: "c1" });
    const response = await post(signatureHeaders(TOKENS.signingSecret, check, now), check);
    expect(await response.json()).toEqual({ challenge: "c1" });
  });

  it("has nothing at other addresses", async () => {
    expect((await fetch(new URL("/", bot.eventsUrl))).status).toBe(404);
  });
});
