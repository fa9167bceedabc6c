import { expect, it } from "vitest";
import { startBot } from "../life-cycle/bot-process.ts";
import { signatureHeaders } from "../slack/server/http-events.ts";
import { eventDelivery } from "../slack/server/payloads.ts";
import { answerInSlack, deployment, logged } from "./deployment.ts";
import { within } from "./within.ts";

const PATIENCE_MS = 20_000;

it("answers in Slack by HTTP what Slack signed, and refuses what another signed", async () => {
  const { slack, environment } = await deployment();
  const { SLACK_APP_TOKEN, DISCORD_TOKEN, ...rest } = environment;
  const bot = startBot({ ...rest, SLACK_SIGNING_SECRET: slack.tokens.signingSecret, PORT: "0" });
  const listening = JSON.parse(await within(PATIENCE_MS, "the start", logged(bot, "Listening for Slack.")));
  expect(listening).toMatchObject({ host: "127.0.0.1", path: "/slack/events" });
  const url = `http://127.0.0.1:${listening.port}/slack/events`;
  slack.sendEventsTo(url);

  const answer = await within(PATIENCE_MS, "an answer", answerInSlack(slack, "has Norway signed?"));
  expect(answer.text).toMatch(/^Yes\. Norway signed on 14 June 2019/);
  const next = await within(PATIENCE_MS, "an answer", answerInSlack(slack, "and Sweden?", answer.thread));
  expect(next.text).toMatch(/^Yes\. Sweden/);
  const command = await slack.command({ channel: "C0TALK", user: "U0ASKER", text: "has Poland signed?" });
  expect(command).toMatchObject({ ephemeralFor: "U0ASKER", text: expect.stringMatching(/^No\b/) });

  const before = slack.calls.length;
  const forged = await fetch(url, forgedMention("has Norway signed?"));
  expect(forged.status).toBe(401);
  bot.signal("SIGTERM");
  const { code, stdout, stderr } = await within(5_000, "the end", bot.ended);
  expect(code).toBe(0);
  expect(slack.calls.slice(before).map(({ method }) => method)).not.toContain("chat.postMessage");
  expect(stdout + stderr).not.toContain(slack.tokens.signingSecret);
}, 60_000);

/** A mention signed by someone who does not know the secret of the app. */
function forgedMention(text: string): RequestInit {
  const ts = `${Math.floor(Date.now() / 1000)}.000001`;
  const event = { type: "app_mention", channel: "C0TALK", user: "U0ASKER", text, ts, event_ts: ts };
  const body = JSON.stringify(eventDelivery(event, "Ev0FORGED").payload);
  const signature = signatureHeaders("another-secret", body, Math.floor(Date.now() / 1000));
  return { method: "POST", body, headers: { "content-type": "application/json", ...signature } };
}
