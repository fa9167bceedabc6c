import { writeFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { knowledgeCopy } from "../end-to-end/deployment.ts";
import { tempFolder } from "../store/temp-folder.ts";
import { startBot } from "./bot-process.ts";
import { SECRET, UNREACHABLE } from "./unreachable.ts";

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
