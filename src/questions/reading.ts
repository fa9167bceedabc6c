import type { CountryCode, Slug } from "../knowledge/schema/values.ts";
import { type CueSet, NO_CUES, only, shares, union } from "../language/cue-set.ts";
import type { Cue } from "../language/cues.ts";
import type { Term } from "../language/term.ts";
import type { Bound, Relation, Within } from "./query.ts";

/** A country as it stands in a question. */
export interface Mention {
  readonly code: CountryCode;
  /** Part of the state that was said, `Scotland`. */
  readonly part: string | null;
  readonly repairedTo: string | null;
}

/** A bloc and what the words around it make of it. */
interface BlocMention {
  readonly id: Slug;
  /** false: "outside the EU", "non-EU". */
  readonly member: boolean;
  /** Whether it says which countries are meant ("EU countries") or stands for itself ("in the EU"). */
  readonly role: "filter" | "object";
  /** Whether it is what is told of the signatories: "how many signatories are in the EU?" */
  readonly told: boolean;
  /** "A Nordic country": one of them, whichever. */
  readonly one: boolean;
}

/** What the words of a question say, bound to each other, before it is decided what is asked. */
export interface Reading {
  countries: Mention[];
  /** Joined by "or": a choice between countries. */
  choice: boolean;
  /** "for Norway": whom someone signed for. */
  signedFor: Mention[];
  /** "Besides Poland": countries left out of a list. */
  excluded: Mention[];
  /** "But not Poland": countries of which the contrary is said. */
  contrasted: Mention[];
  blocs: BlocMention[];
  within: Within | null;
  /** "By summer 2018": within it, it is open which day is meant. */
  vague: Within | null;
  /** Whether the time was said as a stretch ("in June 2019") and not as a bound ("by June 2019"). */
  during: boolean;
  /** Whether it was said as a beginning ("since 2020"). */
  since: boolean;
  /** "Before or after Brexit?": the time asked about. */
  pivot: Within | null;
  /** The city in which it was signed. */
  city: Slug | null;
  relations: Relation[];
  /** "Between Norway and Greece": the relations are the two ends, whichever of them signed first. */
  between: boolean;
  /** The country named last after "just before" or "right after". */
  neighbour: { readonly direction: "next" | "previous"; readonly country: CountryCode } | null;
  /** "After which country …?": the side on which a neighbour of the country is asked for. */
  besideAsked: { readonly direction: "next" | "previous"; readonly asked: Term } | null;
  ranks: number[];
  /** "the first five", "the latest": null when the words are not there. */
  extreme: { readonly kind: "first" | "latest"; readonly count: number | null } | null;
  /** "13 countries". */
  amounts: number[];
  /** "More than 20": how the amount is bounded. */
  bound: Bound | null;
  /** "25 EU countries, the UK and Norway": countries joined to an amount. */
  beside: Mention[];
  /** "All except the founders": false; the founders themselves are an extreme. */
  founders: false | null;
  topics: Slug[];
  /** Topics named by everyday words: they count only beside another word of the domain. */
  weakTopics: Slug[];
  milestones: Slug[];
  /** Milestones whose name is no topic's: "the General Assembly of GDI" speaks of it, and not of GDI. */
  events: Slug[];
  /** "when it signed", "when Norway joined", as a point in time; null country: the one the question is about. */
  atSigning: { readonly country: CountryCode | null } | null;
  /** Those who signed for a country, when they are named. */
  people: CountryCode[];
  /** "…, haven't they?" stood at the end. */
  tagged: boolean;
  /** "Is it false that …?" */
  refuted: boolean;
  /** Whether the verb came first, as in a question. */
  inverted: boolean;
  /** Whether it opens with "not" where that is no "¿No firmó …?" */
  opensDenied: boolean;
  /** Terms that nothing above has bound; `leaveLoose` adds to them. */
  loose: Term[];
  /** The cue classes of all loose terms. */
  said: CueSet;
  /** Terms bound as a topic that could be cues as well: "access" names a topic and asks for an aspect. */
  hints: Term[];
  /** The cue classes of all hints. */
  hinted: CueSet;
  /** Terms that no reading can explain, such as a number with nothing to count. */
  stray: Term[];
  /** The slots that are filled, as a bit mask; see `sealed`. */
  filled: number;
}

export function emptyReading(): Reading {
  return {
    countries: [],
    choice: false,
    signedFor: [],
    excluded: [],
    contrasted: [],
    blocs: [],
    within: null,
    vague: null,
    during: false,
    since: false,
    pivot: null,
    city: null,
    relations: [],
    between: false,
    neighbour: null,
    besideAsked: null,
    ranks: [],
    extreme: null,
    amounts: [],
    bound: null,
    beside: [],
    founders: null,
    topics: [],
    weakTopics: [],
    milestones: [],
    events: [],
    atSigning: null,
    people: [],
    tagged: false,
    refuted: false,
    inverted: false,
    opensDenied: false,
    loose: [],
    said: NO_CUES,
    hints: [],
    hinted: NO_CUES,
    stray: [],
    filled: 0,
  };
}

/** Leaves a term to the kinds of question: no rule binds it. */
export function leaveLoose(reading: Reading, term: Term): void {
  reading.loose.push(term);
  reading.said = union(reading.said, term.cues);
}

/** The cue classes of all the terms. */
export function cuesOf(terms: readonly Term[]): CueSet {
  let all = NO_CUES;
  for (const { cues } of terms) all = union(all, cues);
  return all;
}

/** Whether the term is of class `wanted`, or of any class of a set. */
export function hasCue(term: Term | undefined, wanted: Cue | CueSet): boolean {
  return term !== undefined && shares(term.cues, typeof wanted === "string" ? only(wanted) : wanted);
}

/** Whether any loose word is of class `wanted`, or of any class of a set. */
export function says(reading: Reading, wanted: Cue | CueSet): boolean {
  return shares(reading.said, typeof wanted === "string" ? only(wanted) : wanted);
}

/** Whether any loose word is of any of the classes; where it is asked often, `says` with a set made once is quicker. */
export function saysAny(reading: Reading, wanted: readonly Cue[]): boolean {
  for (const cue of wanted) if (says(reading, cue)) return true;
  return false;
}
