import type { webApi } from "@slack/bolt";
import type { RunningPlatform } from "../platform.ts";
import { formatTold } from "./format-notice.ts";
import type { Replies } from "./replies.ts";

/** Writes direct messages: to Slack, a person's id is the channel with them. */
export function createTell(
  client: webApi.WebClient,
  replies: Pick<Replies, "follow">,
): RunningPlatform["tell"] {
  return async (person, told) => {
    const sending = client.chat.postMessage({ channel: person, ...formatTold(told) });
    return replies.follow(sending).then(
      () => true,
      () => false,
    );
  };
}
