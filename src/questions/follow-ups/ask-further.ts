import type { KnowledgeBase } from "../../knowledge/knowledge-base.ts";
import type { Cue } from "../../language/cues.ts";
import { isNegated } from "../frames/frame.ts";
import type { Filter, Query } from "../query.ts";
import { type Reading, says } from "../reading.ts";
import type { Turn } from "../reply.ts";
import { fits, type Shape, shape } from "../shape.ts";

/** A question word that alone asks something of what the last answer was about. */
interface Further {
  readonly shape: Shape;
  ask(turn: Turn, reading: Reading, knowledge: KnowledgeBase): Query | null;
}

const LEADING_WORDS: readonly Cue[] = ["and", "it", "they", "so", "sign", "tag"];

function further(cues: readonly Cue[], may: readonly Cue[], ask: Further["ask"]): Further {
  return { shape: shape({ needs: [cues], may: [...LEADING_WORDS, ...may] }), ask };
}

const FURTHER: readonly Further[] = [
  further(["missing"], ["who", "which", "country"], ({ query }) =>
    "filter" in query ? { op: "list", filter: { ...query.filter, signed: false } } : null,
  ),
  further(["which", "who"], ["country", "signatory", "not", "list", "member-state"], ({ query }, reading) =>
    isListed(query) ? { op: "list", filter: signedAs(query.filter, reading) } : null,
  ),
  further(["many"], ["country", "all"], ({ query }) =>
    "filter" in query ? { op: "count", filter: query.filter, claimed: null } : null,
  ),
  further(["when", "date"], ["what", "which"], ({ focus }) => ({ op: "when", countries: focus })),
  further(["where", "place"], [], ({ focus }) => ({ op: "place", countries: focus })),
  further(["position"], ["which", "what"], ({ focus }) => ({ op: "rank", countries: focus, claimed: [] })),
  further(["why"], ["not"], ({ focus }, _reading, { signatories }) => ({
    op: "reason",
    countries: focus,
    signed: focus.every((code) => signatories.has(code)),
  })),
  further(["after", "next"], ["who", "which", "country"], (turn) => neighbour(turn, "next")),
  further(["before", "previous"], ["who", "which", "country"], (turn) => neighbour(turn, "previous")),
  further(["who", "person"], ["for", "which"], ({ query, focus }) =>
    isListed(query) ? null : { op: "signer", countries: focus },
  ),
  further(["source"], ["what", "where"], ({ query }) => ({ op: "sources", of: query })),
];

/** A bare "when?", "which ones?", "how many?", "why?", "and after that?" */
export function askFurther(
  reading: Reading,
  { previous, knowledge }: { readonly previous: Turn; readonly knowledge: KnowledgeBase },
): Query | null {
  // "How many countries have signed?" is whole, whatever went before.
  if (says(reading, "sign") && says(reading, "country")) return null;
  for (const { shape: wanted, ask } of FURTHER) {
    const query = fits(reading, wanted) ? ask(previous, reading, knowledge) : null;
    if (query && !("countries" in query && query.countries.length === 0)) return query;
  }
  return null;
}

function isListed(query: Query): query is Extract<Query, { readonly op: "list" | "count" | "group-status" }> {
  return query.op === "list" || query.op === "count" || query.op === "group-status";
}

function neighbour({ focus, query }: Turn, direction: "next" | "previous"): Query | null {
  if (query.op === "neighbour") return { ...query, direction };
  if (isListed(query) && query.filter.relations.length > 0) {
    const kind = direction === "next" ? "after" : "before";
    const relations = query.filter.relations.map(({ country }) => ({ kind, country }) as const);
    return { ...query, filter: { ...query.filter, relations } };
  }
  const [country, ...more] = focus;
  return country && more.length === 0 ? { op: "neighbour", direction, country } : null;
}

function signedAs(filter: Filter, reading: Reading): Filter {
  if (isNegated(reading)) return { ...filter, signed: false };
  // "Which have?" after "which have not?"; "which ones?" asks for the same.
  return says(reading, "aux") ? { ...filter, signed: true } : filter;
}
