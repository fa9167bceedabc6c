import type { Day } from "./day.ts";
import type { LanguagePack } from "./language-pack.ts";
import type { Aspect, Step } from "./schema/topic.ts";
import type { CountryCode, LanguageCode, Names, Slug } from "./schema/values.ts";

/** Where a fact can be checked. No fact leaves the core without one. */
export interface Source {
  readonly id: Slug;
  readonly title: string;
  readonly publisher: string;
  readonly url: string;
  /** ISO date the page gives itself: a day, a month or a year; null when it gives none. */
  readonly published: string | null;
  /** Day on which a person last saw the fact there. */
  readonly checked: Day | null;
}

export type Sources = readonly [Source, ...Source[]];

/** What a source says that disagrees with a fact, and why the fact is preferred. */
export interface Claim {
  readonly id: Slug;
  readonly about:
    | "signed"
    | "ordinal"
    | "signed-by"
    | "place"
    | "capacity"
    | "count"
    | "status"
    | "date"
    | "text";
  readonly says: string;
  readonly number: number | null;
  readonly date: Day | null;
  readonly rank: "normal" | "rejected";
  readonly reason: string;
  readonly sources: Sources;
}

/** A day known exactly (earliest = latest) or between two days, both included. */
export interface Span {
  readonly earliest: Day;
  readonly latest: Day;
}

type Basis = "stated" | "inferred";

/** A text with its sources. */
export interface Statement {
  readonly text: string;
  readonly sources: Sources;
}

export interface Signatory {
  readonly country: CountryCode;
  /** The day, or the bounds that dates and ordinals together leave. */
  readonly signed: Span;
  /** Seats it can have taken among all signatories, 1 to n; those of one day share a rank. */
  readonly seat: { readonly from: number; readonly to: number };
  readonly basis: Basis;
  readonly note: string | null;
  /** Sources of the date. */
  readonly sources: Sources;
  readonly capacity: "eu-member" | "eea-efta" | "efta";
  readonly ordinal: {
    readonly from: number;
    readonly to: number;
    readonly basis: Basis;
    readonly sources: Sources;
  } | null;
  readonly signedBy: ReadonlyArray<{
    readonly name: string;
    readonly role: string;
    readonly note: string | null;
    readonly sources: Sources;
  }>;
  readonly place: { readonly where: string; readonly city: Slug | null; readonly sources: Sources } | null;
  readonly remarks: readonly Statement[];
  readonly withdrawn: { readonly on: Day; readonly sources: Sources } | null;
  readonly claims: readonly Claim[];
}

/** A country asked about that has no signature on record: not the same as a refusal. */
export interface Absence {
  readonly country: CountryCode;
  readonly asOf: Day;
  readonly basis: Basis;
  readonly note: string | null;
  readonly sources: Sources;
  readonly claims: readonly Claim[];
}

export interface Milestone {
  readonly id: Slug;
  readonly title: string;
  readonly names: Names;
  readonly date: Span;
  /** The topic in whose life it is a step, or the series that it belongs to. */
  readonly of: Slug | null;
  readonly steps: readonly Step[];
  readonly nth: number | null;
  readonly joined: readonly CountryCode[];
  readonly planned: boolean;
  readonly text: string;
  readonly place: string | null;
  readonly sources: Sources;
  readonly claims: readonly Claim[];
}

export interface TopicFact {
  readonly text: string;
  readonly dates: readonly Day[];
  readonly number: number | null;
  /** The topic of the things that the number counts. */
  readonly counts: Slug | null;
  readonly countries: readonly CountryCode[];
  readonly verdict: "yes" | "no" | null;
  readonly sources: Sources;
  readonly claims: readonly Claim[];
}

type InitiativeList = "aims" | "commitments" | "benefits" | "governance" | "related";

export interface Topic {
  readonly id: Slug;
  readonly title: string;
  readonly names: Names;
  /** Names that are everyday words too: understood only beside another word of the domain. */
  readonly weakNames: Names;
  /** Whether it is something that countries take part in. */
  readonly project: boolean;
  readonly list: InitiativeList | null;
  readonly facts: { readonly [A in Aspect]?: TopicFact };
  readonly gaps: { readonly [A in Aspect]?: TopicFact };
  /** Aspects that another topic tells of. */
  readonly elsewhere: { readonly [A in Aspect]?: Slug };
  readonly related: readonly Slug[];
}

export interface Membership {
  readonly country: CountryCode;
  /** First and last day of membership, both included; null when no question turns on them. */
  readonly from: Day | null;
  readonly through: Day | null;
}

export interface Bloc {
  readonly id: Slug;
  readonly kind: "organisation" | "region";
  readonly names: Names;
  /** Members of the blocs it includes are listed too. */
  readonly members: readonly Membership[];
  readonly sources: Sources;
}

export interface Initiative {
  readonly title: Statement;
  readonly otherTitles: readonly Statement[];
  readonly names: Names;
  readonly launch: { readonly on: Day; readonly where: string; readonly sources: Sources };
  readonly asOf: { readonly day: Day; readonly sources: Sources };
  readonly openTo: { readonly blocs: readonly Slug[]; readonly sources: Sources };
  /** Cities in which it was signed. */
  readonly cities: ReadonlyArray<{ readonly id: Slug; readonly names: Names }>;
  readonly lists: Readonly<Record<InitiativeList, readonly Statement[]>>;
  readonly claims: readonly Claim[];
}

/** Everything the bot can state: parsed, checked across files, and frozen. */
export interface KnowledgeBase {
  /** First seven hex digits of the hash of all files. */
  readonly version: string;
  readonly hash: string;
  /** Day to which the list of signatories is known to be complete. */
  readonly asOf: Day;
  readonly initiative: Initiative;
  /** In order of signature as far as it is known, then by code. */
  readonly signatories: ReadonlyMap<CountryCode, Signatory>;
  readonly absences: ReadonlyMap<CountryCode, Absence>;
  readonly milestones: ReadonlyMap<Slug, Milestone>;
  readonly topics: ReadonlyMap<Slug, Topic>;
  readonly blocs: ReadonlyMap<Slug, Bloc>;
  readonly sources: ReadonlyMap<Slug, Source>;
  readonly languages: ReadonlyMap<LanguageCode, LanguagePack>;
}

export function isExact(span: Span): boolean {
  return span.earliest === span.latest;
}
