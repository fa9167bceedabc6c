import { describe, expect, it } from "vitest";
import { echo, steady } from "../../src/wording/echo.ts";
import { openEngine, TODAY } from "../questions/engine.ts";

const { rollcall } = await openEngine();
const said = (question: string) => rollcall.ask(question, { today: TODAY }).text;

describe("echo", () => {
  const CASES: ReadonlyArray<[words: string, shown: string]> = [
    ["Kyoto", "Kyoto"],
    ["Côte d’Ivoire 🇳🇴", "Côte d’Ivoire 🇳🇴"],
    ["a\u200bb\u2060c\ufeff", "abc"],
    ["\u202egnp.exe\u202c", "gnp.exe"],
    ["one\ntwo\u2028three", "onetwothree"],
    ["\u3164\u3164", ""],
    [`Z${"\u0301".repeat(99)}`, `Z${"\u0301".repeat(4)}`],
    ["שלום", "\u2068שלום\u2069"],
    ["مرحبا", "\u2068مرحبا\u2069"],
    ["\u2067שלום\u2069\u2069 x", "\u2068שלום x\u2069"],
    ["x".repeat(41), `${"x".repeat(40)}…`],
    ["😀".repeat(41), `${"😀".repeat(40)}…`],
    ["ש".repeat(41), `\u2068${"ש".repeat(40)}…\u2069`],
  ];
  for (const [words, shown] of CASES) {
    it(`shows ${JSON.stringify(words.slice(0, 20))} as ${JSON.stringify(shown.slice(0, 20))}`, () => {
      expect(echo(words)).toBe(shown);
    });
  }
});

describe("a question's own words in its answer", () => {
  it("turn nothing around them, whatever way they are written", () => {
    expect(said("has Norway signed the שלוםעולם?")).toContain("“\u2068שלוםעולם\u2069”");
    expect(said("has Norway signed the \u202egnitirw\u202c?")).toContain("“gnitirw”");
  });

  it("bury nothing under their marks", () => {
    const flood = "\u0301".repeat(200);
    for (const question of [`has Norway signed the Z${flood}o?`, `has N${flood}orvay signed?`]) {
      expect(said(question)).not.toMatch(/\p{M}{5}/u);
    }
  });

  it("are cut at five hundred characters, with a word about it", () => {
    const text = said(`has Norway signed the ${"gobbledygook ".repeat(400)}?`);
    expect(text).toContain("first 500 characters");
    expect(text.length).toBeLessThan(400);
  });
});

describe("steady", () => {
  it("leaves scripts with marks, emoji and isolates as they are", () => {
    for (const text of ["Tiếng Việt", "नमस्ते", "กำลังใจ", "👩‍👩‍👧‍👦 🇳🇴 1️⃣", "שָׁלוֹם", "\u2068ש\u2069"]) {
      expect(steady(text)).toBe(text);
    }
  });
});
