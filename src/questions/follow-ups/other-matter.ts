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
export function speaksOfOther(query: Query, reading: Reading, { query: last }: Turn): boolean {
  if (last.op !== "topic" || last.topics.every((id) => DECLARED.has(id))) return false;
  if (!OF_COUNTRIES.has(query.op) || reading.ranks.length > 0) return false;
  // "Has Norway signed it?"
  if (says(reading, "it") && !says(reading, NAMED)) return true;
  const belongs = says(reading, BELONGING) && reading.countries.length + reading.blocs.length > 0;
  return says(reading, NAMES_SIGNING) ? belongs && !says(reading, SIGNS) : true;
}

const NAMED = cueSet(["declaration", "signatory"]);
const SIGNS = cueSet(["sign", "signatory", "declaration"]);
