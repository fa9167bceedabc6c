import { inTime } from "../conversation/in-time.ts";
import { plainWords } from "./heard.ts";
import { readSaid, wasSpoken } from "./said.ts";
import type { SlackWorkspace } from "./workspaces.ts";

/** As many as Slack gives to an app that is neither on its marketplace nor of the workspace alone. */
const MOST = 15;

/** What people said in a thread before a message, oldest first; nothing when Slack does not tell in time. */
export async function earlierIn(
  { client, self }: SlackWorkspace,
  thread: { readonly channel: string; readonly ts: string; readonly before: string },
): Promise<readonly string[]> {
  const { channel, ts, before } = thread;
  const found = await inTime(client.conversations.replies({ channel, ts, latest: before, limit: MOST }));
  return (found?.messages ?? []).flatMap((message) => {
    const said = readSaid(message);
    if (!said?.user || said.user === self.userId || said.bot_id || !wasSpoken(said)) return [];
    const text = Number(said.ts) < Number(before) ? plainWords(said.text, self.userId) : "";
    return text === "" ? [] : [text];
  });
}
