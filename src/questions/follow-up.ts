import type { KnowledgeBase } from "../knowledge/knowledge-base.ts";
import type { Cue } from "../language/cues.ts";
import { codes, filterOf, isNegated, timeOf } from "./frames/frame.ts";
import { EVERYONE, type Filter, type Query } from "./query.ts";
import { fits, hasCue, type Mention, type Reading, type Slot, says } from "./reading.ts";
import type { Turn } from "./reply.ts";

/** Words that lead a follow-up and carry nothing of their own. */
const LEADING: readonly Cue[] = [
  "and",
  "about",
  "what",
  "so",
  "same-for",
  "or",
  "for",
  "it",
  "they",
  "tag",
  "other",
];

const LEADING_WORDS: readonly Cue[] = ["and", "it", "they", "so", "sign"];
const QUESTION_WORDS: readonly Cue[] = [
  "when",
  "why",
  "where",
  "who",
  "which",
  "many",
  "position",
  "how",
  "not",
  "other",
];

/** Whether a question leaves out so much that it only makes sense after another: "and Sweden?", "when did they?" */
export function isElliptic(reading: Reading): boolean {
  const bare = fits(reading, { needs: [QUESTION_WORDS], may: [...QUESTION_WORDS, ...LEADING], slots: [] });
  return bare || hasCue(reading.loose[0], "and") || says(reading, "it") || says(reading, "they");
}

/** "And Sweden?": opens like a follow-up and names only what is new. */
export function isContinuation(reading: Reading): boolean {
  return hasCue(reading.loose[0], "and") && fits(reading, { may: LEADING, slots: ALL_SLOTS });
}

const ALL_SLOTS: readonly Slot[] = [
  "countries",
  "signedFor",
  "blocs",
  "within",
  "relations",
  "ranks",
  "topics",
  "milestones",
];

/**
 * The last query of the conversation, changed as the new question asks: another country, date, rank, bloc or
 * aspect, a bare "when?", or a pronoun for what the last answer was about. Null when it is no follow-up.
 */
export function followUp(
  reading: Reading,
  previous: Turn,
  read: (reading: Reading) => readonly Query[],
  knowledge: KnowledgeBase,
): Query | null {
  return (
    replaceSlot(reading, previous) ??
    askFurther(reading, previous, knowledge) ??
    fillPronoun(reading, previous, read) ??
    askTopic(reading, previous, read, knowledge)
  );
}

/** "And Sweden?", "what about 2019?", "and before Hungary?", "the EU?", "the 22nd?" */
function replaceSlot(reading: Reading, { query: last, focus }: Turn): Query | null {
  if (!fits(reading, { may: LEADING, slots: ["countries", "blocs", "within", "relations", "ranks"] }))
    return null;
  const { countries, blocs, within, relations, ranks } = reading;
  const given =
    [countries, blocs, relations, ranks].filter((slot) => slot.length > 0).length + (within ? 1 : 0);
  if (given === 0) return says(reading, "other") ? others(last) : null;
  if (given > 1) return null;
  if (relations.length > 0) return withRelations(reading, last, focus);
  if (ranks.length > 0) return withRank(reading, last);
  if (countries.length > 0) return withCountries(codes(countries), last);
  return "filter" in last || last.op === "membership" ? withFilter(reading, last) : withTime(reading, last);
}

function withCountries(countries: ReturnType<typeof codes>, last: Query): Query | null {
  if (last.op === "compare") return { ...last, left: countries };
  if (last.op === "neighbour") {
    const [country] = countries;
    return country && countries.length === 1 ? { ...last, country } : null;
  }
  if (last.op === "rank") return { ...last, countries, claimed: [] };
  if ("countries" in last && last.op !== "earliest-of") return { ...last, countries };
  const status: Query = { op: "status", countries, signed: true, within: null, claim: false };
  return "filter" in last ? { ...status, within: last.filter.within } : null;
}

function withRelations(reading: Reading, last: Query, focus: Turn["focus"]): Query | null {
  const [first] = reading.relations;
  if (!first || first.kind === "not-after") return null;
  const right = reading.relations.map(({ country }) => country);
  if (last.op === "list" || last.op === "count") {
    return { ...last, filter: { ...last.filter, relations: reading.relations } };
  }
  const left = last.op === "compare" ? last.left : focus;
  return left.length > 0 ? { op: "compare", left, relation: first.kind, right } : null;
}

function withRank(reading: Reading, last: Query): Query | null {
  const [n, ...others] = reading.ranks;
  if (n === undefined || others.length > 0) return null;
  if (last.op === "rank") return { ...last, claimed: [n] };
  return { op: "at-rank", rank: { kind: "nth", n }, filter: last.op === "at-rank" ? last.filter : EVERYONE };
}

function withFilter(reading: Reading, last: Query): Query | null {
  if (last.op === "membership") {
    const [bloc] = reading.blocs;
    return bloc ? { ...last, bloc: bloc.id } : null;
  }
  if (!("filter" in last)) return null;
  const { blocs, within } = filterOf(reading);
  return { ...last, filter: { ...last.filter, ...(blocs.length > 0 ? { blocs } : { within }) } };
}

