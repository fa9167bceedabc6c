import { plainWords } from "./heard.ts";
import { pause } from "./pause.ts";
import { readSaid, wasSpoken } from "./said.ts";
import type { SlackWorkspace } from "./workspaces.ts";

/** As many as Slack gives to an app that is neither on its marketplace nor of the workspace alone. */
const MOST = 15;
const PATIENCE_MS = 1_000;

/** What people said in a thread before a message, oldest first; nothing when Slack does not tell in time. */
export async function earlierIn(
  { client, self }: SlackWorkspace,
  thread: { readonly channel: string; readonly ts: string; readonly before: string },
): Promise<readonly string[]> {
  const { channel, ts, before } = thread;
  const enough = new AbortController();
  const asking: Promise<readonly unknown[]> = client.conversations
    .replies({ channel, ts, latest: before, limit: MOST })
    .then(({ messages = [] }) => messages);
  const late = pause(PATIENCE_MS, enough.signal).then((): readonly unknown[] => []);
  const found = await Promise.race([asking.catch((): readonly unknown[] => []), late]).finally(() =>
    enough.abort(),
  );
  return found.flatMap((message) => {
    const said = readSaid(message);
    if (!said?.user || said.user === self.userId || said.bot_id || !wasSpoken(said)) return [];
    const text = Number(said.ts) < Number(before) ? plainWords(said.text, self.userId) : "";
    return text === "" ? [] : [text];
  });
}
