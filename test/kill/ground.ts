import { MessageFlags } from "discord-api-types/v10";
import { startDiscordServer } from "../discord/server/discord-server.ts";
import { blockTexts } from "../slack/server/limits.ts";
import { startSlackServer } from "../slack/server/slack-server.ts";

/** A message of the bot as it stands in a channel. */
export interface Shown {
  readonly id: string;
  readonly text: string;
  /** The message that it replies to. */
  readonly replyTo: string | null;
  /** False for a post that those who follow the channel should have, and have not. */
  readonly isOut: boolean;
}

/** A platform on the loopback that the bot may die on. */
export interface Ground {
  readonly platform: PlatformName;
  readonly environment: Readonly<Record<string, string>>;
  readonly channels: readonly string[];
  /** What the bot posted before; the result is what the platform calls it. */
  seed(channel: string, text: string): string;
  /** In order of time. */
  shown(channel: string): readonly Shown[];
  close(): Promise<void>;
}

export const PLATFORMS = ["slack", "discord"] as const;
export type PlatformName = (typeof PLATFORMS)[number];

export function startGround(platform: PlatformName, channels: number): Promise<Ground> {
  return platform === "slack" ? slackGround(channels) : discordGround(channels);
}

async function slackGround(count: number): Promise<Ground> {
  const server = await startSlackServer();
  const channels = Array.from({ length: count }, (_, at) => `C0NEWS${at}`);
  const { userId: user, botId } = server.self;
  return {
    platform: "slack",
    environment: {
      SLACK_BOT_TOKEN: server.tokens.bot,
      SLACK_APP_TOKEN: server.tokens.app,
      SLACK_API_URL: server.apiUrl,
      ANNOUNCE_SLACK_CHANNELS: channels.join(","),
    },
    channels,
    seed: (channel, text) => server.seed({ channel, text, user, botId }).ts,
    shown: (channel) =>
      server.messages(channel).map(({ ts, text, blocks, threadTs }) => ({
        id: ts,
        text: [text, ...blockTexts(blocks)].join("\n"),
        replyTo: threadTs,
        isOut: true,
      })),
    close: server.close,
  };
}

/** The last channel is one whose posts are published. The nonce does not help: what Discord would swallow is seen. */
async function discordGround(count: number): Promise<Ground> {
  const server = await startDiscordServer({ nonceMs: 0 });
  const announcing = server.announcementChannel().id;
  const texts = Array.from({ length: count - 1 }, () => server.channel().id);
  const channels = [...texts, announcing];
  return {
    platform: "discord",
    environment: {
      DISCORD_TOKEN: server.token,
      DISCORD_API_URL: server.apiUrl,
      ANNOUNCE_DISCORD_CHANNELS: channels.join(","),
    },
    channels,
    seed: (channel, content) => server.say({ channel, user: server.botUser, content }),
    shown: (channel) =>
      server.messages(channel).map(({ id, content, message_reference: reference, flags = 0 }) => ({
        id,
        text: content,
        replyTo: reference?.message_id ?? null,
        isOut: channel !== announcing || reference !== undefined || (flags & MessageFlags.Crossposted) !== 0,
      })),
    close: server.close,
  };
}
