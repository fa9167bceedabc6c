import type { Day } from "../knowledge/day.ts";
import type { Aspect } from "../knowledge/schema/topic.ts";
import type { CountryCode, Slug } from "../knowledge/schema/values.ts";

/** A stretch of time, both ends included; null leaves an end open. */
export interface Within {
  readonly from: Day | null;
  readonly to: Day | null;
}

/** A bound given by another signature: before or after it, or on the same day. */
export interface Relation {
  readonly kind: "before" | "after" | "same-day" | "not-after" | "either";
  readonly country: CountryCode;
}

/** Which countries a list, count or rank speaks of. */
export interface Filter {
  /** false: those without a signature (in the time asked for). */
  readonly signed: boolean;
  /** The countries named, if the question chooses among some. */
  readonly among: readonly CountryCode[] | null;
  readonly blocs: ReadonlyArray<{ readonly id: Slug; readonly member: boolean }>;
  readonly within: Within | null;
  readonly relations: readonly Relation[];
  /** "Besides Poland": countries left out. */
  readonly except?: readonly CountryCode[];
  /** What is said of the signatories is that they belong: "how many signatories are in the EU?" */
  readonly belonging?: true;
  /** true: only those who signed on the first day; false: all but them. */
  readonly founders?: boolean;
  /** Those on record as signing there. */
  readonly city?: Slug;
  /** Of all who may sign, and not of the EU alone, which "who has not signed?" is taken to mean. */
  readonly open?: true;
}

/** How an amount is bounded: "more than 20", "at least half". */
export type Bound = "more" | "fewer" | "at-least" | "at-most";

/** A place in the order of signatures. */
export type Rank =
  | { readonly kind: "nth"; readonly n: number }
  /** The first ones: all who share the first day, or as many as asked for. */
  | { readonly kind: "first"; readonly count: number | null }
  | { readonly kind: "latest"; readonly count: number };

/** The day on which a membership is asked for. */
export type At =
  | { readonly kind: "today" }
  /** When the country itself signed, or when another did. */
  | { readonly kind: "signing"; readonly country: CountryCode | null }
  /** At any time: "was the UK in the EU?" */
  | { readonly kind: "ever" }
  /** On every day of a stretch; an open end is today. */
  | { readonly kind: "span"; readonly from: Day; readonly to: Day | null };

type Countries = readonly CountryCode[];

/** What a question means: closed, so that whoever evaluates it must handle every kind. */
export type Query =
  /** Have these countries signed (in that time)? `claim`: "is it true that …?", checked as stated. */
  | {
      readonly op: "status";
      readonly countries: Countries;
      readonly signed: boolean;
      readonly within: Within | null;
      readonly claim: boolean;
      /** One of them is enough: "has either Norway or Poland signed?" */
      readonly any?: boolean;
      /** These must not have: "Norway but not Poland". */
      readonly without?: Countries;
    }
  /** Have all (or any) countries of these blocs signed? */
  | {
      readonly op: "group-status";
      readonly filter: Filter;
      readonly all: boolean;
      /** Of this part of them it is asked: "have most EU countries signed?" */
      readonly share?: "half" | "most";
    }
  /** `pivot`: before or after that time? */
  | { readonly op: "when"; readonly countries: Countries; readonly pivot?: Within }
  /** Which number were they? `claimed`: was it the 18th (or the 19th)? */
  | {
      readonly op: "rank";
      readonly countries: Countries;
      readonly claimed: ReadonlyArray<number | "first" | "latest">;
      /** Counted among these only: "the first non-EU country". */
      readonly blocs?: Filter["blocs"];
      /** "One of the first 13", "among the last three". */
      readonly among?: { readonly kind: "first" | "latest"; readonly count: number };
    }
  /** `ends`: who was first, and who last. */
  | { readonly op: "at-rank"; readonly rank: Rank | { readonly kind: "ends" }; readonly filter: Filter }
  | { readonly op: "neighbour"; readonly direction: "next" | "previous"; readonly country: CountryCode }
  /** `ordered`: "order Latvia, Croatia and Greece by date". */
  | { readonly op: "list"; readonly filter: Filter; readonly ordered?: true }
  /** Is it the only one? "Is Poland the only EU country that has not signed?" */
  | { readonly op: "only"; readonly country: CountryCode; readonly filter: Filter }
  | {
      readonly op: "count";
      readonly filter: Filter;
      readonly claimed: number | null;
      /** "More than 20"; left out, the number itself is claimed. */
      readonly bound?: Bound;
      /** Said to have signed beside those counted: "25 EU countries, the UK and Norway". */
      readonly beside?: Countries;
    }
  | {
      readonly op: "compare";
      readonly left: Countries;
      /** either: "before or after?", which asks for the order and claims none. */
      readonly relation: "before" | "after" | "same-day" | "either";
      readonly right: Countries;
    }
  /** "How long after Norway did Germany sign?" */
  | { readonly op: "gap"; readonly of: CountryCode; readonly from: CountryCode }
  /** Which of these signed first (or last)? */
  | { readonly op: "earliest-of"; readonly countries: Countries; readonly last: boolean }
  | {
      readonly op: "membership";
      readonly countries: Countries;
      readonly bloc: Slug;
      readonly at: At;
      /** "Norway is not in the EU, right?": said of one country, and checked as stated. */
      readonly denied?: true;
    }
  | { readonly op: "capacity"; readonly countries: Countries }
  /** `dated`: "and when?" */
  | { readonly op: "signer"; readonly countries: Countries; readonly dated?: true }
  /** Those for whom a named person signed; `asked`: the countries it was asked of. */
  | {
      readonly op: "person";
      readonly countries: Countries;
      readonly asked: Countries;
      /** "Did Jens Spahn sign?" */
      readonly claimed?: true;
    }
  /** `claimed`: was it there? */
  | { readonly op: "place"; readonly countries: Countries; readonly claimed?: Slug }
  /** Will they sign? */
  | { readonly op: "future"; readonly countries: Countries }
  | { readonly op: "eligibility"; readonly countries: Countries }
  | { readonly op: "reason"; readonly countries: Countries; readonly signed: boolean }
  | { readonly op: "withdrawal"; readonly countries: Countries }
  | {
      readonly op: "topic";
      readonly topics: readonly Slug[];
      readonly aspect: Aspect | "difference";
      /** "Is it true that GDI has 22 countries?" */
      readonly claimed?: number;
      /** "Is GDI the same as B1MG?", which is denied, and not only how they differ. */
      readonly same?: true;
    }
  /** A country's part in a project, which is no signature. */
  | {
      readonly op: "participation";
      readonly country: CountryCode;
      readonly project: Slug;
      readonly asked: "whether" | "when" | "why";
      /** "Did Romania join GDI in 2024?" */
      readonly claimed?: Within;
    }
  /** `claimed`: was it then? */
  | { readonly op: "milestone"; readonly milestone: Slug; readonly claimed?: Within }
  | { readonly op: "timeline"; readonly within: Within }
  | { readonly op: "sources"; readonly of: Query | null }
  /** "Is it false that …?": yes where the claim is wrong. */
  | { readonly op: "refuted"; readonly claim: Query }
  | { readonly op: "freshness" }
  | { readonly op: "courtesy"; readonly kind: Courtesy };

export type Courtesy = "hello" | "thanks" | "bye" | "help" | "identity";

/** Every signatory. */
export const EVERYONE: Filter = { signed: true, among: null, blocs: [], within: null, relations: [] };
