import { describe, expect, it } from "vitest";
import { languageCode } from "../../src/knowledge/schema/values.ts";
import { createCountryCompleter } from "../../src/language/complete-country.ts";
import { createLikeness } from "../../src/language/likeness.ts";
import { openEngine } from "../questions/engine.ts";

const { knowledge } = await openEngine();
const complete = createCountryCompleter(knowledge);
const ENGLISH = languageCode.parse("en");

const FIRST: ReadonlyArray<[typed: string, code: string]> = [
  ["Norw", "NO"],
  ["norwegen", "NO"],
  ["Norwya", "NO"],
  ["no", "NO"],
  ["Germny", "DE"],
  ["tchekia", "CZ"],
  ["herzegovina", "BA"],
  ["Holand", "NL"],
  ["Nederland", "NL"],
  ["Swtizerland", "CH"],
];

describe("completing a country", () => {
  it.each(FIRST)("offers for %s first %s", (typed, code) => {
    expect(complete(typed, ENGLISH)[0]?.code).toBe(code);
  });

  it("offers every country for each of its names, in whatever language", () => {
    for (const { countryNames } of knowledge.languages.values()) {
      for (const [code, names] of countryNames) {
        for (const name of names) {
          expect([name, complete(name, ENGLISH).map((choice) => choice.code)]).toEqual([
            name,
            expect.arrayContaining([code]),
          ]);
        }
      }
    }
  });

  it("names countries in the language of who types", () => {
    expect(complete("Norwegen", languageCode.parse("de"))[0]?.name).toBe("Norwegen");
    expect(complete("Norwegen", languageCode.parse("pl"))[0]?.name).toBe("Norwegia");
  });

  it("offers signatories before others, each country once, and 25 at most", () => {
    const codes = complete("", ENGLISH).map(({ code }) => code);
    expect(new Set(codes).size).toBe(25);
    expect(codes.every((code) => knowledge.signatories.has(code))).toBe(true);
  });

  it("offers nothing for what is like no name", () => {
    for (const typed of ["xqzt", "zzzz zzzz", "1234567890", "a".repeat(500)]) {
      expect([typed, complete(typed, ENGLISH)]).toEqual([typed, []]);
    }
  });
});

describe("likeness", () => {
  it("counts how much of the whole is alike, however long it is", () => {
    const { search } = createLikeness(["sweden", "norway"]);
    expect(search("norwya")).toEqual([1]);
    expect(search("norway".repeat(10_000))).toEqual([]);
    expect(search("")).toEqual([]);
  });
});
