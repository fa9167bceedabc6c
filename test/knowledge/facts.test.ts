import { describe, expect, it } from "vitest";
import type { KnowledgeBase, Signatory } from "../../src/knowledge/knowledge-base.ts";
import { orderOf, placementOf } from "../../src/questions/evaluate/order.ts";
import { become, edited, knowledgeOf, realTexts, swap } from "../fixtures/knowledge-texts.ts";
import { aCountry } from "../fixtures/values.ts";

const FIRST_DAY = "2018-04-10";
const FOUNDERS = ["CY", "CZ", "EE", "ES", "FI", "GB", "IT", "LT", "LU", "MT", "PT", "SE", "SI"];

/** Earliest and latest day, rank, and capacity, as the records have them. */
const LATER: ReadonlyArray<readonly [country: string, days: string, rank: string, capacity: string]> = [
  ["BG", "2018-04-11 to 2018-09-06", "14", "eu-member"],
  ["GR", "2018-09-06", "15", "eu-member"],
  ["AT", "2018-09-06 to 2018-09-11", "16", "eu-member"],
  ["HR", "2018-09-21", "17", "eu-member"],
  ["NL", "2018-09-21 to 2018-10-16", "18", "eu-member"],
  ["LV", "2018-11-12", "19", "eu-member"],
  ["HU", "2018-11-12 to 2019-06-14", "20", "eu-member"],
  ["NO", "2019-06-14", "21", "eea-efta"],
  ["DE", "2020-01-16", "22", "eu-member"],
  ["BE", "2020-08-26", "23", "eu-member"],
  ["DK", "2020-08-26 to 2022-11-30", "24", "eu-member"],
  ["FR", "2020-08-26 to 2023-05-10", "25 or 26", "eu-member"],
  ["IE", "2022-11-01 to 2022-11-30", "25 or 26", "eu-member"],
  ["RO", "2023-05-10 to 2024-04-30", "27", "eu-member"],
];

const POLAND = `country: PL
signed:
  date: { on: 2026-05-05 }
  basis: stated
  sources: [{ title: Poland signs, publisher: Example, url: https://www.example.org/poland }]
capacity: eu-member
`;

const texts = await realTexts();
const knowledge = knowledgeOf(texts);

describe("the records of the signatories", () => {
  it("are of 27 countries: 25 of the EU of today, the United Kingdom, and Norway", () => {
    const countries = [...knowledge.signatories.keys()];
    expect(countries.toSorted()).toEqual([...FOUNDERS, ...LATER.map(([country]) => country)].toSorted());
    expect(countries).toHaveLength(27);
  });

  it.each(FOUNDERS)(
    "say that %s signed on the first day, as an EU member, and shares places 1 to 13",
    (code) => {
      const signatory = signatoryOf(knowledge, code);
      expect(daysOf(signatory)).toBe(FIRST_DAY);
      expect(placeOf(knowledge, code)).toEqual({ kind: "joint", from: 1, to: 13 });
      expect(signatory.capacity).toBe("eu-member");
    },
  );

  it.each(LATER)("say that %s signed on %s, as number %s, as %s", (code, days, rank, capacity) => {
    const signatory = signatoryOf(knowledge, code);
    expect(daysOf(signatory)).toBe(days);
    expect(rankOf(knowledge, code)).toBe(rank);
    expect(signatory.capacity).toBe(capacity);
  });

  it("are kept in the order of signature", () => {
    const all = [...knowledge.signatories.values()];
    all.slice(1).forEach((signatory, index) => {
      const before = all[index];
      expect(before && orderOf(before, signatory)).not.toBe("after");
    });
  });

  it("have a source for each date, and for each ordinal", () => {
    for (const { sources, ordinal } of knowledge.signatories.values()) {
      for (const { url } of [...sources, ...(ordinal?.sources ?? [])]) expect(url).toMatch(/^https?:\/\//);
    }
  });

  it("have no withdrawal, of the United Kingdom either", () => {
    expect([...knowledge.signatories.values()].filter(({ withdrawn }) => withdrawn !== null)).toEqual([]);
  });
});

describe("what follows from the records together", () => {
  it.each(["latvia", "hungary"])(
    "is that Latvia was 19th and Hungary 20th, with no ordinal for %s",
    (name) => {
      const unstated = edited(texts, [[`signatories/${name}.yaml`, swap(/ordinal:\n( .*\n)+/, "")]]);
      const without = knowledgeOf(unstated);
      expect([...without.signatories.values()].filter(({ ordinal }) => ordinal === null)).toHaveLength(14);
      expect([rankOf(without, "LV"), rankOf(without, "HU")]).toEqual(["19", "20"]);
    },
  );

  it("is that Latvia signed after Croatia and before Hungary", () => {
    const [croatia, latvia, hungary] = ["HR", "LV", "HU"].map((code) => signatoryOf(knowledge, code));
    expect(croatia && latvia && orderOf(latvia, croatia)).toBe("after");
    expect(latvia && hungary && orderOf(latvia, hungary)).toBe("before");
  });

  it("is not who of France and Ireland came first", () => {
    expect(orderOf(signatoryOf(knowledge, "FR"), signatoryOf(knowledge, "IE"))).toBe("unknown");
  });
});

describe("the records of countries without a signature", () => {
  it("are of the rest of the EU, the EEA and EFTA", () => {
    expect([...knowledge.absences.keys()].toSorted()).toEqual(["CH", "IS", "LI", "PL", "SK"]);
  });

  it("give way to a signatory file, with no other edit", () => {
    const after = knowledgeOf(edited(texts, [["signatories/poland.yaml", become(POLAND)]]));
    expect(after.absences.has(aCountry("PL"))).toBe(false);
    expect(after.absences.size).toBe(knowledge.absences.size - 1);
    expect(rankOf(after, "PL")).toBe("28");
    expect(after.asOf).toBe("2026-05-05");
    expect(after.hash).not.toBe(knowledge.hash);
  });

  it("come back when the file is taken away", () => {
    const after = edited(texts, [["signatories/poland.yaml", become(POLAND)]]);
    const back = edited(after, [["signatories/poland.yaml", () => null]]);
    expect(knowledgeOf(back).hash).toBe(knowledge.hash);
  });
});

function signatoryOf({ signatories }: KnowledgeBase, code: string): Signatory {
  const signatory = signatories.get(aCountry(code));
  if (!signatory) throw new Error(`no signature of ${code} is on record`);
  return signatory;
}

function placeOf(base: KnowledgeBase, code: string) {
  return placementOf(signatoryOf(base, code), [...base.signatories.values()]);
}

function rankOf(base: KnowledgeBase, code: string): string {
  const place = placeOf(base, code);
  return place.kind === "exact" ? String(place.rank) : `${place.from} or ${place.to}`;
}

function daysOf({ signed: { earliest, latest } }: Signatory): string {
  return earliest === latest ? earliest : `${earliest} to ${latest}`;
}
