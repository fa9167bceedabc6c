import { writeFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import type { BotProcess } from "../life-cycle/bot-process.ts";
import { countryFile } from "./country-file.ts";
import { deployment, knowledgeCopy, logged } from "./deployment.ts";
import { add, operate, PATIENCE_MS, POLAND, posts, started, stopped } from "./operating.ts";

/** The bot has written it on both platforms, in either order. */
async function both(bot: BotProcess, kind: "post" | "note"): Promise<void> {
  await logged(bot, `: ${kind} rc-`);
  await logged(bot, `: ${kind} rc-`);
}

describe("a rollback", () => {
  it("says nothing, until an operator adopts it", { timeout: PATIENCE_MS }, async () => {
    const place = await deployment();
    const { environment } = place;
    const first = await started(environment);
    const rollback = await knowledgeCopy();
    await add(place, { ...POLAND, day: "2026-04-20" });
    await both(first, "post");
    await add(place, { ...POLAND, day: "2026-04-21" });
    await both(first, "note");
    await stopped(first);
    expect(posts(place)).toEqual({ slack: 2, discord: 2 });

    await writeFile(`${rollback}/signatories/poland.yaml`, countryFile({ ...POLAND, day: "2026-04-20" }));
    const older = { ...environment, KNOWLEDGE_DIR: rollback };
    const second = await started(older);
    expect((await operate(["--plan"], older)).stdout).toContain("--adopt");
    expect(posts(place)).toEqual({ slack: 2, discord: 2 });
    expect(await operate(["--adopt"], older)).toMatchObject({
      ...{ code: 0, stdout: expect.stringContaining("correction-PL") },
    });
    await both(second, "note");
    expect(posts(place)).toEqual({ slack: 3, discord: 3 });
    await stopped(second);
  });
});
