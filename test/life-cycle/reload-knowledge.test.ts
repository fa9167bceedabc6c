import { writeFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { loadKnowledge, reloadKnowledge } from "../../adapters/files/load-knowledge.ts";
import { knowledgeCopy } from "../end-to-end/deployment.ts";
import { aDay } from "../fixtures/values.ts";

const TODAY = aDay("2026-11-22");

describe("reloading a knowledge folder", () => {
  it("reads nothing into it while it holds what is in force, and all of it once it does not", async () => {
    const folder = await knowledgeCopy();
    const loaded = await loadKnowledge(folder, TODAY);
    if ("problems" in loaded) throw new Error("The knowledge has problems.");
    const { hash } = loaded.knowledge;
    expect(await reloadKnowledge(folder, TODAY, hash, new Map())).toBeNull();
    await writeFile(`${folder}/signatories/norway.yaml`, "country: Norway\n");
    expect(await reloadKnowledge(folder, TODAY, hash, new Map())).toHaveProperty("problems");
    expect(await reloadKnowledge(`${folder}/nowhere`, TODAY, hash, new Map())).toHaveProperty("problems");
  });
});
