import { describe, expect, it } from "vitest";
import { runAnnounce } from "../life-cycle/bot-process.ts";
import { tempFolder } from "../store/temp-folder.ts";
import { deployment, logged } from "./deployment.ts";
import { add, operate, PATIENCE_MS, POLAND, posts, started, stopped } from "./operating.ts";

describe("npm run announce beside a running bot", () => {
  it("settles what is in doubt, and nothing else", { timeout: PATIENCE_MS }, async () => {
    const place = await deployment();
    const { environment } = place;
    place.slack.fail({ method: "chat.postMessage", effect: { kind: "store-then-drop" } });
    place.slack.fail({
      ...{ method: "conversations.history", times: 100 },
      effect: { kind: "error", error: "missing_scope" },
    });
    const bot = await started(environment);
    await add(place, POLAND);
    await logged(bot, "is in-doubt");
    const status = await operate(["--status"], environment);
    const key = /is in doubt since .* \[([\w-]{25})\]/.exec(status.stdout)?.[1] ?? "";
    expect(await operate(["--settle", key, "sent"], environment)).toMatchObject({ code: 0 });
    const twice = await operate(["--settle", key, "again"], environment);
    expect(twice).toMatchObject({ code: 1, stderr: expect.stringContaining("not in doubt") });
    expect(await operate(["--settle", "nothing", "sent"], environment)).toMatchObject({ code: 1 });
    expect((await operate(["--status"], environment)).stdout).toContain(`: settle sent ${key}`);
    await stopped(bot);
    expect(posts(place)).toEqual({ slack: 1, discord: 1 });
  });

  it("posts a test by the bot's own way", { timeout: PATIENCE_MS }, async () => {
    const place = await deployment();
    const bot = await started(place.environment);
    const test = await runAnnounce(["--test", place.news.slack], place.environment);
    expect(test).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Test post rc-\w+ .*was sent/) });
    expect(place.slack.messages(place.news.slack)[0]?.text).toContain("test");
    await stopped(bot);
  });
});

describe("npm run announce without a bot", () => {
  it("posts a test itself, and nothing else that waits", { timeout: PATIENCE_MS }, async () => {
    const place = await deployment();
    const environment = { ...place.environment, ANNOUNCE_HOLD: "3600" };
    const bot = await started(environment);
    await add(place, POLAND);
    await logged(bot, "queued for 2 channels");
    await stopped(bot);
    const sent = await runAnnounce(["--test", place.news.discord], environment);
    expect(sent).toMatchObject({ code: 0, stdout: expect.stringContaining("was sent") });
    const closed = place.discord.channel({ send: false }).id;
    const refused = await runAnnounce(["--test", closed], environment);
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining("Send Messages") });
    expect(posts(place)).toEqual({ slack: 0, discord: 1 });
  });

  it("says what is missing: a store, a token", async () => {
    const environment = { DATA_DIR: await tempFolder() };
    expect(await operate(["--retry"], environment)).toMatchObject({
      ...{ code: 1, stderr: expect.stringContaining("There is no store yet") },
    });
  });
});
