import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fold } from "../../src/language/fold.ts";

const FOLDED: ReadonlyArray<[raw: string, folded: string]> = [
  ["", ""],
  ["NORWAY", "norway"],
  ["Côte", "cote"],
  ["Österreich", "osterreich"],
  ["Østerrike", "osterrike"],
  ["Łotwa", "lotwa"],
  ["Đakovo", "dakovo"],
  ["Ísland", "island"],
  ["Þýskaland", "thyskaland"],
  ["Færøyene", "faeroyene"],
  ["Œuvre", "oeuvre"],
  ["Straße", "strasse"],
  ["Türkiye", "turkiye"],
  ["Iğdır", "igdir"],
  ["İstanbul", "istanbul"],
  ["ﬁnland", "finland"],
  ["Ｎｏｒｗａｙ", "norway"],
  ["Ελλάδα", "ελλαδα"],
  ["България", "българия"],
  ["x²", "x2"],
];

describe("fold", () => {
  it.each(FOLDED)("makes %j %j", (raw, folded) => {
    expect(fold(raw)).toBe(folded);
  });

  it("folds composed and decomposed letters alike", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(fold(text.normalize("NFD"))).toBe(fold(text.normalize("NFC")));
      }),
    );
  });

  it("takes plain letters and digits as they are, in lower case", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9]*$/), (text) => {
        expect(fold(text)).toBe(text.toLowerCase());
      }),
    );
  });
});
