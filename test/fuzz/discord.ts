import fc from "fast-check";
import { liveTokens } from "../discord/live-tokens.ts";
import { textOf } from "../discord/server/components.ts";
import { type DiscordServer, startDiscordServer } from "../discord/server/discord-server.ts";
import { type FuzzedBot, startFuzzedBot } from "./bot.ts";
import { discordPayload, idOf, type Scene } from "./discord-payloads.ts";
import { ELSEWHERE, hostileText, textsUnder } from "./hostile.ts";
import { BATCH, complaints, type FuzzReport, type FuzzTask } from "./report.ts";

/** Sends broken events of the gateway to the built bot, and whole commands with broken words. */
export async function fuzzDiscord({ payloads, seed }: FuzzTask): Promise<FuzzReport> {
  const server = await startDiscordServer();
  try {
    const bot = await startFuzzedBot({ DISCORD_TOKEN: server.token, DISCORD_API_URL: server.apiUrl });
    await bot.line("Discord was told of the commands.");
    const scene = sceneOn(server);
    const asked = new Map<string, unknown>();
    await plainQuestion(server, bot);
    for (let number = 0; number < payloads; number += 1) {
      const [payload] = fc.sample(discordPayload(scene, number), { numRuns: 1, seed: seed + number });
      if (!payload) continue;
      if (payload.type === "MESSAGE_CREATE" && payload.data["id"] === idOf(number)) {
        asked.set(idOf(number), payload.data["channel_id"]);
      }
      server.gateway.dispatch(payload.type, payload.data, 0);
      if (number % BATCH !== BATCH - 1) continue;
      await Promise.all(draw(seed + number).map((text) => bot.meanwhile("a command", askBy(server, text))));
      await plainQuestion(server, bot);
    }
    await plainQuestion(server, bot);
    const logged = complaints(await bot.stop());
    const sent = sentTo(server);
    return { payloads, sent: sent.length, faults: faultsOf(server, asked), logged };
  } finally {
    await server.close();
  }
}

function sceneOn(server: DiscordServer): Scene {
  const channels = Array.from({ length: 20 }, () => server.channel().id);
  const direct = server.directMessage({ user: server.person("asker"), content: "help" }).channel;
  return { server, channels: [...channels, server.thread().id], direct };
}

/** Words for five commands that are otherwise as they should be, so that their answers are taken. */
function draw(seed: number): string[] {
  return fc.sample(hostileText, { numRuns: 5, seed });
}

async function askBy(server: DiscordServer, text: string): Promise<void> {
  await server.slash("ask", { question: text });
}

async function plainQuestion(server: DiscordServer, bot: FuzzedBot): Promise<void> {
  const channel = server.channel().id;
  const id = server.mention({ channel, user: server.person("plain"), content: "has Norway signed?" });
  const answer = server.waitForMessage(({ message_reference }) => message_reference?.message_id === id);
  const said = textOf(await bot.meanwhile("an answer", answer));
  if (!said.startsWith("Yes. Norway signed")) throw new Error(`A plain question was answered: ${said}`);
}

function sentTo(server: DiscordServer) {
  return server.requests.filter(({ route }) => /^(POST|PATCH) .*(messages|callback|webhooks)/.test(route));
}

/** `asked`: in which channel each message was said. */
function faultsOf(server: DiscordServer, asked: ReadonlyMap<string, unknown>): string[] {
  return sentTo(server).flatMap(({ route, channel, body }) => {
    const [question = ""] = textsUnder(new Set(["message_id"]), body);
    const place = asked.get(question) ?? channel;
    const strays = channel === ELSEWHERE.discord || (channel !== undefined && place !== channel);
    const live = textsUnder(new Set(["content"]), { ...Object(body), message_reference: null }).flatMap(
      liveTokens,
    );
    return [
      ...(strays ? [`${route}: went to ${channel}, asked in ${String(place)}`] : []),
      ...live.map((token) => `${route}: live in what was sent: ${token}`),
      ...pingsOf(body).map((ping) => `${route}: ${ping}`),
    ];
  });
}

/** Every answer says itself that nobody is to be notified. */
function pingsOf(body: unknown): string[] {
  const text = JSON.stringify(body) ?? "";
  const allowed = /"allowed_mentions":\{[^}]*\}/.exec(text)?.[0];
  if (!text.includes('"content"')) return [];
  return allowed?.includes('"parse":[]') ? [] : [`notifications are not off: ${allowed ?? "not said"}`];
}
