import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadCompiledKnowledge, reloadKnowledge } from "../../adapters/files/load-knowledge.ts";
import { readReadings, writeReadings } from "../../src/knowledge/kept-readings.ts";
import type { FileReadings } from "../../src/knowledge/knowledge-files.ts";
import { parseKnowledge } from "../../src/knowledge/parse-knowledge.ts";
import { countryCode } from "../../src/knowledge/schema/values.ts";
import {
  KNOWLEDGE_DIR,
  LATER_DAY,
  realKnowledge,
  realTexts,
  type Texts,
} from "../fixtures/knowledge-texts.ts";
import { tempFolder } from "../store/temp-folder.ts";

const texts = await realTexts();
const readings: FileReadings = new Map();
parseKnowledge(texts, LATER_DAY, readings);

const NORWAY = countryCode.parse("NO");

/** The readings, with another day in the data of one file and not in its text. */
function keptWithNorway(on: string): string {
  const { format, files } = JSON.parse(writeReadings(readings));
  const changed = files.map(([file, text, data]: [string, string, { signed: object }]) =>
    file === "signatories/norway.yaml"
      ? [file, text, { ...data, signed: { ...data.signed, date: { on } } }]
      : [file, text, data],
  );
  return JSON.stringify({ format, files: changed });
}

describe("what files came to, kept for the next process", () => {
  it("makes the same knowledge as the files themselves", async () => {
    const kept = readReadings(writeReadings(readings));
    expect(kept.size).toBe(texts.size);
    expect(parseKnowledge(texts, LATER_DAY, kept)).toEqual({
      knowledge: await realKnowledge(),
      warnings: [],
    });
  });

  it("stands for a file whose text is the same, and for no other", () => {
    const file = "signatories/norway.yaml";
    const signedOn = (texts: Texts) => {
      const kept = readReadings(keptWithNorway("2019-06-13"));
      const parsed = parseKnowledge(texts, LATER_DAY, kept);
      return "knowledge" in parsed && parsed.knowledge.signatories.get(NORWAY)?.signed.latest;
    };
    expect(signedOn(texts)).toBe("2019-06-13");
    expect(signedOn(new Map(texts).set(file, `${texts.get(file)}\n# read again\n`))).toBe("2019-06-14");
  });

  it("leaves out what its schema does not take, and files with problems", () => {
    const sound = JSON.stringify({
      format: 1,
      files: [
        ["initiative.yaml", "title: x", { title: "x" }],
        ["unknown.yaml", "a: 1", { a: 1 }],
      ],
    });
    expect(readReadings(sound).size).toBe(0);
    const broken: FileReadings = new Map();
    parseKnowledge(new Map(texts).set("blocs.yaml", "- ["), LATER_DAY, broken);
    expect(readReadings(writeReadings(broken)).has("blocs.yaml")).toBe(false);
  });

  for (const json of ["", "{", "null", '{"format":0,"files":[]}', '{"format":1,"files":[["a"]]}']) {
    it(`is nothing where ${JSON.stringify(json)} is kept`, () => {
      expect(readReadings(json).size).toBe(0);
    });
  }

  it("is kept at the first load and read at a change, by the first process that sees it", async () => {
    const dataDir = await tempFolder();
    await loadCompiledKnowledge(KNOWLEDGE_DIR, LATER_DAY, dataDir);
    const path = join(dataDir, "knowledge-files-1.json");
    expect(readReadings(await readFile(path, "utf8")).size).toBe(texts.size);
    const others: FileReadings = new Map();
    const reload = (into: FileReadings) =>
      reloadKnowledge({ dir: KNOWLEDGE_DIR, dataDir }, LATER_DAY, "of another knowledge", into);
    expect(await reload(others)).toHaveProperty("knowledge");
    await writeFile(path, "{");
    await rm(join(dataDir, "knowledge-1.json"));
    expect(await loadCompiledKnowledge(KNOWLEDGE_DIR, LATER_DAY, dataDir)).toHaveProperty("knowledge");
    expect(readReadings(await readFile(path, "utf8")).size).toBe(texts.size);
  });
});
