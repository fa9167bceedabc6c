import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MODES, startBot } from "./bot.ts";
import { type SlackServer, startSlackServer } from "./server/slack-server.ts";
import { SELF } from "./server/workspace.ts";

describe.each(MODES)("stopping by %s", (mode) => {
  let slack: SlackServer;
  beforeEach(async () => {
    slack = await startSlackServer();
  });
  afterEach(() => slack.close());

  it("leaves no connection, no port and no timer behind", async () => {
    const before = timers();
    const bot = await startBot(slack, mode);
    await slack.mention({ channel: "C1", user: "U1", text: "signed?" });
    await slack.waitForMessage(({ botId }) => botId === SELF.botId);
    await bot.stop();
    await slack.sockets.disconnected();
    expect(timers()).toBeLessThanOrEqual(before);
    if (bot.eventsUrl !== "") await expect(fetch(bot.eventsUrl)).rejects.toThrow();
  });

  it("does not wait for a channel that is at its limit for an hour", async () => {
    const bot = await startBot(slack, mode);
    slack.fail({ method: "chat.postMessage", effect: { kind: "rate-limit", seconds: 3600 } });
    await slack.mention({ channel: "C1", user: "U1", text: "signed?" });
    await expect(bot.stop()).resolves.toBeUndefined();
  });
});

/** What is left to a platform of the five seconds that are promised. */
const STOP_WITHIN_MS = 4_000;

// In the end, as its request leaves a timer behind.
it.each(MODES)(
  "does not wait longer for Slack to take an answer than a bot has to stop, by %s",
  async (mode) => {
    const slack = await startSlackServer();
    const bot = await startBot(slack, mode);
    slack.fail({ method: "chat.postMessage", effect: { kind: "hang" } });
    await slack.mention({ channel: "C1", user: "U1", text: "signed?" });
    await slack.until(() => slack.calls.some(({ method }) => method === "chat.postMessage"));
    const since = performance.now();
    await bot.stop();
    expect(performance.now() - since).toBeLessThan(STOP_WITHIN_MS);
    await slack.close();
  },
);

/** Timers that keep the process alive. */
function timers(): number {
  return process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length;
}
