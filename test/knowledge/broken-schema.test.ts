import { describe } from "vitest";
import { type Broken, reportsEach } from "../fixtures/broken-knowledge.ts";
import { only, realTexts, swap } from "../fixtures/knowledge-texts.ts";

const DAY = "2019-06-14 }";
const ON = "signed.date.on";

const NORWAY: readonly Broken[] = [
  ["a misspelt key", swap("capacity:", "capactiy:"), "", /unknown key "capactiy"/],
  ["a missing key", swap(/capacity: .*\n/, ""), "capacity", /^is missing$/],
  ["a misspelt key further in", swap("role:", "rolle:"), "signedBy.0", /unknown key "rolle"/],
  ["31 February", swap(DAY, "2019-02-31 }"), ON, /"2019-02-31" is not a day of the calendar/],
  ["29 February of a common year", swap(DAY, "2019-02-29 }"), ON, /is not a day of the calendar/],
  ["month 13", swap(DAY, "2019-13-01 }"), ON, /is not a day of the calendar/],
  ["a day in words", swap(DAY, "14 June 2019 }"), ON, /is not a day of the calendar/],
  ["a year for a day", swap(DAY, "2019 }"), ON, /expected string, received number/],
  ["one bound without the other", swap(`on: ${DAY}`, `notBefore: ${DAY}`), "signed.date.notAfter", /missing/],
  ["a day beside a bound", swap(DAY, "2019-06-14, notAfter: 2019-06-14 }"), "signed.date", /unknown key/],
  ["a basis that is none", swap("basis: stated", "basis: rumoured"), "signed.basis", /"stated"\|"inferred"/],
  ["a capacity that is none", swap("eea-efta", "eea"), "capacity", /expected one of/],
  ["an ordinal of zero", swap("value: 21", "value: 0"), "ordinal.value", />=1/],
  ["an ordinal in words", swap("value: 21", "value: 21st"), "ordinal.value", /received string/],
  ["a country in lower case", swap("country: NO", "country: no"), "country", /two capital letters/],
  ["a country that is null", swap("country: NO", "country: ~"), "country", /expected string, received null/],
  ["no sources", swap(/sources: \[.*\]/, "sources: []"), "signed.sources", /no fact without one/],
  ["sources left out", swap(/ {2}sources: \[.*\]\n/, ""), "signed.sources", /^is missing$/],
];

const WGS: readonly Broken[] = [
  ["a number for a text", swap(/title: .*/, "title: 42"), "title", /expected string, received number/],
  ["an empty text", swap(/title: .*/, 'title: " "'), "title", /must not be empty/],
  ["too long a text", swap(/title: .*/, `title: ${"x".repeat(1501)}`), "title", /at most 1500/],
  ["an address without https", swap("https://", ""), /definition.sources.0.url$/, /http or https address/],
  ["an address that runs", swap("https:", "javascript:"), /definition.sources.0.url$/, /http or https/],
  ["a month 13 of publication", swap("2018-10-23", "2018-13"), /sources.2.published$/, /YYYY-MM/],
  ["an aspect that is none", swap("  purpose:", "  porpoise:"), "facts", /unknown key "porpoise"/],
  ["a topic without definition", swap("  definition:", "  size:"), "facts", /'definition'/],
];

const BLOCS: readonly Broken[] = [
  ["a kind that is none", swap("kind: region", "kind: realm"), { line: "realm" }, /expected one of/],
  ["a bloc without members", swap("- countries: [BE, LU, NL]", "[]"), /^blocs\.\d\.members$/, /./],
];

const ROWS = [
  ["signatories/norway.yaml", NORWAY],
  ["topics/wgs.yaml", WGS],
  ["blocs.yaml", BLOCS],
] as const;

const texts = await realTexts();

describe("a file that its schema refuses", () => {
  for (const [file, rows] of ROWS) reportsEach(only(texts, file), file, rows);
});
