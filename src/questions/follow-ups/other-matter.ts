import type { KnowledgeBase } from "../../knowledge/knowledge-base.ts";
import { cueSet } from "../../language/cue-set.ts";
import { DECLARED } from "../frames/topics.ts";
import type { Query } from "../query.ts";
import { type Reading, says } from "../reading.ts";
import type { Turn } from "../reply.ts";

/** What is asked of countries and their signatures. */
const OF_COUNTRIES: ReadonlySet<Query["op"]> = new Set([
  "status",
  "list",
  "count",
  "group-status",
  "at-rank",
  "earliest-of",
]);

/** What is asked of the signature of a named country. */
const OF_SIGNATURES: ReadonlySet<Query["op"]> = new Set([
  "when",
  "rank",
  "compare",
  "gap",
  "neighbour",
  "only",
  "signer",
  "place",
  "future",
  "reason",
]);

/** Words that name signing, or what only the declaration has. */
const NAMES_SIGNING = cueSet([
  "sign",
  "signatory",
  "declaration",
  "founder",
  "missing",
  "country",
  "withdraw",
]);
const BELONGING = cueSet(["aboard", "in", "member", "join", "participate"]);

/**
 * "Is Norway in it?" after "what is the EHDS?", "which came first?" after "and GDI?": whatever does not speak
 * of signing by a word of its own goes on with the last topic, of which that is not on record.
 */
export function speaksOfOther(
  query: Query,
  reading: Reading,
  { query: last }: Turn,
  knowledge: KnowledgeBase,
): boolean {
  if (query.op === "topic") return isOfElse(query, reading, last, knowledge);
  if (!isOfOther(last, knowledge)) return false;
  const ofCountries = OF_COUNTRIES.has(query.op);
  // "Has Norway signed it?", "when did it sign it?"
  if (says(reading, "it") && says(reading, SIGNS) && !says(reading, NAMED))
    return ofCountries || OF_SIGNATURES.has(query.op);
  if (last.op !== "topic" || !ofCountries || reading.ranks.length > 0) return false;
  const belongs = says(reading, BELONGING) && reading.countries.length + reading.blocs.length > 0;
  return says(reading, NAMES_SIGNING) ? belongs && !says(reading, SIGNS) : true;
}

/** Whether a pronoun beside a topic stands for something that the topic is not. */
function isOfElse(
  { aspect, topics }: Extract<Query, { readonly op: "topic" }>,
  reading: Reading,
  last: Query,
  knowledge: KnowledgeBase,
): boolean {
  // "Are they in Genome of Europe?" asks of countries, and not whether the project is running.
  if (aspect === "status" && says(reading, "they")) return true;
  // "Is it voluntary?" after "what is GDI?"
  return says(reading, "it") && topics.every((id) => DECLARED.has(id)) && isOfOther(last, knowledge);
}

/** Whether the last answer told of a project, a law or a day that is not of the declaration. */
function isOfOther(last: Query, { milestones }: KnowledgeBase): boolean {
  switch (last.op) {
    case "topic":
      return !last.topics.every((id) => DECLARED.has(id));
    case "milestone": {
      const of = milestones.get(last.milestone)?.of;
      return of != null && !DECLARED.has(of);
    }
    default:
      return last.op === "participation";
  }
}

const NAMED = cueSet(["declaration", "signatory"]);
const SIGNS = cueSet(["sign", "signatory", "declaration"]);
