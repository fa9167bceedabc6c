import { webApi } from "@slack/bolt";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { clientOptions } from "../../adapters/slack/clients.ts";
import { neverSent } from "../../adapters/slack/never-sent.ts";
import { createPoster, outcomeOf } from "../../adapters/slack/poster.ts";
import type { Poster } from "../../src/announcements/poster.ts";
import { posterOn, settingsFor } from "./bot.ts";
import { quietLog } from "./quiet-log.ts";
import { dispatch } from "./reply.ts";
import type { Effect } from "./server/faults.ts";
import { type SlackServer, startSlackServer, TOKENS } from "./server/slack-server.ts";
import { SELF } from "./server/workspace.ts";

const me = { userId: SELF.userId, botId: SELF.botId };

describe("posting an announcement", () => {
  let slack: SlackServer;
  let poster: Poster;
  beforeEach(async () => {
    slack = await startSlackServer();
    poster = posterOn(slack);
  });
  afterEach(() => slack.close());

  const posts = () => slack.calls.filter(({ method }) => method === "chat.postMessage").length;

  it("tells the id of the post", async () => {
    const outcome = await poster.send(dispatch());
    expect(outcome).toEqual({ kind: "sent", messageId: slack.messages("C0NEWS")[0]?.ts });
  });

  it("shows no previews of links", async () => {
    await poster.send(dispatch());
    expect(slack.calls[0]?.args).toMatchObject({ unfurl_links: "false", unfurl_media: "false" });
  });

  const CASES: ReadonlyArray<[effect: Effect, outcome: object]> = [
    [
      { kind: "rate-limit", seconds: 7 },
      { kind: "busy", retryAfterMs: 7000 },
    ],
    [
      { kind: "rate-limit", seconds: null },
      { kind: "busy", retryAfterMs: 30_000 },
    ],
    [
      { kind: "error", error: "ratelimited" },
      { kind: "busy", retryAfterMs: 30_000 },
    ],
    [
      { kind: "error", error: "is_archived" },
      { kind: "failed", lasting: true },
    ],
    [
      { kind: "error", error: "not_in_channel" },
      { kind: "failed", lasting: true },
    ],
    [
      { kind: "error", error: "account_inactive" },
      { kind: "failed", lasting: true },
    ],
    [
      { kind: "error", error: "missing_scope" },
      { kind: "failed", lasting: true },
    ],
    [
      { kind: "error", error: "service_unavailable" },
      { kind: "failed", lasting: false },
    ],
    [
      { kind: "error", error: "some_new_error" },
      { kind: "failed", lasting: false },
    ],
    [{ kind: "error", error: "internal_error" }, { kind: "in-doubt" }],
    [{ kind: "error", error: "fatal_error" }, { kind: "in-doubt" }],
    [{ kind: "error", error: "request_timeout" }, { kind: "in-doubt" }],
    [
      { kind: "status", status: 404 },
      { kind: "failed", lasting: false },
    ],
    [{ kind: "status", status: 502 }, { kind: "in-doubt" }],
    [{ kind: "garbage" }, { kind: "in-doubt" }],
    [{ kind: "drop" }, { kind: "in-doubt" }],
    [{ kind: "store-then-drop" }, { kind: "in-doubt" }],
  ];
  for (const [effect, outcome] of CASES) {
    it(`makes ${JSON.stringify(outcome)} of ${JSON.stringify(effect)}, and tries once`, async () => {
      slack.fail({ method: "chat.postMessage", effect });
      expect(await poster.send(dispatch())).toMatchObject(outcome);
      expect(posts()).toBe(1);
    });
  }

  it("says what to do about a lasting failure", async () => {
    slack.fail({ method: "chat.postMessage", effect: { kind: "error", error: "not_in_channel" } });
    expect(await poster.send(dispatch())).toMatchObject({ reason: expect.stringContaining("/invite") });
  });

  it("is in doubt when Slack does not answer in time", async () => {
    const options = { ...clientOptions(settingsFor(slack.apiUrl, "socket")), logger: quietLog, timeout: 100 };
    slack.fail({ method: "chat.postMessage", effect: { kind: "hang" } });
    const impatient = createPoster(new webApi.WebClient(TOKENS.bot, options), me);
    expect(await impatient.send(dispatch())).toMatchObject({ kind: "in-doubt" });
  });

  it("is sure that nothing was taken when nobody listens", async () => {
    await slack.close();
    expect(await poster.send(dispatch())).toMatchObject({ kind: "failed", lasting: false });
    slack = await startSlackServer();
  });

  it("holds back no channel when another is at its limit", async () => {
    slack.fail({
      method: "chat.postMessage",
      channel: "C0BUSY",
      effect: { kind: "rate-limit", seconds: 60 },
    });
    const outcomes = await Promise.all([poster.send(dispatch({}, "C0BUSY")), poster.send(dispatch())]);
    expect(outcomes).toMatchObject([{ kind: "busy" }, { kind: "sent" }]);
  });
});

describe("neverSent", () => {
  const failure = (fields: object) => Object.assign(new Error("x"), fields);
  const CASES: ReadonlyArray<[error: Error, answer: boolean]> = [
    [failure({ syscall: "getaddrinfo", code: "ENOTFOUND" }), true],
    [failure({ syscall: "connect", code: "ECONNREFUSED" }), true],
    [failure({ code: "UND_ERR_CONNECT_TIMEOUT" }), true],
    [failure({ syscall: "read", code: "ECONNRESET" }), false],
    [new AggregateError([failure({ syscall: "connect" }), failure({ syscall: "connect" })]), true],
    [new AggregateError([failure({ syscall: "connect" }), failure({ syscall: "read" })]), false],
    [new TypeError("fetch failed", { cause: failure({ syscall: "connect" }) }), true],
    [new DOMException("late", "TimeoutError"), false],
  ];
  for (const [error, answer] of CASES) {
    it(`is ${answer} of ${error.name} ${JSON.stringify(error)}`, () => {
      expect(neverSent(error)).toBe(answer);
      expect(outcomeOf(error).kind).toBe(answer ? "failed" : "in-doubt");
    });
  }
});
