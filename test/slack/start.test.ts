import { createServer } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startSlack } from "../../adapters/slack/app.ts";
import { HASTE, MODES, NO_STORE, settingsFor, standIn } from "./bot.ts";
import { type SlackServer, startSlackServer } from "./server/slack-server.ts";

/** An address where nobody listens. */
async function deadUrl(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/api/`;
}

describe.each(MODES)("starting by %s", (mode) => {
  let slack: SlackServer;
  beforeEach(async () => {
    slack = await startSlackServer();
  });
  afterEach(() => slack.close());

  const REFUSALS = ["invalid_auth", "account_inactive", "token_revoked"] as const;
  for (const error of REFUSALS) {
    it(`names the token and what to do when Slack says ${error}`, async () => {
      slack.fail({ method: "auth.test", effect: { kind: "error", error } });
      const starting = startSlack(settingsFor(slack.apiUrl, mode), NO_STORE)(standIn());
      await expect(starting).rejects.toThrow(new RegExp(`SLACK_BOT_TOKEN \\(${error}\\)\\. .*app`));
      expect(slack.sockets.count()).toBe(0);
    });
  }

  it("rejects a token that Slack does not know, without telling it", async () => {
    const settings = { ...settingsFor(slack.apiUrl, mode), botToken: "xoxb-wrong" };
    const error = await startSlack(settings, NO_STORE)(standIn()).catch((reason: unknown) => reason);
    expect(String(error)).toContain("invalid_auth");
    expect(String(error)).not.toContain("xoxb-wrong");
  });

  it("rejects soon when nobody listens", async () => {
    const starting = startSlack(settingsFor(await deadUrl(), mode), NO_STORE)(standIn());
    await expect(starting).rejects.toThrow("Slack cannot be reached");
  });

  it("rejects soon when Slack is down", async () => {
    slack.fail({ method: "*", times: 9, effect: { kind: "status", status: 503 } });
    await expect(startSlack(settingsFor(slack.apiUrl, mode), NO_STORE)(standIn())).rejects.toThrow(
      /reached.*503/,
    );
  });

  it("says for how long Slack wants to be left alone", async () => {
    slack.fail({ method: "auth.test", effect: { kind: "rate-limit", seconds: 20 } });
    const starting = startSlack(settingsFor(slack.apiUrl, mode), NO_STORE)(standIn());
    await expect(starting).rejects.toMatchObject({ name: "LeaveAlone", forMs: 20_000 });
  });

  it("can be tried again soon where a rate limit does not tell its end", async () => {
    slack.fail({ method: "*", effect: { kind: "rate-limit", seconds: null } });
    const error = await startSlack(settingsFor(slack.apiUrl, mode), NO_STORE)(standIn()).catch(String);
    expect(error).toMatch(/^Error: Slack cannot be reached/);
  });

  it("rejects when Slack takes the request and says nothing", async () => {
    slack.fail({ method: "auth.test", times: 9, effect: { kind: "hang" } });
    const starting = startSlack(settingsFor(slack.apiUrl, mode), NO_STORE, {
      patience: { ...HASTE, replyMs: 100 },
    })(standIn());
    await expect(starting).rejects.toThrow("Slack cannot be reached");
  });
});

describe("starting by http", () => {
  it("rejects when the port is taken", async () => {
    const slack = await startSlackServer();
    const port = Number(new URL(slack.apiUrl).port);
    const settings = {
      ...settingsFor(slack.apiUrl, "http"),
      listen: { port, host: "127.0.0.1" },
    };
    await expect(startSlack(settings, NO_STORE)(standIn())).rejects.toThrow("EADDRINUSE");
    await slack.close();
  });
});
