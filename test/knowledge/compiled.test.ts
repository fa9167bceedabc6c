import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadCompiledKnowledge } from "../../adapters/files/load-knowledge.ts";
import { compile, revive } from "../../src/knowledge/compiled.ts";
import { type Day, parseDay } from "../../src/knowledge/day.ts";
import { createRollcall } from "../../src/rollcall.ts";
import { realKnowledge } from "../fixtures/knowledge-texts.ts";
import { tempFolder } from "../store/temp-folder.ts";

const TODAY = day("2026-11-22");
const knowledge = await realKnowledge();

describe("compiled knowledge", () => {
  it("reads back as what was written, with each source the same object everywhere", () => {
    const revived = revive(compile(knowledge));
    expect(revived).toEqual(knowledge);
    const norway = [...(revived?.signatories.values() ?? [])].find(({ country }) => country === "NO");
    const first = norway?.sources[0];
    expect(first && revived?.sources.get(first.id)).toBe(first);
    expect(first).toBeDefined();
  });

  it("answers as the knowledge it was made from", () => {
    const revived = revive(compile(knowledge));
    if (!revived) throw new Error("The compiled knowledge was not read back.");
    const [again, first] = [createRollcall(revived), createRollcall(knowledge)];
    const context = { today: TODAY };
    for (const question of ["who has signed?", "what is GDI?", "did Latvia sign before Croatia?"]) {
      expect(again.ask(question, context)).toEqual(first.ask(question, context));
    }
  });

  for (const broken of ["", "{", "null", '{"format":0}', '{"format":1,"sources":[],"body":"{"}']) {
    it(`is not read from ${JSON.stringify(broken)}`, () => {
      expect(revive(broken)).toBeNull();
    });
  }

  it("is kept at the first load, used at the next, and made anew once it is damaged", async () => {
    const dataDir = await tempFolder();
    const first = await loadCompiledKnowledge("knowledge", TODAY, dataDir);
    const path = join(dataDir, "knowledge-1.json");
    const kept = await readFile(path, "utf8");
    expect(await loadCompiledKnowledge("knowledge", TODAY, dataDir)).toEqual(first);
    await writeFile(path, kept.slice(0, 1000));
    expect(await loadCompiledKnowledge("knowledge", TODAY, dataDir)).toEqual(first);
    expect(await readFile(path, "utf8")).toBe(kept);
  });
});

function day(text: string): Day {
  const parsed = parseDay(text);
  if (!parsed) throw new Error(`${text} is not a day.`);
  return parsed;
}
