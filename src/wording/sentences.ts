import type { NewsKind } from "../announcements/event.ts";
import type { Day } from "../knowledge/day.ts";
import type { CountryCode, LanguageCode, Slug } from "../knowledge/schema/values.ts";
import { CHAT } from "./chat-messages.ts";
import { COMMANDS } from "./command-messages.ts";
import { NOTICES } from "./notices.ts";
import { QUESTIONS } from "./questions.ts";

/** What an argument of a message can be; each kind is put into words in one place, `word-argument.ts`. */
interface ArgumentTypes {
  readonly country: CountryCode;
  readonly countries: readonly CountryCode[];
  readonly bloc: Slug;
  readonly blocs: readonly Slug[];
  readonly city: Slug;
  readonly day: Day;
  readonly number: number;
  /** Text of the knowledge, in English. */
  readonly text: string;
  /** Words of a person, which the message itself quotes. */
  readonly said: string;
  /** Words of a person, to be quoted. */
  readonly texts: readonly string[];
  readonly kinds: readonly NewsKind[];
  /** A `ClosedReason`; any other words, as they were once kept, are said as they are. */
  readonly closed: string;
  readonly language: LanguageCode;
  readonly languages: readonly LanguageCode[];
  /** Milliseconds since the epoch; worded in UTC. */
  readonly time: number;
  /** Phrases that narrow what is counted: 'in the EU', 'by 31 December 2018'. */
  readonly phrases: readonly PhraseWords[];
}

type Kind = keyof ArgumentTypes;
export type Parameters = Readonly<Record<string, Kind>>;

/** Parts of sentences that say of which countries, and of which time, a list or count speaks. */
const PHRASES = {
  "in-bloc": { bloc: "bloc" },
  "outside-bloc": { bloc: "bloc" },
  "except-countries": { countries: "countries" },
  "in-city": { city: "city" },
  "by-day": { day: "day" },
  "on-day": { day: "day" },
  "since-day": { day: "day" },
  "between-days": { earliest: "day", latest: "day" },
  "in-year": { year: "text" },
  "before-country": { country: "country" },
  "after-country": { country: "country" },
  "same-day-as-country": { country: "country" },
  "not-after-country": { country: "country" },
} as const satisfies Readonly<Record<string, Parameters>>;

/** Sentences that state facts: none of them can be said without its sources. */
const STATEMENTS = {
  "signed-on": { country: "country", day: "day" },
  "signed-on-as": { country: "country", day: "day", rank: "number" },
  "signed-first": { country: "country", day: "day", count: "number" },
  "signed-between": { country: "country", earliest: "day", latest: "day" },
  "signed-between-as": { country: "country", earliest: "day", latest: "day", rank: "number" },
  "rank-between": { country: "country", from: "number", to: "number" },
  "rank-exact": { country: "country", rank: "number" },
  "rank-among-then": { bloc: "bloc", country: "country", rank: "number" },
  "rank-among-today": { bloc: "bloc", country: "country", rank: "number" },
  "rank-joint": { country: "country", day: "day", from: "number", to: "number" },
  "not-signed": { country: "country", day: "day" },
  "not-signed-then": { country: "country", day: "day" },
  "signed-after-that": { country: "country", day: "day" },
  "signed-before-that": { country: "country", day: "day" },
  "signed-unknown-then": { country: "country", earliest: "day", latest: "day" },
  withdrew: { country: "country", day: "day" },
  "no-withdrawal": { day: "day" },
  "no-withdrawal-by": { country: "country", day: "day" },
  "open-to": { blocs: "blocs" },
  eligible: { country: "country", blocs: "blocs" },
  "not-eligible": { country: "country", blocs: "blocs" },
  before: { left: "country", right: "country" },
  "days-apart": { left: "country", right: "country", count: "number" },
  "same-day": { left: "country", right: "country", day: "day" },
  "order-unknown": { left: "country", right: "country" },
  list: { count: "number", countries: "countries", group: "phrases", span: "phrases" },
  "list-none": {},
  "list-open": { countries: "countries" },
  "list-unsigned": { count: "number", countries: "countries", day: "day", group: "phrases" },
  "list-unsigned-then": { count: "number", countries: "countries", group: "phrases", span: "phrases" },
  "list-unsigned-none": { day: "day" },
  "signed-before-day": { country: "country", day: "day" },
  "signed-after-day": { country: "country", day: "day" },
  "signed-otherwise": { countries: "countries" },
  "default-eu": { number: "number" },
  "others-open": { countries: "countries" },
  count: { count: "number", group: "phrases", span: "phrases" },
  "count-open": {
    count: "number",
    possible: "number",
    countries: "countries",
    group: "phrases",
    span: "phrases",
  },
  "count-open-unsigned": {
    count: "number",
    possible: "number",
    countries: "countries",
    group: "phrases",
    span: "phrases",
  },
  "count-eu": { number: "number" },
  "count-eu-then": { number: "number", day: "day" },
  "count-members": { countries: "countries" },
  "at-rank": { country: "country", rank: "number", day: "day" },
  "at-rank-bounded": { country: "country", rank: "number", earliest: "day", latest: "day" },
  "at-rank-joint": { count: "number", countries: "countries", from: "number", to: "number", day: "day" },
  "at-rank-possible": { rank: "number", countries: "countries" },
  "at-rank-none": { rank: "number", count: "number" },
  first: { count: "number", countries: "countries", day: "day" },
  "first-one": { country: "country", day: "day" },
  "latest-one": { country: "country" },
  "these-in-order": { count: "number", countries: "countries" },
  "neighbour-next": { country: "country", other: "country" },
  "neighbour-previous": { country: "country", other: "country" },
  "neighbour-previous-joint": { other: "country", countries: "countries", day: "day" },
  "neighbour-joint": { country: "country", count: "number", day: "day" },
  "neighbour-none-next": { other: "country", day: "day" },
  "neighbour-none-previous": { other: "country" },
  "neighbour-possible": { other: "country", countries: "countries" },
  "member-today": { country: "country", bloc: "bloc" },
  "not-member-today": { country: "country", bloc: "bloc" },
  "member-then": { country: "country", bloc: "bloc", day: "day" },
  "not-member-then": { country: "country", bloc: "bloc", day: "day" },
  "member-when-signed": { country: "country", bloc: "bloc" },
  "not-member-when-signed": { country: "country", bloc: "bloc" },
  "member-through": { country: "country", bloc: "bloc", day: "day" },
  "capacity-eu": { country: "country" },
  "capacity-eea": { country: "country" },
  "capacity-efta": { country: "country" },
  signer: { country: "country", name: "text", role: "text" },
  place: { country: "country", where: "text" },
  "takes-part": { country: "country", title: "text" },
  "joined-project": { country: "country", title: "text", day: "day" },
  conflict: { source: "text", says: "text", reason: "text" },
  note: { text: "text" },
  "note-item": { text: "text" },
  milestone: { title: "text", day: "day" },
  "milestone-between": { title: "text", earliest: "day", latest: "day" },
  "timeline-day": { day: "day", text: "text" },
  "timeline-between": { earliest: "day", latest: "day", text: "text" },
  "timeline-none": {},
  "sources-overview": { count: "number" },
  freshness: { day: "day", count: "number" },
  "capacity-line": { country: "country", day: "day" },
  "announce-accession": { country: "country", day: "day" },
  "announce-accession-between": { country: "country", earliest: "day", latest: "day" },
  "announce-rank": { country: "country", rank: "number" },
  "announce-total": { count: "number" },
  "announce-correction": { country: "country" },
  "announce-corrected": { countries: "countries" },
  "announce-was-day": { day: "day" },
  "announce-was-between": { earliest: "day", latest: "day" },
  "announce-was-rank": { rank: "number" },
  "announce-withdrawal": { country: "country", day: "day" },
  "announce-milestone": { text: "text" },
  "announce-summary": { count: "number" },
} as const satisfies Readonly<Record<string, Parameters>>;

