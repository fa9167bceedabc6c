import fc from "fast-check";
import { within } from "../end-to-end/within.ts";
import type { Mode } from "../slack/bot.ts";
import { liveIn } from "../slack/live-tokens.ts";
import { signatureHeaders } from "../slack/server/http-events.ts";
import { type SlackServer, startSlackServer } from "../slack/server/slack-server.ts";
import { type FuzzedBot, startFuzzedBot } from "./bot.ts";
import { ELSEWHERE, textsUnder } from "./hostile.ts";
import { BATCH, complaints, type FuzzReport, type FuzzTask } from "./report.ts";
import { type SlackPayload, slackPayload } from "./slack-payloads.ts";

/** Where a payload may say that it happened; what the bot writes goes to one of these. */
const PLACES = new Set(["channel", "channel_id", "id", "user", "user_id"]);

/** Slack waits no longer for an acknowledgement; nobody gives one to a button that the app does not have. */
const SLACKS_PATIENCE_MS = 3_000;

/** Sends broken deliveries to the built bot, by its socket or signed to its port. */
export async function fuzzSlack(mode: Mode, { payloads, seed }: FuzzTask): Promise<FuzzReport> {
  const slack = await startSlackServer();
  const { bot, send } = await connect(slack, mode);
  const answers: Promise<unknown>[] = [];
  const places = new Set<string>();
  try {
    await plainQuestion(slack, bot, "before");
    for (let number = 0; number < payloads; number += 1) {
      const [drawn] = fc.sample(slackPayload(number), { numRuns: 1, seed: seed + number });
      if (!drawn) continue;
      for (const place of textsUnder(PLACES, drawn.payload)) places.add(place);
      answers.push(within(SLACKS_PATIENCE_MS, "an acknowledgement", send(drawn)).catch(() => null));
      if (number % BATCH === BATCH - 1) await plainQuestion(slack, bot, `${number}`);
    }
    await plainQuestion(slack, bot, "after");
    const acknowledged = await Promise.all(answers);
    const logged = complaints(await bot.stop());
    slack.sockets.close();
    const faults = [...faultsOf(slack, places), ...acknowledged.flatMap(liveFaults)];
    return { payloads, sent: sentBy(slack).length, faults, logged };
  } finally {
    await slack.close();
  }
}

async function connect(slack: SlackServer, mode: Mode) {
  const { tokens, apiUrl } = slack;
  const bot = await startFuzzedBot({
    ...{ SLACK_BOT_TOKEN: tokens.bot, SLACK_API_URL: apiUrl, PORT: "0" },
    ...(mode === "socket" ? { SLACK_APP_TOKEN: tokens.app } : { SLACK_SIGNING_SECRET: tokens.signingSecret }),
  });
  if (mode === "socket") {
    await bot.line("Connected to Slack.");
    return { bot, send: (drawn: SlackPayload): Promise<unknown> => slack.sockets.deliver(drawn, 0) };
  }
  const { port } = JSON.parse(await bot.line("Listening for Slack."));
  const url = `http://127.0.0.1:${port}/slack/events`;
  slack.sendEventsTo(url);
  return { bot, send: (drawn: SlackPayload) => post(url, drawn, tokens.signingSecret) };
}

async function post(url: string, drawn: SlackPayload, secret: string): Promise<unknown> {
  const { body, type } = encoded(drawn);
  const headers = signatureHeaders(secret, body, Math.floor(Date.now() / 1000));
  const response = await fetch(url, { method: "POST", body, headers: { "content-type": type, ...headers } });
  const answer = await response.text();
  return answer.startsWith("{") ? JSON.parse(answer) : null;
}

function encoded({ type, payload }: SlackPayload): { readonly body: string; readonly type: string } {
  if (type === "events_api") return { body: JSON.stringify(payload), type: "application/json" };
  const fields: Array<[string, string]> =
    type === "interactive"
      ? [["payload", JSON.stringify(payload)]]
      : Object.entries(payload).map(([name, value]) => [name, String(value)]);
  return { body: new URLSearchParams(fields).toString(), type: "application/x-www-form-urlencoded" };
}

async function plainQuestion(slack: SlackServer, bot: FuzzedBot, name: string): Promise<void> {
  const channel = `C0PLAIN${name}`;
  const answer = slack.waitForMessage((message) => message.channel === channel && message.botId !== null);
  await bot.meanwhile(
    "an acknowledgement",
    slack.mention({ channel, user: "U0", text: "has Norway signed?" }),
  );
  const { text } = await bot.meanwhile(`an answer ${name}`, answer);
  if (!text.startsWith("Yes. Norway signed")) throw new Error(`A plain question was answered: ${text}`);
}

function sentBy(slack: SlackServer) {
  return slack.calls.filter(({ method }) => /^(chat|views|conversations\.open)/.test(method));
}

function faultsOf(slack: SlackServer, places: ReadonlySet<string>): string[] {
  return sentBy(slack).flatMap(({ method, args }) => {
    const channel = String(args["channel"] ?? "");
    const strays =
      channel === ELSEWHERE.slack ||
      !(channel === "" || channel.startsWith("C0PLAIN") || places.has(channel));
    return [...(strays ? [`${method} went to ${channel}`] : []), ...liveFaults(args)];
  });
}

const TEXTS = new Set(["text", "markdown_text", "title", "alt_text"]);

function liveFaults(sent: unknown): string[] {
  return textsUnder(TEXTS, sent)
    .flatMap(liveIn)
    .map((token) => `live in what was sent: ${token}`);
}
