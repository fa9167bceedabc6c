import { rm, writeFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { textOf } from "../discord/server/components.ts";
import { type BotProcess, type Environment, startBot } from "../life-cycle/bot-process.ts";
import { liveTokens } from "../slack/live-tokens.ts";
import { countryFile, type NewCountry } from "./country-file.ts";
import {
  answerInDiscord,
  answerInSlack,
  type Deployment,
  deployment,
  logged,
  shownInSlack,
} from "./deployment.ts";
import { within } from "./within.ts";

const POLAND: NewCountry = {
  code: "PL",
  day: "2026-04-20",
  ordinal: 28,
  url: "https://example.org/poland-signs",
};
const SLOVAKIA: NewCountry = {
  code: "SK",
  day: "2026-05-11",
  ordinal: 29,
  url: "https://example.org/slovakia-signs",
};
/** What the issue promises, for a post and for the end alike. */
const PROMISED_MS = 5_000;
const PATIENCE_MS = 20_000;

/** A question, and what its answer says or does not say on both platforms. */
const EXCHANGES: ReadonlyArray<[question: string, says: readonly RegExp[], never: RegExp]> = [
  [
    "has Norway signed?",
    [/^Yes\b/, /14 June 2019/, /21st/, /https:\/\/\S+norway-signs-1-million-genomes-declaration/],
    /Sweden/,
  ],
  [
    "did Latvia join before Croatia?",
    [/^No\b/, /https:\/\/\S+latvia-signs-genomics-declaration/, /https:\/\/\S+\/croatia-signs-declaration/],
    /\bYes\b/,
  ],
  ["has Norway signed the Paris Agreement?", [/Paris/], /\bYes\b|14 June 2019|https:/],
];
const TRAP = "<!channel> @everyone <@U123> <#C0TALK> has Norway signed?";

describe("one bot on both platforms", () => {
  it("answers the same questions in Slack and in Discord, and nothing it says is a live mention", async () => {
    const place = await deployment();
    const { slack, discord } = place;
    const bot = await started(place.environment);

    for (const [question, says, never] of EXCHANGES) {
      const inSlack = await within(PATIENCE_MS, question, answerInSlack(slack, question));
      const inDiscord = await within(PATIENCE_MS, question, answerInDiscord(discord, place.talk, question));
      for (const text of [inSlack.text, textOf(inDiscord)]) {
        for (const part of says) expect(text).toMatch(part);
        expect(text).not.toMatch(never);
      }
    }

    const first = await answerInSlack(slack, "has Norway signed?");
    const next = await answerInSlack(slack, "and Sweden?", first.thread);
    expect(next.text).toMatch(/Yes\. Sweden signed on 10 April 2018/);

    await usesCommands(place);
    await asksWithMentions(place);
    expect(slack.messages(place.news.slack), "a first start posts nothing").toEqual([]);
    expect(discord.messages(place.news.discord)).toEqual([]);
    await ends(bot);
    expect(discord.violations()).toEqual([]);
  }, 60_000);

  it("announces a country once on each, through a bad file, a stop and a restart", async () => {
    const place = await deployment();
    const { slack, discord, environment } = place;
    const folder = `${environment.KNOWLEDGE_DIR}/signatories`;
    const bot = await started(environment);

    await writeFile(`${folder}/poland.yaml`, countryFile(POLAND));
    await within(PROMISED_MS, "the posts on Poland", posted(place, POLAND));
    const answer = await answerInSlack(slack, "has Poland signed?");
    expect(answer.text).toMatch(/Yes\. Poland signed on 20 April 2026, the 28th/);

    await writeFile(`${folder}/slovakia.yaml`, countryFile({ ...SLOVAKIA, day: "2026-02-30" }));
    const problem = await within(PATIENCE_MS, "the problem", logged(bot, "signatories/slovakia.yaml"));
    expect(problem).toContain("2026-02-30");
    await within(PATIENCE_MS, "the verdict", logged(bot, "the last good one answers"));
    expect((await answerInSlack(slack, "has Poland signed?")).text).toMatch(/Yes\. Poland/);
    expect((await answerInSlack(slack, "has Slovakia signed?")).text).toMatch(/^No\b/);
    await rm(`${folder}/slovakia.yaml`);

    await ends(bot);
    expect(announced(place)).toEqual({ slack: ["PL"], discord: ["PL"] });

    await writeFile(`${folder}/slovakia.yaml`, countryFile(SLOVAKIA));
    const again = await started(environment);
    await within(PATIENCE_MS, "the posts on Slovakia", posted(place, SLOVAKIA));
    await within(PATIENCE_MS, "an answer", answerInDiscord(discord, place.talk, "and Norway?"));
    await ends(again);
    expect(announced(place)).toEqual({ slack: ["PL", "SK"], discord: ["PL", "SK"] });
    expect(discord.commandsPuts(), "the commands did not change between the starts").toHaveLength(1);
    expect(discord.violations()).toEqual([]);
  }, 60_000);
});

/** A bot that is ready and connected: Discord keeps nothing for one that is not. */
async function started(environment: Environment): Promise<BotProcess> {
  const bot = startBot(environment);
  const signs = ["rollcall: ready", "slack: started", "discord: started"].map((part) => logged(bot, part));
  await within(PATIENCE_MS, "the start", Promise.all(signs));
  return bot;
}

/** Components of which one, or one within, says what is looked for. */
function saying(words: RegExp) {
  const text = expect.objectContaining({ content: expect.stringMatching(words) });
  const frame = expect.objectContaining({ components: expect.arrayContaining([text]) });
  return expect.arrayContaining([frame]);
}

async function usesCommands({ slack, discord }: Deployment): Promise<void> {
  const choices = await discord.autocomplete("signed", "country", "norw");
  expect(choices).toMatchObject({ type: 8, data: { choices: [{ name: "Norway", value: "NO" }] } });
  expect(await discord.slash("signed", { country: "NO" })).toMatchObject({
    type: 4,
    data: { components: saying(/Norway signed on 14 June 2019/) },
  });
  expect(await discord.slash("signatories")).toMatchObject({
    data: { components: saying(/27 countries/) },
  });
  const command = await slack.command({ channel: "C0TALK", user: "U0ASKER", text: "has Norway signed?" });
  expect(command).toMatchObject({
    ephemeralFor: "U0ASKER",
    text: expect.stringMatching(/^Yes\. Norway signed on 14 June 2019/),
  });
}

/** In Slack both as typed and as the client sends it when the mention is real. */
async function asksWithMentions({ slack, discord, talk }: Deployment): Promise<void> {
  const typed = await answerInSlack(slack, TRAP);
  const ts = `${Math.floor(Date.now() / 1000)}.999999`;
  const real = { channel: "C0TALK", user: "U0ASKER", team: slack.self.team, ts, event_ts: ts };
  await slack.event({ ...real, type: "app_mention", text: `<@${slack.self.userId}> ${TRAP}` });
  await slack.waitForMessage(({ botId, threadTs }) => botId !== null && threadTs === ts);
  await slack.command({ channel: "C0TALK", user: "U0ASKER", text: TRAP });
  const said = slack.messages("C0TALK").filter(({ botId }) => botId !== null);
  expect(said.flatMap(liveTokens)).toEqual([]);
  expect(typed.text).toContain("channel");

  const victim = discord.person("victim");
  const answer = await answerInDiscord(discord, talk, `${TRAP} <@${victim.id}> <@&1234567> @here`);
  expect(answer).toMatchObject({ mentions: [], mention_roles: [], mention_everyone: false });
  expect(textOf(answer)).not.toMatch(/@everyone|@here|<@/);
  const toCommand = await discord.slash("ask", { question: TRAP });
  expect(toCommand).toMatchObject({ data: { allowed_mentions: { parse: [] } } });
  expect(JSON.stringify(toCommand)).not.toMatch(/@everyone|<@/);
}

/** Resolves once both platforms have the post, with its source, and the same reference to it. */
async function posted({ slack, discord, news }: Deployment, { url }: NewCountry): Promise<void> {
  const [inSlack, inDiscord] = await Promise.all([
    slack.waitForMessage((post) => post.channel === news.slack && shownInSlack(post).includes(url)),
    discord.waitForMessage((post) => post.channel_id === news.discord && post.content.includes(url)),
  ]);
  const reference = /\brc-[0-9a-z]+\b/.exec(shownInSlack(inSlack))?.[0] ?? "no reference";
  expect(inDiscord.content).toContain(reference);
}

/** The countries that were announced, in order, as their sources tell. */
function announced({ slack, discord, news }: Deployment) {
  const codeOf = (text: string) =>
    [POLAND, SLOVAKIA]
      .filter(({ url }) => text.includes(url))
      .map(({ code }) => code)
      .join("+") || text;
  return {
    slack: slack.messages(news.slack).map((post) => codeOf(shownInSlack(post))),
    discord: discord.messages(news.discord).map(({ content }) => codeOf(content)),
  };
}

async function ends(bot: BotProcess): Promise<void> {
  bot.signal("SIGTERM");
  const { code, stderr } = await within(PROMISED_MS, "the end", bot.ended);
  expect([code, stderr]).toEqual([0, expect.stringContaining("rollcall: stopped")]);
}