/** Sentences that state no fact: verdicts, refusals, courtesy. */
const REMARKS = {
  yes: {},
  no: {},
  unknown: {},
  "read-as": { raw: "said", country: "country" },
  "part-of": { part: "text", country: "country" },
  "no-signer": { country: "country" },
  "no-city": { count: "number" },
  "no-place": { country: "country" },
  "no-reason": { country: "country" },
  "no-reason-signed": { country: "country" },
  "no-part": { country: "country", title: "text" },
  "no-part-date": { country: "country", title: "text" },
  "no-part-reason": { country: "country", title: "text" },
  "no-future": {},
  "no-aspect": { title: "text" },
  "ask-which-country": {},
  "ask-what-about": {},
  "ask-which-reading": {},
  "not-understood": { words: "texts" },
  "not-understood-at-all": {},
  "too-many-repairs": {},
  "off-topic": {},
  empty: {},
  cut: { count: "number" },
  hello: {},
  thanks: {},
  bye: {},
  help: {},
  identity: {},
  "only-english": {},
  "announce-test": {},
  ...NOTICES,
  ...CHAT,
} as const satisfies Readonly<Record<string, Parameters>>;

/** Short words for the lines under an answer; not sentences. */
const LABELS = {
  "label-as-of": { day: "day" },
  "label-sources": {},
  "label-preview": {},
  "news-accession": {},
  "news-correction": {},
  "news-withdrawal": {},
  "news-milestone": {},
  "table-place": {},
  "table-country": {},
  "table-signed": {},
  "table-unsigned": {},
  "table-day": { day: "day" },
  "table-name": { country: "country" },
  "table-uncertain": { country: "country" },
  "closed-archived": {},
  "closed-gone": {},
  "closed-outside": {},
  "closed-forbidden": {},
  "closed-unfit": {},
  "closed-uninstalled": {},
} as const satisfies Readonly<Record<string, Parameters>>;

type Arguments<P extends Parameters> = { readonly [Name in keyof P]: ArgumentTypes[P[Name]] };
type Worded<Table extends Readonly<Record<string, Parameters>>> = {
  readonly [Id in keyof Table]: { readonly id: Id; readonly args: Arguments<Table[Id]> };
}[keyof Table];

export type PhraseWords = Worded<typeof PHRASES>;
export type StatementWords = Worded<typeof STATEMENTS>;
export type RemarkWords = Worded<typeof REMARKS>;
type LabelWords = Worded<typeof LABELS>;
export type QuestionWords = Worded<typeof QUESTIONS>;
/** One type for all, as none has arguments. */
interface CommandWords {
  readonly id: keyof typeof COMMANDS;
  readonly args: Arguments<Parameters & Record<string, never>>;
}
export type MessageId = AnyWords["id"];
/** Whatever can be put into words. */
export type AnyWords = PhraseWords | StatementWords | RemarkWords | LabelWords | QuestionWords | CommandWords;
export type ArgumentValue = ArgumentTypes[Kind];

/** Every message with the kinds of its arguments. */
export const MESSAGES: Readonly<Record<MessageId, Parameters>> = {
  ...PHRASES,
  ...STATEMENTS,
  ...REMARKS,
  ...LABELS,
  ...QUESTIONS,
  ...COMMANDS,
};

export type ArgumentKind = Kind;
