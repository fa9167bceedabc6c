import { describe, expect, it } from "vitest";
import { type AskOptions, readAskOptions } from "../../adapters/terminal/options.ts";
import { day } from "../../src/knowledge/schema/values.ts";

const TODAY = day.parse("2026-11-22");
const DEFAULTS: AskOptions = {
  question: null,
  json: false,
  jsonl: false,
  suggest: false,
  knowledge: "./knowledge",
  language: null,
  today: TODAY,
  help: false,
};

describe("readAskOptions", () => {
  const READ: ReadonlyArray<[args: readonly string[], options: Partial<AskOptions>]> = [
    [[], {}],
    [["has Norway signed?"], { question: "has Norway signed?" }],
    [["has", "Norway", "signed?"], { question: "has Norway signed?" }],
    [[""], { question: "" }],
    [["--", "--json?"], { question: "--json?" }],
    [["--json", "x"], { json: true, question: "x" }],
    [["x", "--json"], { json: true, question: "x" }],
    [["--jsonl", "--suggest"], { jsonl: true, suggest: true }],
    [["--knowledge", "/k"], { knowledge: "/k" }],
    [["--knowledge=/k"], { knowledge: "/k" }],
    [["--lang", "de-AT"], { language: "de-AT" }],
    [["--today", "2019-02-28"], { today: day.parse("2019-02-28") }],
    [["--help"], { help: true }],
    [["-h"], { help: true }],
  ];
  for (const [args, options] of READ) {
    it(`reads ${JSON.stringify(args)}`, () => {
      expect(readAskOptions(args, {}, TODAY)).toEqual({ ...DEFAULTS, ...options });
    });
  }

  const WRONG: ReadonlyArray<[args: readonly string[], says: string]> = [
    [["--unheard-of"], "--unheard-of"],
    [["-x"], "-x"],
    [["--json=yes"], "--json"],
    [["--knowledge"], "--knowledge"],
    [["--lang"], "--lang"],
    [["--today"], "--today"],
    [["--today", "yesterday"], "2026-11-22"],
    [["--today", "2019-02-29"], "2019-02-29"],
    [["--today", ""], "--today"],
    [["--jsonl", "has Norway signed?"], "standard input"],
  ];
  for (const [args, says] of WRONG) {
    it(`says what is wrong with ${JSON.stringify(args)}`, () => {
      expect(readAskOptions(args, {}, TODAY)).toEqual({ wrong: expect.stringContaining(says) });
    });
  }

  it("takes the folder from KNOWLEDGE_DIR, unless it is empty or an option says another", () => {
    const folderOf = (args: string[], value: string) => readAskOptions(args, { KNOWLEDGE_DIR: value }, TODAY);
    expect(folderOf([], "/e")).toMatchObject({ knowledge: "/e" });
    expect(folderOf(["--knowledge", "/k"], "/e")).toMatchObject({ knowledge: "/k" });
    expect(folderOf([], "")).toMatchObject({ knowledge: "./knowledge" });
  });
});
