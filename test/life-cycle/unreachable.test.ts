import { cp, rm, writeFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { knowledgeCopy } from "../end-to-end/deployment.ts";
import { dataFolder } from "../fixtures/data-folder.ts";
import { KNOWLEDGE_DIR } from "../fixtures/knowledge-texts.ts";
import { runAnnounce, startBot } from "./bot-process.ts";
import { LATEST, SECRET, UNREACHABLE } from "./unreachable.ts";

describe("a bot whose platforms cannot be reached", () => {
  it("is ready all the same, tries again, and ends in time when asked to", async () => {
    const bot = startBot({ ...UNREACHABLE, DATA_DIR: await dataFolder() });
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
    const bot = startBot({ ...slackOnly, DATA_DIR: await dataFolder() });
    expect(await bot.line("discord: not started")).toContain("DISCORD_TOKEN is not set");
    bot.signal("SIGINT");
    expect((await bot.ended).code).toBe(0);
  });

  it("queues a country file that is added, once, and not again after a kill", async () => {
    const folder = await knowledgeCopy();
    const latest = `${folder}/${LATEST}`;
    await rm(latest);
    const environment = { ...UNREACHABLE, KNOWLEDGE_DIR: folder, DATA_DIR: await dataFolder() };
    const bot = startBot(environment);
    await bot.line("rollcall: ready");
    await writeFile(latest, "country: RO\n");
    await bot.line("the last good one answers");
    await cp(`${KNOWLEDGE_DIR}/${LATEST}`, latest);
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
