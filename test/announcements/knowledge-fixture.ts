import type { Destination } from "../../src/announcements/destination.ts";
import { hexDigest } from "../../src/announcements/digest.ts";
import { NEWS_KINDS } from "../../src/announcements/event.ts";
import type { Purpose, WordNews } from "../../src/announcements/plan-context.ts";
import type { Day } from "../../src/knowledge/day.ts";
import type { KnowledgeBase, Milestone, Signatory, Sources } from "../../src/knowledge/knowledge-base.ts";
import {
  type CountryCode,
  countryCode,
  day,
  type LanguageCode,
  languageCode,
  type Slug,
  slug,
} from "../../src/knowledge/schema/values.ts";

export const aDay = (text: string): Day => day.parse(text);
export const aCountry = (code: string): CountryCode => countryCode.parse(code);
const aSlug = (id: string): Slug => slug.parse(id);
const english: LanguageCode = languageCode.parse("en");

export const sources: Sources = [
  {
    id: aSlug("example"),
    title: "A page",
    publisher: "Example",
    url: "https://www.example.org/",
    published: null,
    checked: null,
  },
];

/** A signatory of one exact day; what matters for news can be given. */
export function aSignatory(
  code: string,
  signedOn: string,
  more: Partial<Pick<Signatory, "ordinal" | "capacity" | "withdrawn" | "signed">> = {},
): Signatory {
  return {
    country: aCountry(code),
    signed: { earliest: aDay(signedOn), latest: aDay(signedOn) },
    seat: { from: 1, to: 1 },
    basis: "stated",
    note: null,
    sources,
    capacity: "eu-member",
    ordinal: null,
    signedBy: [],
    place: null,
    remarks: [],
    withdrawn: null,
    claims: [],
    ...more,
  };
}

export function aMilestone(id: string, on: string, planned = false): Milestone {
  return {
    id: aSlug(id),
    title: id,
    names: {},
    date: { earliest: aDay(on), latest: aDay(on) },
    of: null,
    steps: [],
    nth: null,
    joined: [],
    planned,
    text: id,
    place: null,
    sources,
    claims: [],
  };
}

/** A small knowledge whose hash follows from its signatories and milestones. */
export function aKnowledge(
  signatories: readonly Signatory[],
  milestones: readonly Milestone[] = [],
): KnowledgeBase {
  const hash = hexDigest(JSON.stringify([signatories, milestones]), 64);
  const lists = { aims: [], commitments: [], benefits: [], governance: [], related: [] };
  return {
    version: hash.slice(0, 7),
    hash,
    asOf: aDay("2026-03-13"),
    initiative: {
      title: { text: "A declaration", sources },
      otherTitles: [],
      names: {},
      cities: [],
      launch: { on: aDay("2018-04-10"), where: "in Brussels", sources },
      asOf: { day: aDay("2026-03-13"), sources },
      openTo: { blocs: [], sources },
      lists,
      claims: [],
    },
    signatories: new Map(signatories.map((signatory) => [signatory.country, signatory])),
    absences: new Map(),
    milestones: new Map(milestones.map((milestone) => [milestone.id, milestone])),
    topics: new Map(),
    blocs: new Map(),
    sources: new Map(),
    languages: new Map(),
  };
}

/** Stands in for the wording: names the events. */
export const wordPlainly: WordNews = (_knowledge, news, language, purpose = { kind: "post" }) => ({
  text: `${wordsFor(purpose)}${language}: ${news.map(({ id }) => id).join(", ")}`,
  sources,
  labels: { asOf: "As of 13 March 2026", sources: "Sources:" },
});

function wordsFor(purpose: Purpose): string {
  if (purpose.kind === "edit") return `corrected on ${purpose.corrected.join()} `;
  return purpose.kind === "note" ? "note " : "";
}

export function aDestination(
  platform: string,
  channel: string,
  more: Partial<Destination> = {},
): Destination {
  return { platform, channel, language: english, kinds: new Set(NEWS_KINDS), paused: false, ...more };
}
