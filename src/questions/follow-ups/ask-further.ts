import type { KnowledgeBase } from "../../knowledge/knowledge-base.ts";
import type { Cue } from "../../language/cues.ts";
import { isNegated } from "../frames/frame.ts";
import type { Filter, Query } from "../query.ts";
import { type Reading, says, saysAny } from "../reading.ts";
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
  further(
    ["which", "who", "list"],
    ["country", "signatory", "not", "list", "member-state"],
    ({ query }, reading) =>
      isListed(query) ? { op: "list", filter: signedAs(query.filter, reading) } : null,
  ),
  further(["many"], ["country", "all", "not"], ({ query }, reading) =>
    isListed(query)
      ? {
          op: "count",
          filter: isNegated(reading) ? signedAs(query.filter, reading) : query.filter,
          claimed: null,
        }
      : null,
  ),
  further(["when", "date"], ["what", "which"], ({ focus }) => ({ op: "when", countries: focus })),
  further(["where", "place"], [], ({ focus }) => ({ op: "place", countries: focus })),
  // "No" is short for a number, and says no.
  further(["position"], ["which", "what"], ({ focus }, reading) =>
    says(reading, "not") ? null : { op: "rank", countries: focus, claimed: [] },
  ),
  further(["duration"], ["after", "before", "later", "earlier", "next", "between", "by"], ({ query }) =>
    betweenTwo(query),
  ),
  further(["why"], ["not"], ({ focus }, _reading, { signatories }) => ({
    op: "reason",
    countries: focus,
    signed: focus.every((code) => signatories.has(code)),
  })),
  further(["after", "next", "later"], ["who", "which", "country"], (turn, reading) =>
    says(reading, "they") ? null : neighbour(turn, "next"),
  ),
  further(["before", "previous", "earlier"], ["who", "which", "country"], (turn, reading) =>
    says(reading, "they") ? null : neighbour(turn, "previous"),
  ),
  further(["who", "person"], ["for", "which"], (turn, reading, knowledge) =>
    isOfAll(reading) || !hasSigned(turn, knowledge) ? null : { op: "signer", countries: turn.focus },
  ),
  further(["source"], ["what", "where"], ({ query }) => ({ op: "sources", of: query })),
  further(["doubt", "true"], [], ({ query }) => ({
    op: "sources",
    of: query.op === "sources" ? query.of : query,
  })),
  further(["future"], ["not", "when"], (turn, reading) =>
    speaksOfSome(turn) && (reading.loose.length > 1 || saysAny(reading, ["it", "they"]))
      ? { op: "future", countries: turn.focus }
      : null,
  ),
  further(["can"], ["not"], (turn) =>
    speaksOfSome(turn) ? { op: "eligibility", countries: turn.focus } : null,
  ),
  further(["sign"], ["not"], ({ query, focus }, reading) =>
    query.op === "membership" || query.op === "eligibility" || query.op === "capacity"
      ? { op: "status", countries: focus, signed: !isNegated(reading), within: null, claim: false }
      : null,
  ),
  further(["earlier"], ["which", "who", "country"], (turn) => earliest(turn, false)),
  further(["later"], ["which", "who", "country"], (turn) => earliest(turn, true)),
];

/** A bare "when?", "which ones?", "how many?", "why?", "and after that?" */
export function askFurther(
  reading: Reading,
  { previous, knowledge }: { readonly previous: Turn; readonly knowledge: KnowledgeBase },
): Query | null {
  // "How many countries have signed?" is whole, whatever went before.
  if (says(reading, "sign") && says(reading, "country")) return null;
  for (const { shape: wanted, ask } of FURTHER) {
    const asked = fits(reading, wanted) ? ask(previous, reading, knowledge) : null;
    const query = asked && !says(reading, "sign") ? inContext(asked, previous.query) : asked;
    if (query && !("countries" in query && query.countries.length === 0)) return query;
  }
  return null;
}

/** "When?" and "why?" after "is Norway in GDI?" ask of the project, and not of the signature. */
function inContext(asked: Query, last: Query): Query | null {
  // Why a country is in a bloc or not is another matter.
  if (last.op === "membership" && asked.op === "reason") return null;
  if (last.op !== "participation") return asked;
  const { op, country, project } = last;
  if (asked.op === "when") return { op, country, project, asked: "when" };
  if (asked.op === "reason") return { op, country, project, asked: "why" };
  return asked.op === "sources" ? asked : null;
}

/** "Who has signed?" asks of all countries, whatever went before; "who signed?" asks who held the pen. */
function isOfAll(reading: Reading): boolean {
  return says(reading, "sign") && says(reading, "aux") && !saysAny(reading, ["it", "they", "for", "person"]);
}

/** Whether one country at least that was spoken of has a signature, which somebody wrote. */
function hasSigned({ query, focus }: Turn, { signatories }: KnowledgeBase): boolean {
  return !isListed(query) && focus.some((code) => signatories.has(code));
}

function isListed(query: Query): query is Extract<Query, { readonly op: "list" | "count" | "group-status" }> {
  return query.op === "list" || query.op === "count" || query.op === "group-status";
}

/** Questions about whether and when named countries signed. */
const OF_SIGNATURES: ReadonlySet<Query["op"]> = new Set([
  "status",
  "when",
  "eligibility",
  "reason",
  "compare",
]);

/** Whether it was asked of a few countries if they signed, or who of them has not. */
function speaksOfSome({ query, focus }: Turn): boolean {
  return OF_SIGNATURES.has(query.op) || (query.op === "list" && !query.filter.signed && focus.length < 6);
}

/** "How long after?" once two countries were compared. */
function betweenTwo(query: Query): Query | null {
  const compared =
    query.op === "compare"
      ? [...query.left, ...query.right]
      : query.op === "earliest-of"
        ? query.countries
        : [];
  const [of, from, ...more] = compared;
  return of && from && more.length === 0 ? { op: "gap", of, from } : null;
}

/** "Which was earlier?" of the countries that were named. */
function earliest({ focus, query }: Turn, last: boolean): Query | null {
  if (query.op === "earliest-of") return { ...query, last };
  const named = OF_SIGNATURES.has(query.op) && focus.length > 1;
  return named ? { op: "earliest-of", countries: focus, last } : null;
}

function neighbour({ focus, query }: Turn, direction: "next" | "previous"): Query | null {
  // "And before that?" goes on from the country told, if it is one.
  if (query.op === "neighbour" && query.direction !== direction) return { ...query, direction };
  if (isListed(query) && query.filter.relations.length > 0) {
    const kind = direction === "next" ? "after" : "before";
    const relations = query.filter.relations.map(({ country }) => ({ kind, country }) as const);
    return { ...query, filter: { ...query.filter, relations } };
  }
  const [country, ...more] = focus;
  if (query.op === "neighbour" && country === query.country) return null;
  return country && more.length === 0 ? { op: "neighbour", direction, country } : null;
}

/** "Which haven't?" turns what was said of the countries: that they signed, or that they belong. */
function signedAs(filter: Filter, reading: Reading): Filter {
  const signing = says(reading, "aux") && !says(reading, "be");
  if (filter.belonging && !signing && (isNegated(reading) || says(reading, "aux"))) {
    const member = !isNegated(reading);
    return { ...filter, blocs: filter.blocs.map((bloc) => ({ ...bloc, member })) };
  }
  if (isNegated(reading)) return { ...filter, signed: false };
  // "Which have?" after "which have not?"; "which ones?" asks for the same.
  return says(reading, "aux") ? { ...filter, signed: true } : filter;
}
