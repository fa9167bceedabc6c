import type { Log } from "../log.ts";
import type { RunningPlatform } from "../platform.ts";
import { formatTold } from "./format-notice.ts";
import type { Replies } from "./replies.ts";
import { describeError } from "./sdk-log.ts";
import type { Workspaces } from "./workspaces.ts";

/** Writes direct messages in the workspace of a channel, or of a person: to Slack, a person's id is the channel with them. */
export function createTell(
  workspaces: Pick<Workspaces, "of" | "ofChannel">,
  replies: Pick<Replies, "follow">,
  log: Log,
): RunningPlatform["tell"] {
  return async (person, told) => {
    const sending = async () => {
      const { channel, workspace: teamId } = told;
      const here = await (channel === null ? workspaces.of({ teamId }) : workspaces.ofChannel(channel));
      if (here === null) throw new Error("The app is not installed there.");
      await here.client.chat.postMessage({ channel: person, ...formatTold(told) });
    };
    return replies.follow(sending()).then(
      () => true,
      (error: unknown) => {
        log.warn({ reason: describeError(error) }, "Slack did not take a direct message.");
        return false;
      },
    );
  };
}
