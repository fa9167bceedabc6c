import { rm, writeFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { type Environment, runAnnounce, startBot } from "../life-cycle/bot-process.ts";
import { tempFolder } from "../store/temp-folder.ts";
import { countryFile, type NewCountry } from "./country-file.ts";
import { type Deployment, deployment, knowledgeCopy, logged } from "./deployment.ts";

const POLAND: NewCountry = {
  code: "PL",
  day: "2026-04-20",
  ordinal: 28,
  url: "https://example.org/poland-signs",
};
const PATIENCE_MS = 120_000;

describe("npm run announce beside a running bot", () => {
  it("releases exactly the plan that was approved", { timeout: PATIENCE_MS }, async () => {
    const place = await deployment();
    const environment = { ...place.environment, ANNOUNCE_APPROVAL: "on" };
    const bot = await started(environment);
    await add(place, POLAND);
    await logged(bot, "held for 2 channels");

    const plan = await runAnnounce(["--plan"], environment);
    const hash = /Plan ([0-9a-f]{12})/.exec(plan.stdout)?.[1] ?? "";
    expect(plan.stdout).toMatch(/slack C0NEWS: post rc-\w+ is held until it is approved/);
    const other = await runAnnounce(["--approve", "000000000000"], environment);
    expect([other.code, other.stderr]).toEqual([1, expect.stringContaining(hash)]);
    expect(posts(place)).toEqual({ slack: 0, discord: 0 });

    const released = await runAnnounce(["--approve", hash, "--wait"], environment);
    expect(released).toMatchObject({ code: 0, stdout: expect.stringContaining("Sent: 2 of 2.") });
    expect(released.stderr).toContain("2 of 2 settled");
    expect(posts(place)).toEqual({ slack: 1, discord: 1 });
    const again = await runAnnounce(["--approve", hash], environment);
    expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining("Nothing is held") });
    expect((await runAnnounce(["--status"], environment)).stdout).toContain(`: approve ${hash}`);
    await stopped(bot);
  });

  it("queues again what was given up, once its cause is mended", { timeout: PATIENCE_MS }, async () => {
    const place = await deployment();
    const { environment } = place;
    place.slack.fail({ method: "chat.postMessage", effect: { kind: "error", error: "is_archived" } });
    const bot = await started(environment);
    await add(place, POLAND);
    await logged(bot, "is dead");
    const status = await runAnnounce(["--status"], environment);
    const key = /slack C0NEWS: post rc-\w+ was given up .*is_archived.* \[([\w-]{25})\]/.exec(
      status.stdout,
    )?.[1];
    const retried = await runAnnounce(["--retry", key ?? "", "--wait"], environment);
    expect(retried).toMatchObject({ code: 0, stdout: expect.stringContaining("Sent: 1 of 1.") });
    expect(posts(place).slack).toBe(1);
    expect(await runAnnounce(["--retry", "nothing"], environment)).toMatchObject({ code: 1 });
    await stopped(bot);
  });

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
    const status = await runAnnounce(["--status"], environment);
    const key = /is in doubt since .* \[([\w-]{25})\]/.exec(status.stdout)?.[1] ?? "";
    expect(await runAnnounce(["--settle", key, "sent"], environment)).toMatchObject({ code: 0 });
    const twice = await runAnnounce(["--settle", key, "again"], environment);
    expect(twice).toMatchObject({ code: 1, stderr: expect.stringContaining("not in doubt") });
    expect(await runAnnounce(["--settle", "nothing", "sent"], environment)).toMatchObject({ code: 1 });
    expect((await runAnnounce(["--status"], environment)).stdout).toContain(`: settle sent ${key}`);
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
    expect(await runAnnounce(["--retry"], environment)).toMatchObject({
      ...{ code: 1, stderr: expect.stringContaining("There is no store yet") },
    });
  });
});

describe("a rollback", () => {
  it("says nothing, until an operator adopts it", { timeout: PATIENCE_MS }, async () => {
    const place = await deployment();
    const { environment } = place;
    const first = await started(environment);
    const rollback = await knowledgeCopy();
    await add(place, { ...POLAND, day: "2026-04-20" });
    await logged(first, "discord: post");
    await add(place, { ...POLAND, day: "2026-04-21" });
    await logged(first, "discord: note");
    await stopped(first);
    expect(posts(place)).toEqual({ slack: 2, discord: 2 });

    await writeFile(`${rollback}/signatories/poland.yaml`, countryFile({ ...POLAND, day: "2026-04-20" }));
    const older = { ...environment, KNOWLEDGE_DIR: rollback };
    const second = await started(older);
    expect((await runAnnounce(["--plan"], older)).stdout).toContain("--adopt");
    expect(posts(place)).toEqual({ slack: 2, discord: 2 });
    expect(await runAnnounce(["--adopt"], older)).toMatchObject({
      ...{ code: 0, stdout: expect.stringContaining("correction-PL") },
    });
    await logged(second, "discord: note");
    expect(posts(place)).toEqual({ slack: 3, discord: 3 });
    await stopped(second);
  });
});

async function started(environment: Environment) {
  const bot = startBot(environment);
  const signs = ["rollcall: ready", "slack: started", "discord: started"];
  await Promise.all(signs.map((part) => logged(bot, part)));
  return bot;
}

async function stopped(bot: ReturnType<typeof startBot>): Promise<void> {
  bot.signal("SIGTERM");
  await bot.ended;
}

async function add({ environment }: Deployment, country: NewCountry): Promise<void> {
  const file = `${environment.KNOWLEDGE_DIR}/signatories/poland.yaml`;
  await rm(file, { force: true });
  await writeFile(file, countryFile(country));
}

/** How many messages stand in the channels for news. */
function posts({ slack, discord, news }: Deployment) {
  return { slack: slack.messages(news.slack).length, discord: discord.messages(news.discord).length };
}
