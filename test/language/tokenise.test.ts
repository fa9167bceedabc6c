import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_QUESTION, tokenise } from "../../src/language/tokenise.ts";

const WORDS: ReadonlyArray<[raw: string, words: string]> = [
  ["", ""],
  ["  \n\t ", ""],
  ["?!…", ""],
  ["When did Norway sign?", "when did norway sign"],
  ["when did côte d’ivoire sign", "when did cote d ivoire sign"],
  ["Hasn't Norway signed?", "has not norway signed"],
  ["Hasn’t NORWAY signed?", "has not norway signed"],
  ["HASN'T", "has not"],
  ["n't", "n t"],
  ["don 't", "don t"],
  ["Norway's date", "norway s date"],
  ["1+MG", "1+mg"],
  ["1+ Million Genomes", "1+ million genomes"],
  ["non-EU countries", "non eu countries"],
  ["on 2019-06-14", "on 2019-06-14"],
  ["on 14.6.2019, or 14/06/2019", "on 14.6.2019 or 14/06/2019"],
  ["2019-06-14-7", "2019 06 14 7"],
  ["the 21st and 3.5", "the 21st and 3 5"],
  ["🇳🇴", "flag:NO"],
  ["🇳🇴🇸🇪 signed?", "flag:NO flag:SE signed"],
  ["🇳", ""],
  ["has 🎉 Norway 👩‍👩‍👧 signed 👍🏽", "has norway signed"],
  ["nor\u200Bway sig\u00ADned", "norway signed"],
  ["\uFEFFnorway\u200E \u202Esigned\u202C", "norway signed"],
  ["nor\u0000way\u0007 signed\u001B[31m", "nor way signed 31m"],
  ["Norwe\u0301gian", "norwegian"],
  ["Ελλάδα ή България", "ελλαδα η българия"],
  ["日本は？", "日本は"],
  ["\uD800 norway \uDFFF", "norway"],
];

describe("tokenise", () => {
  it.each(WORDS)("reads %j as %j", (raw, words) => {
    expect(
      tokenise(raw)
        .map(({ text }) => text)
        .join(" "),
    ).toBe(words);
  });

  it("keeps words as typed beside the folded ones", () => {
    expect(tokenise("Isn’t Österreich in?").map(({ raw }) => raw)).toEqual([
      "Isn",
      "n’t",
      "Österreich",
      "in",
    ]);
  });

  it("tells which words follow a pause", () => {
    const paused = tokenise("Norway, Latvia and Malta: who – first?").filter(({ afterPause }) => afterPause);
    expect(paused.map(({ raw }) => raw)).toEqual(["Latvia", "who", "first"]);
  });

  it("cuts a question of 100,000 characters at 500 before it looks at anything", () => {
    expect(MAX_QUESTION).toBe(500);
    expect(tokenise("a ".repeat(50_000))).toHaveLength(250);
    expect(tokenise("x".repeat(100_000)).map(({ raw }) => raw.length)).toEqual([500]);
    expect(tokenise(`${"\u200B".repeat(500)}norway`)).toEqual([]);
  });

  it("cuts between words, so that no half of a word is read", () => {
    const last = (text: string) => tokenise(text).at(-1)?.raw;
    expect(last(`${"x".repeat(492)} is Norway in it?`)).toBe("is");
    expect(last(`${"x".repeat(490)} is Norway in it?`)).toBe("Norway");
  });

  it("reads what lies before the cut, even where it cuts a character in two", () => {
    expect(tokenise(`${"x".repeat(499)}🇳🇴`).map(({ text }) => text)).toEqual(["x".repeat(499)]);
  });

  it("gives words without space for any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 600 }), (text) => {
        for (const token of tokenise(text)) {
          expect(token.raw).not.toMatch(/\s/);
          expect(token.raw).not.toBe("");
        }
      }),
    );
  });

  it("takes no notice of invisible characters between letters", () => {
    const invisible = fc.constantFrom("\u200B", "\u200D", "\u2060", "\u00AD", "\uFE0F", "\uFEFF");
    fc.assert(
      fc.property(fc.nat(21), invisible, (at, mark) => {
        const question = "When did Norway sign?";
        const marked = question.slice(0, at) + mark + question.slice(at);
        expect(tokenise(marked)).toEqual(tokenise(question));
      }),
    );
  });
});
