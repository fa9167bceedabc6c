import { describe } from "vitest";
import { type Broken, reportsEach } from "../fixtures/broken-knowledge.ts";
import { become, gone, plus, realTexts, swap } from "../fixtures/knowledge-texts.ts";

const SOURCE = "  - { id: twin, title: T, publisher: P, url: https://www.example.org/1 }";
const MILESTONE = "  - { id: kick-off, title: T, date: { on: 2018-09-21 }, text: T, sources: [ec-bulgaria] }";
const BACKWARDS = "{ notBefore: 2019-06-15, notAfter: 2019-06-14 }";
const WITHDRAWN = "withdrawn: { on: 2019-06-13, sources: [ec-norway-2019] }";

const NORWAY: readonly Broken[] = [
  ["a signature to come", swap("2019-06-14 }", "2100-01-01 }"), "signed.date", /still to come/],
  ["bounds swapped", swap("{ on: 2019-06-14 }", BACKWARDS), "signed.date", /is after notAfter 2019-06-14/],
  ["a withdrawal before the signature", plus(WITHDRAWN), "withdrawn.on", /is before the signature/],
  ["a wrong capacity", swap("eea-efta", "eu-member"), "capacity", /the country was eea-efta/],
  ["a signatory outside all blocs", swap("country: NO", "country: JP"), "capacity", /in none of EU/],
  ["a second file of one country", swap("country: NO", "country: LV"), "country", /LV has a file already/],
  ["a code of no country", swap("country: NO", "country: XX"), "country", /XX is not a country code/],
  ["a source nobody defines", swap("ec-norway-2019", "ec-norge"), "signed.sources.0", /not in sources.yaml/],
];

const LATVIA: readonly Broken[] = [
  ["an ordinal against the dates", swap("value: 19", "value: 22"), "ordinal", /\(22\) cannot stand beside/],
  ["a date against the ordinals", swap("2018-11-12", "2020-11-12"), "ordinal", /\(19\) cannot stand beside/],
];

const DENMARK: readonly Broken[] = [
  ["an ordinal that is taken", swap("value: 24", "value: 23"), "ordinal", /too many countries at 23/],
  ["an ordinal beyond the last", swap("value: 24", "value: 240"), "ordinal", /\(240\) cannot stand/],
];

const ABSENT: readonly Broken[] = [
  ["a missing file", gone, "", /^is missing$/],
  ["a code of no country", swap("country: PL", "country: XX"), "countries.0.country", /XX is not/],
  ["an entry of days to come", swap(/asOf: .*/, "asOf: 2100-01-01"), "countries.0.asOf", /still to come/],
  ["a country twice", swap("country: SK", "country: PL"), "countries.1", /PL is there already/],
];

const BLOCS: readonly Broken[] = [
  ["a missing file", gone, "", /^is missing$/],
  ["an end before the beginning", swap("2020-01-31", "1972-12-31"), "blocs.0.members", /before from 1973/],
  ["the EU's code for Britain", swap("[GB]", "[UK]"), "blocs.0.members", /UK is not a country code/],
  ["a bloc that includes none", swap("includes: [eu]", "includes: [ue]"), "blocs.1.includes", /no bloc "ue"/],
  ["a bloc twice", swap("id: benelux", "id: baltic"), /^blocs\.\d$/, /baltic is there already/],
];

const MILESTONES: readonly Broken[] = [
  ["a missing file", gone, "", /^is missing$/],
  ["a day to come, not planned", swap("on: 2017-06-16", "on: 2100-01-01"), /date$/, /still to come/],
  ["one id twice", plus(`${MILESTONE}\n${MILESTONE}`), /^milestones\.\d+$/, /kick-off is there already/],
];

const SOURCES: readonly Broken[] = [
  ["a missing file", gone, "", /^is missing$/],
  [
    "an id twice",
    plus(`${SOURCE}\n${SOURCE.replace("org/1", "org/2")}`),
    /^sources\.\d+$/,
    /already belongs/,
  ],
  ["an address twice", plus(`${SOURCE}\n${SOURCE.replace("twin", "two")}`), /\d\.url$/, /is listed twice/],
];

const WGS: readonly Broken[] = [
  ["a related topic that is none", swap("related: [wes", "related: [wse"), "related", /no topic "wse"/],
  ["an aspect told under no topic", plus("elsewhere: { size: wse }"), "elsewhere.size", /no topic "wse"/],
  ["a name of another topic", swap("[wgs,", "[WES, wgs,"), "names", /"WES" is already a name of wes/],
];

const NAMES: readonly Broken[] = [
  ["a missing file", gone, "", /^is missing$/],
  ["a name for no country", swap("  GB:", "  UK:"), "countries.UK", /UK is not a country code/],
  ["a name of another country", swap("[netherlands,", "[danish,"), "countries.NL.names", /a name of DK/],
  ["a bloc it cannot name", swap(/ {2}benelux: .*\n/, ""), "blocs", /no form for the bloc "benelux"/],
];

const UNKNOWN: readonly Broken[] = [["a file it does not know", become("x: 1"), "", /not a file that/]];
const LOST: readonly Broken[] = [["a missing file", gone, "", /^is missing$/]];

const texts = await realTexts();

describe("knowledge that does not hold together", () => {
  reportsEach(texts, "signatories/norway.yaml", NORWAY);
  reportsEach(texts, "signatories/latvia.yaml", LATVIA);
  reportsEach(texts, "signatories/denmark.yaml", DENMARK);
  reportsEach(texts, "signatories/greece.yaml", [
    ["the EU's code for Greece", swap("country: GR", "country: EL"), "country", /EL is not a country code/],
  ]);
  reportsEach(texts, "signatories/united-kingdom.yaml", [
    ["what the country was later", swap("eu-member", "efta"), "capacity", /the country was eu-member/],
  ]);
  reportsEach(texts, "non-signatories.yaml", ABSENT);
  reportsEach(texts, "blocs.yaml", BLOCS);
  reportsEach(texts, "milestones.yaml", MILESTONES);
  reportsEach(texts, "sources.yaml", SOURCES);
  reportsEach(texts, "topics/wgs.yaml", WGS);
  reportsEach(texts, "languages/en/countries.yaml", NAMES);
  reportsEach(texts, "languages/en/vocabulary.yaml", LOST);
  reportsEach(texts, "initiative.yaml", [
    ...LOST,
    ["signing open to no bloc", swap(/blocs: \[eu/, "blocs: [ue"), "openTo.blocs", /no bloc "ue"/],
  ]);
  reportsEach(texts, "languages/en/wording.yaml", [
    ...LOST,
    ["another language's folder", swap("language: en", "language: nb"), "language", /the folder is en/],
  ]);
  for (const file of ["signatory/norway.yaml", "topics/GDI.yaml", "topics/../norway.yaml", "norway.yaml"]) {
    reportsEach(texts, file, UNKNOWN);
  }
});
