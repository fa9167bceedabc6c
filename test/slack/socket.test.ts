import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startSlack } from "../../adapters/slack/app.ts";
import { type Bot, HASTE, NO_STORE, settingsFor, standIn, startBot } from "./bot.ts";
import { eventDelivery, spoken } from "./server/payloads.ts";
import { type SlackServer, startSlackServer } from "./server/slack-server.ts";

describe("Socket Mode", () => {
  let slack: SlackServer;
  beforeEach(async () => {
    slack = await startSlackServer();
  });
  afterEach(() => slack.close());

  const opened = () => slack.calls.filter(({ method }) => method === "apps.connections.open").length;

  describe("once connected", () => {
    let bot: Bot;
    beforeEach(async () => {
      bot = await startBot(slack, "socket");
    });
    afterEach(() => bot.stop());

    it("comes back when Slack recycles the connection", async () => {
      slack.sockets.send(JSON.stringify({ type: "disconnect", reason: "refresh_requested" }));
      await slack.sockets.disconnected();
      await slack.mention({ channel: "C1", user: "U1", text: "signed?" });
      await slack.waitForMessage(({ botId }) => botId !== null);
      expect(opened()).toBe(2);
    });

    it("comes back when the connection is cut and Slack refuses a new one for a while", async () => {
      slack.fail({ method: "apps.connections.open", effect: { kind: "status", status: 500 } });
      slack.fail({ method: "apps.connections.open", effect: { kind: "drop" } });
      slack.fail({ method: "apps.connections.open", effect: { kind: "error", error: "invalid_auth" } });
      slack.sockets.drop();
      await slack.mention({ channel: "C1", user: "U1", text: "signed?" });
      await slack.waitForMessage(({ botId }) => botId !== null);
      expect(opened()).toBe(5);
    });

    it("answers what came just before the connection ended, though it cannot be acknowledged", async () => {
      const event = { ...spoken({ channel: "D1", user: "U1", text: "signed?", ts: "1.1" }), type: "message" };
      const { type, payload } = eventDelivery(event, "Ev1");
      slack.sockets.send(JSON.stringify({ type, payload, envelope_id: "last" }));
      slack.sockets.send(JSON.stringify({ type: "disconnect", reason: "refresh_requested" }));
      await slack.waitForMessage(({ botId }) => botId !== null);
      expect(bot.services.heard).toHaveLength(1);
    });

    it("skips frames that make no sense", async () => {
      for (const raw of ["null", "{", "{}", '{"type":"events_api"}', '{"type":"events_api","payload":{}}']) {
        slack.sockets.send(raw);
      }
      await slack.mention({ channel: "C1", user: "U1", text: "signed?" });
      await slack.waitForMessage(({ botId }) => botId !== null);
      expect(opened()).toBe(1);
    });
  });

  it("names the app token when Slack refuses it", async () => {
    slack.fail({ method: "apps.connections.open", effect: { kind: "error", error: "invalid_auth" } });
    const starting = startSlack(settingsFor(slack.apiUrl, "socket"), NO_STORE)(standIn());
    await expect(starting).rejects.toThrow("SLACK_APP_TOKEN (invalid_auth)");
  });

  it("gives up on a connection that never says hello", async () => {
    slack.sockets.silence();
    const hasty = { ...HASTE, helloMs: 300 };
    const starting = startSlack(settingsFor(slack.apiUrl, "socket"), NO_STORE, { patience: hasty })(
      standIn(),
    );
    await expect(starting).rejects.toThrow("before Slack's hello");
  });

  it("stops while Slack is away", async () => {
    const bot = await startBot(slack, "socket");
    slack.fail({ method: "apps.connections.open", times: 99, effect: { kind: "drop" } });
    slack.sockets.drop();
    await bot.stop();
    expect(slack.sockets.count()).toBe(0);
  });
});
