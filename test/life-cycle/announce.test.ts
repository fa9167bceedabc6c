import { rm } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { announce } from "../../adapters/terminal/announce-program.ts";
import { knowledgeCopy } from "../end-to-end/deployment.ts";
import { dataFolder } from "../fixtures/data-folder.ts";
import { inProcess } from "../terminal/in-process.ts";
import { type Environment, runAnnounce, startBot } from "./bot-process.ts";
import { LATEST, UNREACHABLE } from "./unreachable.ts";

describe("npm run announce", () => {
  it("says that a first start adopts in silence, and makes no store", async () => {
    const environment = { ...UNREACHABLE, DATA_DIR: await dataFolder() };
    const { code, stdout } = await operate(["--plan"], environment);
    expect(code).toBe(0);
    expect(stdout).toContain("adopts in silence");
    const status = await operate(["--status"], environment);
    expect(status.stdout).toContain("There is no store yet");
  });

  it("plans beside a running bot what was added since, and writes nothing", async () => {
    const folder = await knowledgeCopy();
    const less = await knowledgeCopy();
    await rm(`${less}/${LATEST}`);
    const shared = { ...UNREACHABLE, DATA_DIR: await dataFolder() };
    const bot = startBot({ ...shared, KNOWLEDGE_DIR: less });
    await bot.line("rollcall: ready");
    const { DISCORD_TOKEN, ...slackOnly } = { ...shared, KNOWLEDGE_DIR: folder };
    const plans = [await runAnnounce(["--plan"], slackOnly), await operate(["--plan"], slackOnly)];
    expect(plans[0]?.stdout).toContain("accession-RO");
    expect(plans[0]?.stdout).toContain("to slack C0123456789");
    expect(plans[0]?.stdout).toMatch(/not posted: .* to discord 112233445566778899.*no token/);
    expect(plans[1]?.stdout).toBe(plans[0]?.stdout);
    expect((await operate(["--status"], shared)).stdout).toBe("Nothing was announced yet.\n");
    bot.signal("SIGTERM");
    await bot.ended;
  });

  for (const args of [[], ["--plan", "--status"], ["--unheard-of"], ["more"]]) {
    it(`ends with 2 when given ${JSON.stringify(args)}`, async () => {
      const { code, stderr } = await operate(args, {});
      expect([code, stderr.includes("npm run announce -- --plan")]).toEqual([2, true]);
    });
  }

  it("says what is wrong and ends with 2 as a process of its own, too", async () => {
    const { code, stdout, stderr } = await runAnnounce(["more"], {});
    const here = await operate(["more"], {});
    expect({ code, stdout, stderr: `${stderr}\n` }).toEqual(here);
  });

  it("has help", async () => {
    const { code, stdout } = await operate(["--help"], {});
    expect([code, stdout.includes("--status")]).toEqual([0, true]);
  });
});

function operate(args: readonly string[], environment: Environment) {
  return inProcess(announce, args, environment);
}
