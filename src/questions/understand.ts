import type { Day } from "../knowledge/day.ts";
import type { KnowledgeBase } from "../knowledge/knowledge-base.ts";
import type { LanguageCode } from "../knowledge/schema/values.ts";
import { cueSet, only } from "../language/cue-set.ts";
import type { Lexicon } from "../language/lexicon.ts";
import { remark, type Sentence } from "./answer.ts";
import { followUp, isContinuation } from "./follow-ups/follow-up.ts";
import { speaksOfOther } from "./follow-ups/other-matter.ts";
import type { At, Query } from "./query.ts";
import { type Interpretation, interpret, queriesOf } from "./read.ts";
import { hasCue, type Reading, says } from "./reading.ts";
import type { Turn } from "./reply.ts";

/** What a question is read with. */
export interface Reader {
  readonly lexicon: Lexicon;
  readonly knowledge: KnowledgeBase;
  readonly today: Day;
  readonly previous: Turn | null;
  /** Language the asker prefers where the question leaves it open. */
  readonly wanted: LanguageCode | null;
}

/** What was understood of a question: one query, or the interpretation that came nearest. */
export interface Understanding {
  readonly query: Query | null;
  readonly language: LanguageCode;
  readonly interpretation: Interpretation;
  /** How a misspelt name was read, and for which state a part of it is answered. */
  readonly notes: readonly Sentence[];
}

/** Gate (d): one query over all languages that know the words, or none. */
export function understand(text: string, reader: Reader): Understanding {
  const found = interpret(text, reader.lexicon, reader.knowledge, reader.today);
  const candidates: Candidate[] = [];
  for (const interpretation of found) {
    const query = queryOf(interpretation, reader);
    if (query) candidates.push({ query, interpretation });
  }
  const best = heaviest(candidates, reader);
  if (!best || !agree(candidates)) return notUnderstood(found);
  const { query, interpretation } = best;
  const open = found.filter((each) => isOpen(each, candidates));
  if (open.some(({ owned }) => owned > interpretation.owned)) return notUnderstood(open);
  const language = languageOf(interpretation, reader);
  return { query, interpretation, language, notes: notesOn(interpretation) };
}

interface Candidate {
  readonly query: Query;
  readonly interpretation: Interpretation;
}

/**
 * Gate (d) holds for the language of the question too: one that its own words leave open stays open, and so does
 * one that only goes on with another: "¿y Suecia?" is no French "y".
 */
function isOpen(each: Interpretation, candidates: readonly Candidate[]): boolean {
  if (each.unexplained.length > 0 || candidates.some(({ interpretation }) => interpretation === each))
    return false;
  return each.queries.length > 1 || isContinuation(each.reading);
}

/** Of what means the same in several languages, the reading in the one that weighs most. */
function heaviest(candidates: readonly Candidate[], reader: Reader): Candidate | undefined {
  let [best] = candidates;
  for (const each of candidates) {
    if (best && weigh(each.interpretation, reader) > weigh(best.interpretation, reader)) best = each;
  }
  return best;
}

function agree(candidates: readonly Candidate[]): boolean {
  if (candidates.length < 2) return true;
  const key = JSON.stringify(candidates[0]?.query);
  return candidates.every(({ query }) => JSON.stringify(query) === key);
}

const THEN = only("then");

function queryOf(interpretation: Interpretation, reader: Reader): Query | null {
  const query = plainQueryOf(interpretation, reader);
  return query && says(interpretation.reading, THEN) ? atThatTime(query, interpretation, reader) : query;
}

const PARTICLE = cueSet(["filler", "so", "when"]);

/** "Was it in the EU then?": when the country signed of which the last answer spoke. */
function atThatTime(query: Query, { reading }: Interpretation, { previous }: Reader): Query | null {
  if (query.op !== "membership" || !(query.at.kind === "today" || query.at.kind === "ever")) {
    // "Who signed back then?" asks of a time, "so who signed then?" of none.
    const isTime = reading.loose.some((term) => hasCue(term, "then") && !hasCue(term, PARTICLE));
    return isTime || says(reading, "had") ? null : query;
  }
  const at = previous ? timeSpokenOf(previous) : null;
  if (at?.kind !== "signing") return at && { ...query, at };
  const own = query.countries.every((code) => code === at.country);
  return { ...query, at: own ? { kind: "signing", country: null } : at };
}

/** Questions that are answered with the day of a signature. */
const OF_SIGNING: ReadonlySet<Query["op"]> = new Set([
  "status",
  "when",
  "rank",
  "at-rank",
  "neighbour",
  "compare",
  "signer",
  "person",
  "place",
  "capacity",
]);

/** The time that the last answer told of: of one signature, or of a membership. */
function timeSpokenOf({ query, focus }: Turn): At | null {
  if (query.op === "membership" && query.at.kind === "span") return query.at;
  const [country, ...more] = focus;
  const told = OF_SIGNING.has(query.op) || (query.op === "membership" && query.at.kind === "signing");
  if (!told || !country || more.length > 0) return null;
  const named = query.op === "membership" && query.at.kind === "signing" ? query.at.country : null;
  return { kind: "signing", country: named ?? country };
}

function plainQueryOf({ reading, queries, unexplained }: Interpretation, reader: Reader): Query | null {
  if (unexplained.length > 0) return null;
  const { previous, knowledge } = reader;
  const read = (changed: Reading) => queriesOf(changed, knowledge);
  const continued = previous ? followUp(reading, { previous, read, knowledge }) : null;
  if (continued) return continued;
  const [query, ...others] = queries;
  if (!query || others.length > 0 || isContinuation(reading)) return null;
  return previous && speaksOfOther(query, reading, previous, knowledge) ? null : query;
}

/** Of languages in which a question means the same, the one most of its words belong to; then the asker's. */
function weigh({ language, owned }: Interpretation, { wanted, previous }: Reader): number {
  return owned + (language === (wanted ?? previous?.language) ? 1.5 : 0);
}

/** Of names alone the asker's wish, then the conversation, then the language they belong to. */
function languageOf({ language, owners }: Interpretation, { wanted, previous }: Reader): LanguageCode {
  if (!owners) return language;
  return wanted ?? previous?.language ?? owners[0] ?? language;
}

function notUnderstood(found: readonly Interpretation[]): Understanding {
  const [interpretation] = found;
  if (!interpretation) throw new Error("A question has no interpretation at all.");
  return { query: null, language: interpretation.language, interpretation, notes: [] };
}

function notesOn({ reading, repaired }: Interpretation): readonly Sentence[] {
  const mentions = [...reading.countries, ...reading.signedFor];
  const readAs: Sentence[] = [];
  const partOf: Sentence[] = [];
  for (const { code, part, repairedTo } of mentions) {
    const raw = repairedTo && repaired.find(({ word }) => word === repairedTo)?.raw;
    if (raw) readAs.push(remark({ id: "read-as", args: { raw, country: code } }));
    if (part) partOf.push(remark({ id: "part-of", args: { part, country: code } }));
  }
  return [...readAs, ...partOf];
}
