import { cp } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { APIMessage } from "discord-api-types/v10";
import { onTestFinished } from "vitest";
import { type DiscordServer, startDiscordServer } from "../discord/server/discord-server.ts";
import { dataFolder } from "../fixtures/data-folder.ts";
import type { BotProcess, Environment } from "../life-cycle/bot-process.ts";
import { blockTexts } from "../slack/server/limits.ts";
import { type SlackServer, startSlackServer } from "../slack/server/slack-server.ts";
import type { StoredMessage } from "../slack/server/workspace.ts";
import { tempFolder } from "../store/temp-folder.ts";

const KNOWLEDGE = fileURLToPath(new URL("../../knowledge", import.meta.url));

/** Both platforms on the loopback, and folders of its own for a bot that lives between them. */
export interface Deployment {
  readonly slack: SlackServer;
  readonly discord: DiscordServer;
  /** Id of a channel in Discord where people ask; its commands are used there too. */
  readonly talk: string;
  /** Ids of the channels that get the announcements. */
  readonly news: { readonly slack: string; readonly discord: string };
  readonly environment: Environment & { readonly KNOWLEDGE_DIR: string };
}

export async function deployment(): Promise<Deployment> {
  const slack = await startSlackServer();
  onTestFinished(slack.close);
  const discord = await startDiscordServer();
  onTestFinished(discord.close);
  const talk = discord.channel().id;
  const news = { slack: "C0NEWS", discord: discord.channel().id };
  const environment = {
    SLACK_BOT_TOKEN: slack.tokens.bot,
    SLACK_APP_TOKEN: slack.tokens.app,
    SLACK_API_URL: slack.apiUrl,
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    ANNOUNCE_SLACK_CHANNELS: news.slack,
    ANNOUNCE_DISCORD_CHANNELS: news.discord,
    KNOWLEDGE_DIR: await knowledgeCopy(),
    DATA_DIR: await dataFolder(),
  };
  return { slack, discord, talk, news, environment };
}

/** The knowledge of the repository, for a test to change. */
export async function knowledgeCopy(): Promise<string> {
  const folder = await tempFolder();
  await cp(KNOWLEDGE, folder, { recursive: true });
  return folder;
}

/** The next line of the log with `part` in it; a bot that ends before fails at once, with all it wrote. */
export function logged(bot: BotProcess, part: string): Promise<string> {
  const end = bot.ended.then(({ code, stderr }) => {
    throw new Error(`The bot ended with ${code} before it logged "${part}":\n${stderr}`);
  });
  return Promise.race([bot.line(part), end]);
}

/** Everything that a person sees of a message in Slack, links with their addresses. */
export function shownInSlack({ text, blocks }: Pick<StoredMessage, "text" | "blocks">): string {
  return [text, ...blockTexts(blocks)].join("\n");
}

/** The answer to a mention in Slack: it comes into the thread of the question, or the one it begins. */
export async function answerInSlack(
  slack: SlackServer,
  question: string,
  threadTs?: string,
): Promise<{ readonly text: string; readonly thread: string }> {
  const { ts } = await slack.mention({ channel: "C0TALK", user: "U0ASKER", text: question, threadTs });
  const thread = threadTs ?? ts;
  const answer = await slack.waitForMessage(
    (message) => message.botId !== null && message.threadTs === thread && message.ts > ts,
  );
  return { text: shownInSlack(answer), thread };
}

/** The answer to a mention in Discord: a reply to it. */
export async function answerInDiscord(
  discord: DiscordServer,
  channel: string,
  question: string,
): Promise<APIMessage> {
  const id = discord.mention({ channel, user: discord.person("asker"), content: question });
  return discord.waitForMessage(({ message_reference }) => message_reference?.message_id === id);
}
