import type { LanguageCode } from "../knowledge/schema/values.ts";
import type { NewsKind } from "./event.ts";

/** A channel on a platform. */
export interface Channel {
  readonly platform: string;
  readonly channel: string;
}

/** A channel that wants news. */
export interface Destination extends Channel {
  readonly language: LanguageCode;
  /** What it wants to hear of; nothing when it unsubscribed. */
  readonly kinds: ReadonlySet<NewsKind>;
  /** Gets nothing for now: its posts wait in the outbox, and follow as one summary when the pause is over. */
  readonly paused: boolean;
}

/** Names a channel among those of all platforms: `slack C0123456789`. */
export function channelKey({ platform, channel }: Channel): string {
  return `${platform} ${channel}`;
}