function withTime(reading: Reading, last: Query): Query | null {
  const within = timeOf(reading);
  if (last.op === "status") {
    return within ? { ...last, within } : inBlocs(reading, last.countries);
  }
  return last.op === "timeline" && within ? { ...last, within } : null;
}

function inBlocs(reading: Reading, countries: ReturnType<typeof codes>): Query | null {
  const [bloc] = reading.blocs;
  return bloc?.role === "object"
    ? { op: "membership", countries, bloc: bloc.id, at: { kind: "today" } }
    : null;
}

/** "The others?" turns a list round. */
function others(last: Query): Query | null {
  if (last.op !== "list" && last.op !== "count") return null;
  const { filter } = last;
  return { op: "list", filter: { ...filter, signed: !filter.signed } };
}

/** A question word that alone asks something of what the last answer was about. */
interface Further {
  readonly cues: readonly Cue[];
  readonly may?: readonly Cue[];
  ask(turn: Turn, reading: Reading, knowledge: KnowledgeBase): Query | null;
}

const FURTHER: readonly Further[] = [
  {
    cues: ["which", "who"],
    may: ["country", "signatory", "not", "list"],
    ask: ({ query }, reading) =>
      "filter" in query ? { op: "list", filter: signedAs(query.filter, reading) } : null,
  },
  {
    cues: ["many"],
    may: ["country"],
    ask: ({ query }) => ("filter" in query ? { op: "count", filter: query.filter, claimed: null } : null),
  },
  { cues: ["when", "date"], ask: ({ focus }) => ({ op: "when", countries: focus }) },
  { cues: ["where", "place"], ask: ({ focus }) => ({ op: "place", countries: focus }) },
  {
    cues: ["position"],
    may: ["which", "what"],
    ask: ({ focus }) => ({ op: "rank", countries: focus, claimed: [] }),
  },
  {
    cues: ["why"],
    may: ["not"],
    ask: ({ focus }, _reading, { signatories }) => ({
      op: "reason",
      countries: focus,
      signed: focus.every((code) => signatories.has(code)),
    }),
  },
  {
    cues: ["who", "person"],
    may: ["for", "which"],
    ask: ({ query, focus }) => ("filter" in query ? null : { op: "signer", countries: focus }),
  },
  { cues: ["source"], may: ["what", "where"], ask: ({ query }) => ({ op: "sources", of: query }) },
];

/** A bare "when?", "which ones?", "how many?", "why?" */
function askFurther(reading: Reading, turn: Turn, knowledge: KnowledgeBase): Query | null {
  if (turn.focus.length === 0 && !("filter" in turn.query)) return null;
  for (const { cues, may, ask } of FURTHER) {
    const shape = { needs: [cues], may: [...LEADING_WORDS, ...(may ?? [])], slots: [] };
    const query = fits(reading, shape) ? ask(turn, reading, knowledge) : null;
    if (query && !("countries" in query && query.countries.length === 0)) return query;
  }
  return null;
}

function signedAs(filter: Filter, reading: Reading): Filter {
  return isNegated(reading) ? { ...filter, signed: false } : filter;
}

/** "When did it sign?", "is it in the EU?", "did they sign before Hungary?": the countries of the last answer. */
function fillPronoun(
  reading: Reading,
  { focus }: Turn,
  read: (reading: Reading) => readonly Query[],
): Query | null {
  const pronoun = says(reading, "it") || says(reading, "they");
  if (!pronoun || reading.countries.length > 0 || focus.length === 0) return null;
  const mentions = focus.map((code): Mention => ({ code, part: null, repairedTo: null }));
  const forWhom = says(reading, "for") && (says(reading, "who") || says(reading, "person"));
  const loose = reading.loose.filter(
    (term) => !hasCue(term, "it") && !hasCue(term, "they") && !(forWhom && hasCue(term, "for")),
  );
  const filled = forWhom
    ? { ...reading, loose, signedFor: mentions }
    : { ...reading, loose, countries: mentions };
  const [query, ...more] = read(filled);
  return query && more.length === 0 ? query : null;
}

/** "Who coordinates it?" and "and B1MG?" after "what is GDI?" */
function askTopic(
  reading: Reading,
  { query }: Turn,
  read: (reading: Reading) => readonly Query[],
  knowledge: KnowledgeBase,
): Query | null {
  if (query.op !== "topic" || query.aspect === "difference") return null;
  if (reading.topics.length > 0) {
    const { aspect } = query;
    const [topic, ...more] = new Set(reading.topics);
    if (!topic || more.length > 0 || !fits(reading, { may: LEADING, slots: ["topics", "milestones"] }))
      return null;
    return {
      op: "topic",
      topics: [topic],
      aspect: knowledge.topics.get(topic)?.facts[aspect] ? aspect : "definition",
    };
  }
  const topics = query.topics.filter((id) => knowledge.topics.has(id));
  const [found, ...more] = read({
    ...reading,
    topics,
    namedFirmly: true,
    loose: reading.loose.filter((term) => !hasCue(term, "and")),
  });
  return found?.op === "topic" && more.length === 0 && found.aspect !== "definition" ? found : null;
}
