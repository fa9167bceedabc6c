import { describe, expect, it } from "vitest";
import { buildLexicon } from "../../src/language/build-lexicon.ts";
import { segmentMended } from "../../src/language/mend.ts";
import { COUNTRY_NAMES } from "../../src/language/names.generated.ts";
import { segment, split } from "../../src/language/segment.ts";
import { TERRITORIES } from "../../src/language/territories.ts";
import { tokenise } from "../../src/language/tokenise.ts";
import { realKnowledge } from "../fixtures/knowledge-texts.ts";

const SPELLINGS: ReadonlyArray<[typed: string, code: string]> = [
  ["norway", "NO"],
  ["NORWAY", "NO"],
  ["Norwegian", "NO"],
  ["has Norwey signed", "NO"],
  ["🇳🇴", "NO"],
  ["the UK", "GB"],
  ["Great Britain", "GB"],
  ["🇬🇧", "GB"],
  ["in EL", "GR"],
  ["in GR", "GR"],
  ["Holland", "NL"],
  ["the Netherlands", "NL"],
  ["Czechia", "CZ"],
  ["the Czech Republic", "CZ"],
  ["Turkey", "TR"],
  ["Türkiye", "TR"],
  ["Côte d’Ivoire", "CI"],
  ["Scotland", "GB"],
];

const lexicon = buildLexicon(await realKnowledge());

/** Countries in what is typed, of all meanings of all terms. */
function countriesIn(typed: string): readonly string[] {
  const terms =
    (segment(tokenise(typed), lexicon, 0) ?? segmentMended(tokenise(typed), lexicon, 0))?.terms ?? [];
  return terms.flatMap(({ senses }) =>
    senses.flatMap((sense) => (sense.kind === "country" ? [sense.code] : [])),
  );
}

describe("the names of countries", () => {
  it.each(SPELLINGS)("understand %j as %s", (typed, code) => {
    expect(countriesIn(typed)).toEqual([code]);
  });

  it("are there for every country of ISO 3166-1", () => {
    expect(Object.keys(COUNTRY_NAMES).length).toBeGreaterThanOrEqual(249);
  });

  it.each(Object.entries(COUNTRY_NAMES))("of %s in English mean one country each", (code, { en = [] }) => {
    expect(en).not.toEqual([]);
    const state = TERRITORIES[code];
    const meant = state ? { code: state, part: expect.any(String) } : { code, part: null };
    for (const name of en) {
      const { terms, unexplained } = split(tokenise(name), lexicon, 0);
      const countries = terms.map(({ senses }) => senses.filter(({ kind }) => kind === "country"));
      expect({ countries, unexplained }, name).toEqual({
        countries: [[{ kind: "country", ...meant }]],
        unexplained: [],
      });
    }
  });

  it("do not take words for codes: no, is, at, be", () => {
    expect(countriesIn("no it is at be")).toEqual([]);
  });
});
