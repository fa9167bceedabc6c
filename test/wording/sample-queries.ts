import { slug } from "../../src/knowledge/schema/values.ts";
import { EVERYONE, type Filter, type Query } from "../../src/questions/query.ts";
import { aCountry, aDay } from "../fixtures/values.ts";

const [NO, PL, GB, DK, HU, LV, HR, NL, AT] = ["NO", "PL", "GB", "DK", "HU", "LV", "HR", "NL", "AT"].map(
  aCountry,
);
const [DE, BE, FR, IE] = ["DE", "BE", "FR", "IE"].map(aCountry);
const EU = slug.parse("eu");
const of = (...codes: ReadonlyArray<ReturnType<typeof aCountry> | undefined>) =>
  codes.flatMap((code) => (code === undefined ? [] : [code]));
const by2018 = { from: null, to: aDay("2018-12-31") };
const unsigned: Filter = { ...EVERYONE, signed: false };
const inEu: Filter = { ...EVERYONE, blocs: [{ id: EU, member: true }] };
const beforeNorway = of(NO).map((country) => ({ kind: "before", country }) as const);
const status = { op: "status", signed: true, within: null, claim: false } as const;

/** One of each kind of answer, and the turns that a kind can take: what a reviewer of a language reads. */
export const SAMPLE_QUERIES: readonly Query[] = [
  { ...status, countries: of(NO) },
  { ...status, countries: of(NL, PL) },
  { ...status, countries: of(NO), signed: false },
  { ...status, countries: of(DK), within: { from: null, to: aDay("2021-06-30") } },
  { op: "group-status", filter: inEu, all: true },
  { op: "group-status", filter: { ...inEu, relations: beforeNorway }, all: true },
  { op: "group-status", filter: inEu, all: true, share: "most" },
  { op: "when", countries: of(NO) },
  { op: "when", countries: of(AT, DK, PL) },
  { op: "rank", countries: of(LV), claimed: [] },
  { op: "rank", countries: of(LV), claimed: [18] },
  { op: "rank", countries: of(DE), claimed: [20], blocs: inEu.blocs },
  { op: "when", countries: of(DE), pivot: { from: aDay("2020-01-31"), to: aDay("2020-01-31") } },
  { op: "when", countries: of(BE), pivot: { from: aDay("2020-01-31"), to: aDay("2020-01-31") } },
  ...of(DE).flatMap((one) => of(NO).map((from): Query => ({ op: "gap", of: one, from }))),
  { op: "at-rank", rank: { kind: "first", count: null }, filter: EVERYONE },
  { op: "at-rank", rank: { kind: "latest", count: 1 }, filter: EVERYONE },
  { op: "at-rank", rank: { kind: "nth", n: 24 }, filter: EVERYONE },
  { op: "at-rank", rank: { kind: "nth", n: 28 }, filter: EVERYONE },
  ...of(HR, GB).map((country): Query => ({ op: "neighbour", direction: "next", country })),
  { op: "list", filter: unsigned },
  { op: "list", filter: { ...EVERYONE, city: slug.parse("berlin") } },
  { op: "list", filter: { ...EVERYONE, among: of(FR, IE, HR) }, ordered: true },
  { op: "refuted", claim: { ...status, countries: of(PL), claim: true } },
  { op: "list", filter: { ...EVERYONE, relations: of(NO).map((country) => ({ kind: "after", country })) } },
  ...of(PL).map((country): Query => ({ op: "only", country, filter: { ...unsigned, blocs: inEu.blocs } })),
  { op: "count", filter: EVERYONE, claimed: null },
  { op: "count", filter: { ...EVERYONE, within: by2018 }, claimed: null },
  { op: "count", filter: unsigned, claimed: null },
  { op: "count", filter: { ...EVERYONE, founders: false }, claimed: null },
  { op: "compare", left: of(LV), relation: "before", right: of(HR) },
  { op: "compare", left: of(GB), relation: "same-day", right: of(HU) },
  { op: "earliest-of", countries: of(LV, HR), last: false },
  { op: "membership", countries: of(GB, NL), bloc: EU, at: { kind: "today" } },
  { op: "membership", countries: of(GB), bloc: EU, at: { kind: "signing", country: null } },
  { op: "capacity", countries: of(NO) },
  { op: "signer", countries: of(NO, GB) },
  { op: "place", countries: of(NO, HU) },
  { op: "future", countries: of(PL) },
  { op: "eligibility", countries: of(PL, NO) },
  { op: "reason", countries: of(PL), signed: false },
  { op: "reason", countries: of(NL), signed: true },
  { op: "withdrawal", countries: of(GB) },
  { op: "topic", topics: [slug.parse("gdi")], aspect: "definition" },
  { op: "milestone", milestone: slug.parse("kick-off") },
  { op: "timeline", within: { from: aDay("2019-01-01"), to: aDay("2019-12-31") } },
  { op: "sources", of: null },
  { op: "freshness" },
  ...(["hello", "thanks", "bye", "help", "identity"] as const).map(
    (kind): Query => ({ op: "courtesy", kind }),
  ),
];
