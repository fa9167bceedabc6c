import type { Destination } from "../../src/announcements/destination.ts";
import { NEWS_KINDS, type NewsKind } from "../../src/announcements/event.ts";
import { languageCode } from "../../src/knowledge/schema/values.ts";
import type { Settings } from "../settings.ts";

/** Where announcements go by the settings, and which platforms have a token to bring them there. */
export interface Audience {
  /** The channels that the operator fixed: all kinds, in English, unless the channel itself asks otherwise. */
  readonly fixed: readonly Destination[];
  readonly platforms: ReadonlySet<string>;
}

const ALL_KINDS: ReadonlySet<NewsKind> = new Set(NEWS_KINDS);
const LANGUAGE = languageCode.parse("en");

/** The channels that the operator fixed, which hear of everything, in the order given. */
export function audienceOf({ announce, slack, discord }: Settings): Audience {
  const to = (platform: string) => (channel: string) => ({
    platform,
    channel,
    language: LANGUAGE,
    kinds: ALL_KINDS,
    paused: false,
  });
  return {
    fixed: [...announce.slackChannels.map(to("slack")), ...announce.discordChannels.map(to("discord"))],
    platforms: new Set([...(slack ? ["slack"] : []), ...(discord ? ["discord"] : [])]),
  };
}
