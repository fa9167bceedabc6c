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

/** Timers that keep the process alive. */
function timers(): number {
  return process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length;
}
