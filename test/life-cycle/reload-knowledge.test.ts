import { writeFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { reloadKnowledge } from "../../adapters/files/load-knowledge.ts";
import { readKnowledgeFiles } from "../../adapters/files/read-knowledge.ts";
import { hashOf } from "../../src/knowledge/parse-knowledge.ts";
import { aDay } from "../fixtures/values.ts";
import { tempFolder } from "../store/temp-folder.ts";

const TODAY = aDay("2026-11-22");

describe("reloading a knowledge folder", () => {
  it("checks nothing while the folder holds what is in force, and all of it once it does not", async () => {
    const folder = await tempFolder();
    await writeFile(`${folder}/initiative.yaml`, "title: A\n");
    const hash = hashOf(await readKnowledgeFiles(folder));
    const reload = (from: string) => reloadKnowledge({ dir: from, dataDir: folder }, TODAY, hash, new Map());
    expect(await reload(folder)).toBeNull();
    await writeFile(`${folder}/initiative.yaml`, "title: B\n");
    expect(await reload(folder)).toHaveProperty("problems");
    expect(await reload(`${folder}/nowhere`)).toHaveProperty("problems");
  });
});
