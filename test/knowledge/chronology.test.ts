import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Dated, placeInTime } from "../../src/knowledge/chronology.ts";
import { exact, history, knownOf } from "../fixtures/signing-history.ts";
import { aCountry, aDay, dayAfter } from "../fixtures/values.ts";

type Row = readonly [country: string, earliest: string, latest: string, ordinal?: number, orUpTo?: number];

const PLACES: ReadonlyArray<readonly [what: string, rows: readonly Row[], seats: string]> = [
  ["one country sits first", [["NO", "2018-01-01", "2019-01-01"]], "NO 1"],
  [
    "exact days give exact seats",
    [
      ["NO", "2019-06-14", "2019-06-14"],
      ["LV", "2018-11-12", "2018-11-12"],
    ],
    "NO 2, LV 1",
  ],
  [
    "one day is shared",
    [
      ["FI", "2018-04-10", "2018-04-10"],
      ["SE", "2018-04-10", "2018-04-10"],
    ],
    "FI 1-2, SE 1-2",
  ],
  [
    "bounds that overlap leave both seats",
    [
      ["FI", "2018-04-10", "2018-05-10"],
      ["SE", "2018-05-01", "2018-05-20"],
    ],
    "FI 1-2, SE 1-2",
  ],
  [
    "an ordinal decides between them",
    [
      ["FI", "2018-04-10", "2018-05-10", 2],
      ["SE", "2018-05-01", "2018-05-20"],
    ],
    "FI 2, SE 1",
  ],
  [
    "what lies between two ordinals takes the seat between",
    [
      ["LV", "2018-01-01", "2020-01-01", 1],
      ["HU", "2018-01-01", "2020-01-01"],
      ["NO", "2018-01-01", "2020-01-01", 3],
    ],
    "LV 1, HU 2, NO 3",
  ],
  [
    "two countries that share two seats leave none of them to a third",
    [
      ["FR", "2020-01-01", "2023-01-01", 2, 3],
      ["IE", "2020-01-01", "2023-01-01", 2, 3],
      ["RO", "2020-01-01", "2023-01-01"],
    ],
    "FR 2-3, IE 2-3, RO 1",
  ],
];

const CONTRADICTIONS: ReadonlyArray<readonly [what: string, rows: readonly Row[], named: string]> = [
  ["an ordinal beyond the last", [["NO", "2019-06-14", "2019-06-14", 2]], "NO"],
  [
    "ordinals against the days",
    [
      ["LV", "2018-11-12", "2018-11-12", 2],
      ["NO", "2019-06-14", "2019-06-14", 1],
    ],
    "LV, NO",
  ],
  [
    "one ordinal of two countries",
    [
      ["LV", "2018-01-01", "2020-01-01", 2],
      ["NO", "2018-01-01", "2020-01-01", 2],
    ],
    "LV, NO",
  ],
  [
    "one ordinal of two countries, with a third in order",
    [
      ["LV", "2018-01-01", "2020-01-01", 2],
      ["NO", "2018-01-01", "2020-01-01", 2],
      ["FI", "2018-01-01", "2020-01-01"],
    ],
    "LV, NO",
  ],
  ["bounds swapped", [["LV", "2018-11-12", "2018-11-01"]], "LV"],
];

describe("placeInTime", () => {
  it.each(PLACES)("finds that %s", (_what, rows, seats) => {
    const { placed, contradictions } = placeInTime(rows.map(dated));
    expect(contradictions).toEqual([]);
    expect(placed.map(({ country, seat }) => `${country} ${range(seat.from, seat.to)}`).join(", ")).toBe(
      seats,
    );
  });

  it.each(CONTRADICTIONS)("names the countries of %s", (_what, rows, named) => {
    const { contradictions } = placeInTime(rows.map(dated));
    expect(contradictions.map(({ country }) => country).join(", ")).toBe(named);
    for (const { message } of contradictions) expect(message).toMatch(/^(its|dates)/);
  });

  it("lets the order that ordinals state tighten the days", () => {
    const rows: Row[] = [
      ["HU", "2018-01-01", "2018-12-31", 2],
      ["LV", "2018-06-01", "2018-06-30", 1],
      ["NO", "2018-09-01", "2018-09-30", 3],
    ];
    const [hungary] = placeInTime(rows.map(dated)).placed;
    expect(hungary?.signed).toEqual({ earliest: "2018-06-01", latest: "2018-09-30" });
  });

  it("never rules out what happened", () => {
    fc.assert(
      fc.property(history, (signatures) => {
        const { placed, contradictions } = placeInTime(signatures.map(knownOf));
        expect(contradictions).toEqual([]);
        placed.forEach(({ seat, signed }, index) => {
          expect(seat.from).toBeLessThanOrEqual(index + 1);
          expect(seat.to).toBeGreaterThanOrEqual(index + 1);
          const day = dayAfter(signatures[index]?.day ?? 0);
          expect(signed.earliest <= day && day <= signed.latest).toBe(true);
        });
      }),
    );
  });

  it("finds exact seats when all days are exact and differ", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(2000), { minLength: 1, maxLength: 20 }), (days) => {
        const order = days.toSorted((a, b) => a - b);
        const { placed } = placeInTime(days.map((day, index) => exact(index, day, null)));
        expect(placed.map(({ seat }) => seat)).toEqual(
          days.map((day) => ({ from: order.indexOf(day) + 1, to: order.indexOf(day) + 1 })),
        );
      }),
    );
  });

  it("finds the contradiction when an ordinal is moved across a country with an exact day", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 20 }), fc.nat(), fc.nat(), (count, one, other) => {
        const [at, to] = [one % count, other % count];
        fc.pre(at !== to);
        const rows = Array.from({ length: count }, (_, index) =>
          exact(index, index * 7, index === at ? to + 1 : null),
        );
        expect(placeInTime(rows).contradictions.map(({ country }) => country)).toContain(rows[at]?.country);
      }),
    );
  });

  it("finds the contradiction when two countries with bounds claim one number", () => {
    fc.assert(
      fc.property(history, fc.nat(), fc.nat(), (signatures, one, other) => {
        const [at, to] = [one % signatures.length, other % signatures.length];
        fc.pre(at !== to);
        const rows = signatures.map((signature, index) =>
          index === at || index === to
            ? { ...knownOf(signature, index), ordinal: { from: at + 1, to: at + 1 } }
            : knownOf(signature, index),
        );
        expect(placeInTime(rows).contradictions).not.toEqual([]);
      }),
    );
  });
});

function dated([country, earliest, latest, ordinal, orUpTo]: Row): Dated {
  return {
    country: aCountry(country),
    signed: { earliest: aDay(earliest), latest: aDay(latest) },
    ordinal: ordinal === undefined ? null : { from: ordinal, to: orUpTo ?? ordinal },
  };
}

function range(from: number, to: number): string {
  return from === to ? String(from) : `${from}-${to}`;
}
