import { cp, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { tempFolder } from "../store/temp-folder.ts";
import { runAnnounce, startBot } from "./bot-process.ts";

const KNOWLEDGE = fileURLToPath(new URL("../../knowledge", import.meta.url));
/** The one signatory without which the order of all others still stands. */
const LATEST = "signatories/romania.yaml";
const SECRET = "a-secret-of-the-operator";
/** Nobody listens on the discard port of this machine. */
const UNREACHABLE = {
  SLACK_BOT_TOKEN: `xoxb-${SECRET}`,
  SLACK_APP_TOKEN: `xapp-${SECRET}`,
  SLACK_API_URL: "http://127.0.0.1:9/api/",
  DISCORD_TOKEN: SECRET,
  DISCORD_API_URL: "http://127.0.0.1:9/api",
  ANNOUNCE_SLACK_CHANNELS: "C0123456789,C0123456780",
  ANNOUNCE_DISCORD_CHANNELS: "112233445566778899",
};

describe("a start that cannot work", () => {
  const SETTINGS: ReadonlyArray<[what: string, environment: Record<string, string>, names: string[]]> = [
    ["no token and no terminal", {}, ["SLACK_BOT_TOKEN", "DISCORD_TOKEN"]],
    ["a malformed token", { SLACK_BOT_TOKEN: SECRET }, ["SLACK_BOT_TOKEN"]],
    ["a bot token alone", { SLACK_BOT_TOKEN: `xoxb-${SECRET}` }, ["SLACK_APP_TOKEN or SLACK_SIGNING_SECRET"]],
    ["several at once", { ...UNREACHABLE, PORT: SECRET, ANNOUNCE_HOLD: "soon" }, ["PORT", "ANNOUNCE_HOLD"]],
  ];
  for (const [what, environment, names] of SETTINGS) {
    it(`with ${what} ends with 2, names what is expected, and prints no value`, async () => {
      const { code, stdout, stderr } = await startBot(environment).ended;
      expect(code).toBe(2);
      for (const name of names) expect(stderr).toContain(name);
      expect(stdout + stderr).not.toContain(SECRET);
    });
  }

  it("with broken knowledge ends with 1 and reports every problem", async () => {
    const folder = await knowledgeCopy();
    await writeFile(`${folder}/signatories/norway.yaml`, "country: Norway\n");
    await writeFile(`${folder}/signatories/latvia.yaml`, "country: [LV\n");
    const { code, stderr } = await startBot({ ...UNREACHABLE, KNOWLEDGE_DIR: folder }).ended;
    expect(code).toBe(1);
    expect(stderr).toContain("signatories/norway.yaml");
    expect(stderr).toContain("signatories/latvia.yaml");
  });

  it("without a knowledge folder ends with 1 and says which setting names it", async () => {
    const { code, stderr } = await startBot({ ...UNREACHABLE, KNOWLEDGE_DIR: "/nowhere" }).ended;
    expect([code, stderr.includes("KNOWLEDGE_DIR")]).toEqual([1, true]);
  });

  it("with a store that is no store ends with 1", async () => {
    const folder = await tempFolder();
    await writeFile(`${folder}/rollcall.db`, "not a database, and long enough to be read as one".repeat(20));
    const { code, stderr } = await startBot({ ...UNREACHABLE, DATA_DIR: folder }).ended;
    expect([code, stderr.includes("DATA_DIR")]).toEqual([1, true]);
  });
});

describe("a bot whose platforms cannot be reached", () => {
  it("is ready all the same, tries again, and ends in time when asked to", async () => {
    const bot = startBot({ ...UNREACHABLE, DATA_DIR: await tempFolder() });
    await bot.line("rollcall: ready");
    await bot.line("not reached; trying again");
    await bot.line("not reached; trying again");
    bot.signal("SIGTERM");
    const { code, stderr } = await bot.ended;
    expect(code).toBe(0);
    expect(stderr).not.toContain(SECRET);
  });

  it("says in one line which platform is not started, and why", async () => {
    const { DISCORD_TOKEN, ...slackOnly } = UNREACHABLE;
    const bot = startBot({ ...slackOnly, DATA_DIR: await tempFolder() });
    expect(await bot.line("discord: not started")).toContain("DISCORD_TOKEN is not set");
    bot.signal("SIGINT");
    expect((await bot.ended).code).toBe(0);
  });

  it("queues a country file that is added, once, and not again after a kill", async () => {
    const folder = await knowledgeCopy();
    const latest = `${folder}/${LATEST}`;
    await rm(latest);
    const environment = { ...UNREACHABLE, KNOWLEDGE_DIR: folder, DATA_DIR: await tempFolder() };
    const bot = startBot(environment);
    await bot.line("rollcall: ready");
    await writeFile(latest, "country: RO\n");
    await bot.line("the last good one answers");
    await cp(`${KNOWLEDGE}/${LATEST}`, latest);
    await bot.line("announcements: queued for 3 channels");
    bot.signal("SIGKILL");
    await bot.ended;
    const again = startBot(environment);
    await again.line("rollcall: ready");
    again.signal("SIGTERM");
    await again.ended;
    const status = await runAnnounce(["--status"], environment);
    expect(status.stdout).toBe("discord: 1 queued\nslack: 2 queued\n");
  });
});

describe("npm run announce", () => {
  it("says that a first start adopts in silence, and makes no store", async () => {
    const environment = { ...UNREACHABLE, DATA_DIR: await tempFolder() };
    const { code, stdout } = await runAnnounce(["--plan"], environment);
    expect(code).toBe(0);
    expect(stdout).toContain("adopts in silence");
    const status = await runAnnounce(["--status"], environment);
    expect(status.stdout).toContain("There is no store yet");
  });

  it("plans beside a running bot what was added since, and writes nothing", async () => {
    const folder = await knowledgeCopy();
    const less = await knowledgeCopy();
    await rm(`${less}/${LATEST}`);
    const shared = { ...UNREACHABLE, DATA_DIR: await tempFolder() };
    const bot = startBot({ ...shared, KNOWLEDGE_DIR: less });
    await bot.line("rollcall: ready");
    const { DISCORD_TOKEN, ...slackOnly } = { ...shared, KNOWLEDGE_DIR: folder };
    const plans = [await runAnnounce(["--plan"], slackOnly), await runAnnounce(["--plan"], slackOnly)];
    expect(plans[0]?.stdout).toContain("accession-RO");
    expect(plans[0]?.stdout).toContain("to slack C0123456789");
    expect(plans[0]?.stdout).toMatch(/not posted: .* to discord 112233445566778899.*no token/);
    expect(plans[1]?.stdout).toBe(plans[0]?.stdout);
    expect((await runAnnounce(["--status"], shared)).stdout).toBe("Nothing was announced yet.\n");
    bot.signal("SIGTERM");
    await bot.ended;
  });

  for (const args of [[], ["--plan", "--status"], ["--unheard-of"], ["more"]]) {
    it(`ends with 2 when given ${JSON.stringify(args)}`, async () => {
      const { code, stderr } = await runAnnounce(args, {});
      expect([code, stderr.includes("npm run announce -- --plan")]).toEqual([2, true]);
    });
  }

  it("has help", async () => {
    const { code, stdout } = await runAnnounce(["--help"], {});
    expect([code, stdout.includes("--status")]).toEqual([0, true]);
  });
});

async function knowledgeCopy(): Promise<string> {
  const folder = await tempFolder();
  await cp(KNOWLEDGE, folder, { recursive: true });
  return folder;
}
