import { cp, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readKnowledgeFiles } from "../../adapters/files/read-knowledge.ts";
import { parseKnowledge } from "../../src/knowledge/parse-knowledge.ts";
import {
  edited,
  gone,
  KNOWLEDGE_DIR,
  LATER_DAY,
  plus,
  problemsOf,
  realTexts,
  swap,
} from "../fixtures/knowledge-texts.ts";
import { runProgram } from "../fixtures/run-program.ts";
import { tempFolder } from "../store/temp-folder.ts";

const COMMAND = fileURLToPath(new URL("../../dist/adapters/terminal/knowledge.js", import.meta.url));
const NORWAY = "signatories/norway.yaml";
const LATVIA = "signatories/latvia.yaml";
const WGS = "topics/wgs.yaml";

const texts = await realTexts();

describe("parseKnowledge", () => {
  it("finds the real knowledge clean, without a warning", () => {
    expect(parseKnowledge(texts, LATER_DAY)).toMatchObject({ warnings: [] });
  });

  it("warns of a source that nothing uses, and goes on", () => {
    const unused = edited(texts, [["sources.yaml", swap("sources:\n", `sources:\n  - ${UNUSED}\n`)]]);
    expect(parseKnowledge(unused, LATER_DAY)).toMatchObject({
      warnings: [{ file: "sources.yaml", path: "unused", message: "is used nowhere" }],
    });
  });

  it("reports all problems of several broken files at once", () => {
    const broken = edited(texts, [
      [NORWAY, swap("capacity:", "capactiy:")],
      [LATVIA, swap("2018-11-12", "2018-11-31")],
      [WGS, swap("related: [wes", "related: [wse")],
      ["topics/tabs.yaml", () => "title:\n\t- x\n"],
      ["blocs.yaml", gone],
    ]);
    const files = problemsOf(broken).map(({ file }) => file);
    expect(files).toEqual(expect.arrayContaining([NORWAY, LATVIA, WGS, "topics/tabs.yaml", "blocs.yaml"]));
  });

  it.each([NORWAY, LATVIA, WGS, "blocs.yaml", "sources.yaml", "languages/en/countries.yaml"])(
    "reports nothing but the slip, where all that names %s waits for it",
    (file) => {
      const problems = problemsOf(edited(texts, [[file, plus("slip: 1")]]));
      expect(problems).toMatchObject([{ file, message: 'unknown key "slip"' }]);
    },
  );

  it("reports every problem of one file", () => {
    const text = texts.get(NORWAY) ?? "";
    const broken = text.replace("eea-efta", "eea").replace("2019-06-14 }", "2019-02-31 }").replace("21", "0");
    const problems = problemsOf(new Map([...texts, [NORWAY, broken]])).filter(({ file }) => file === NORWAY);
    expect(problems.map(({ path }) => path).toSorted()).toEqual([
      "capacity",
      "ordinal.value",
      "signed.date.on",
    ]);
  });
});

describe("npm run knowledge", () => {
  it("says that the real knowledge is sound, and exits 0", async () => {
    const { code, stdout, stderr } = await runKnowledge("--knowledge", KNOWLEDGE_DIR);
    expect(stdout).toMatch(/^Knowledge [0-9a-f]{7} is sound: 27 signatories, /);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });

  it("lists the problems of both broken files with their remedies, and exits 1", async () => {
    const dir = await copyOfKnowledge();
    await writeFile(`${dir}/${NORWAY}`, (texts.get(NORWAY) ?? "").replace("capacity:", "capactiy:"));
    await writeFile(`${dir}/${LATVIA}`, (texts.get(LATVIA) ?? "").replace("2018-11-12", "2018-11-31"));
    const { code, stdout, stderr } = await runKnowledge("--knowledge", dir);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(
      /^signatories\/norway\.yaml:\d+: unknown key "capactiy"\n {4}Look for a misspelling/m,
    );
    expect(stderr).toMatch(/^signatories\/latvia\.yaml:4: signed\.date\.on: "2018-11-31" is not a day/m);
    expect(stderr).toMatch(/^\d+ problems$/m);
  });

  it("says what is missing from a folder without the initiative, and exits 1", async () => {
    const dir = await copyOfKnowledge();
    await rm(`${dir}/initiative.yaml`);
    const { code, stderr } = await runKnowledge("--knowledge", dir);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^initiative\.yaml: is missing\n {4}Restore it/);
    expect(stderr).toMatch(/^1 problem$/m);
  });

  it("exits 2 for a folder that is not there", async () => {
    const { code, stderr } = await runKnowledge("--knowledge", `${await tempFolder()}/nowhere`);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining("cannot be read") });
  });

  it.each([["--knowlege", "x"], ["--knowledge"], ["norway"]])(
    "exits 2 for bad usage: %s",
    async (...args) => {
      const { code, stderr } = await runKnowledge(...args);
      expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining("npm run knowledge") });
    },
  );

  it("explains itself, and exits 0", async () => {
    const { code, stdout } = await runKnowledge("--help");
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining("Exit code") });
  });
});

const UNUSED = "{ id: unused, title: T, publisher: P, url: https://www.example.org/unused }";

function runKnowledge(...args: string[]) {
  return runProgram([COMMAND, ...args]);
}

/** A folder with the texts of the real knowledge. */
async function copyOfKnowledge(): Promise<string> {
  const dir = await tempFolder();
  await cp(KNOWLEDGE_DIR, dir, { recursive: true });
  expect((await readKnowledgeFiles(dir)).size).toBe(texts.size);
  return dir;
}
