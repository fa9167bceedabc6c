import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { daysInMonth, parseDay } from "../../src/knowledge/day.ts";
import { buildLexicon } from "../../src/language/build-lexicon.ts";
import { split } from "../../src/language/segment.ts";
import { tokenise } from "../../src/language/tokenise.ts";
import { neighbourDay, stretchAt } from "../../src/questions/calendar.ts";
import { hasCue } from "../../src/questions/reading.ts";
import { daysSinceEpoch } from "../../src/wording/days-since-epoch.ts";
import { realKnowledge } from "../fixtures/knowledge-texts.ts";
import { aDay } from "../fixtures/values.ts";

const TODAY = aDay("2026-03-20");
const MS_PER_DAY = 86_400_000;

/** What is typed, and the first and last day of what it says; null when it says no date. */
const DATES: ReadonlyArray<[typed: string, days: string | null]> = [
  ["2019-06-14", "2019-06-14"],
  ["2019-6-4", "2019-06-04"],
  ["14.6.2019", "2019-06-14"],
  ["14/06/2019", "2019-06-14"],
  ["06/14/2019", "2019-06-14"],
  ["5/5/2019", "2019-05-05"],
  ["4/5/2018", null],
  ["2019-02-31", null],
  ["31.11.2018", null],
  ["14 June 2019", "2019-06-14"],
  ["14th of June 2019", "2019-06-14"],
  ["the 14th of June, 2019", "2019-06-14"],
  ["June 14, 2019", "2019-06-14"],
  ["Jun 14th 2019", "2019-06-14"],
  ["29 February 2020", "2020-02-29"],
  ["29 February 2019", null],
  ["31 June 2019", null],
  ["June 2019", "2019-06-01 to 2019-06-30"],
  ["February 2020", "2020-02-01 to 2020-02-29"],
  ["Sept 2018", "2018-09-01 to 2018-09-30"],
  ["May of 2018", "2018-05-01 to 2018-05-31"],
  ["2018", "2018-01-01 to 2018-12-31"],
  ["the year 2018", "2018-01-01 to 2018-12-31"],
  ["1899", null],
  ["2100", null],
  ["1st quarter of 2020", "2020-01-01 to 2020-03-31"],
  ["second quarter 2019", "2019-04-01 to 2019-06-30"],
  ["fourth quarter of 2018", "2018-10-01 to 2018-12-31"],
  ["the end of 2018", "2018-12-31"],
  ["end of February 2020", "2020-02-29"],
  ["the start of June 2019", "2019-06-01"],
  ["beginning of 2020", "2020-01-01"],
  ["mid 2019", "2019-06-01 to 2019-07-31"],
  ["the middle of June 2019", "2019-06-11 to 2019-06-20"],
  ["today", "2026-03-20"],
  ["June", null],
  ["Norway", null],
];

const lexicon = buildLexicon(await realKnowledge());

describe("stretchAt", () => {
  it.each(DATES)("reads %j as %j", (typed, days) => {
    const { terms } = split(tokenise(typed), lexicon, 0);
    const start = terms.findIndex((term) => !hasCue(term, "filler"));
    const found = stretchAt(terms, start, TODAY);
    expect(found && (found.from === found.to ? found.from : `${found.from} to ${found.to}`)).toBe(days);
  });
});

describe("a date with slashes", () => {
  it("has its day first in every language but English", () => {
    const read = lexicon.languages.map((code, index) => {
      const { terms } = split(tokenise("4/5/2018"), lexicon, index);
      return [code, stretchAt(terms, 0, TODAY)?.from ?? null];
    });
    expect(read).toEqual(lexicon.languages.map((code) => [code, code === "en" ? null : "2018-05-04"]));
  });
});

const time = fc.date({
  min: new Date(Date.UTC(1600, 0, 2)),
  max: new Date(Date.UTC(2399, 11, 30)),
  noInvalidDate: true,
});

describe("days of the calendar", () => {
  it("are those of Date.UTC, and no others", () => {
    const part = (max: number) => fc.integer({ min: 0, max });
    fc.assert(
      fc.property(fc.integer({ min: 1000, max: 2999 }), part(13), part(32), (year, month, date) => {
        const text = `${year}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`;
        expect(parseDay(text) !== null).toBe(isoDay(Date.UTC(year, month - 1, date)) === text);
      }),
    );
  });

  it("come next to each other as in Date.UTC", () => {
    fc.assert(
      fc.property(time, fc.constantFrom<-1 | 1>(-1, 1), (date, step) => {
        expect(neighbourDay(aDay(isoDay(date.getTime())), step)).toBe(
          isoDay(date.getTime() + step * MS_PER_DAY),
        );
      }),
    );
  });

  it("are counted from 1970 as in Date.UTC", () => {
    expect(daysSinceEpoch("1970-01-01")).toBe(0);
    fc.assert(
      fc.property(time, (date) => {
        expect(daysSinceEpoch(isoDay(date.getTime()))).toBe(Math.floor(date.getTime() / MS_PER_DAY));
      }),
    );
  });

  it("fill months as in Date.UTC", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1600, max: 2399 }), fc.integer({ min: 1, max: 12 }), (year, month) => {
        expect(daysInMonth(year, month)).toBe(new Date(Date.UTC(year, month, 0)).getUTCDate());
      }),
    );
  });
});

function isoDay(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
