import type { Slug } from "../../knowledge/schema/values.ts";
import type { Cue } from "../../language/cues.ts";
import { codes } from "../frames/frame.ts";
import { EVERYONE, type Query } from "../query.ts";
import { type Reading, says, saysAny } from "../reading.ts";
import type { Turn } from "../reply.ts";
import { fits, shape } from "../shape.ts";

/** Words that lead a follow-up and carry nothing of their own. */
export const LEADING: readonly Cue[] = [
  "and",
  "about",
  "what",
  "so",
  "same-for",
  "or",
  "for",
  "tag",
  "other",
];

const REPLACING = shape({
  may: [...LEADING, "in", "many", "which", "who", "country", "then"],
  slots: ["countries", "signedFor", "excluded", "blocs", "within", "relations", "ranks", "extreme", "city"],
});

/** "Was it in 2018?" after an answer that may have told the day. */
const REPLACING_TIME = shape({ may: [...LEADING, "in", "it"], slots: ["within"] });
const DATED: ReadonlySet<Query["op"]> = new Set(["status", "when", "rank", "neighbour"]);

type Countries = ReturnType<typeof codes>;

/** "And Sweden?", "what about 2019?", "and before Hungary?", "the EU?", "the 22nd?" */
export function replaceSlot(reading: Reading, turn: Turn): Query | null {
  const wanted = reading.within && DATED.has(turn.query.op) ? REPLACING_TIME : REPLACING;
  const patched = fits(reading, wanted) ? patch(reading, turn) : null;
  if (!patched || !("filter" in patched) || patched.op === "at-rank" || patched.op === "only") {
    return saysAny(reading, ["many", "which", "who"]) ? null : patched;
  }
  // "How many by the end of 2022?", "which ones in 2019?"
  if (says(reading, "many")) return { op: "count", filter: patched.filter, claimed: null };
  return saysAny(reading, ["which", "who"]) ? { op: "list", filter: patched.filter } : patched;
}

function patch(reading: Reading, { query: last, focus }: Turn): Query | null {
  const countries = codes([...reading.countries, ...reading.signedFor]);
  const { blocs, within, relations, ranks, extreme, excluded } = reading;
  const given = [countries.length, excluded.length, blocs.length, relations.length, ranks.length].filter(
    (size) => size > 0,
  ).length;
  const total = given + (within ? 1 : 0) + (extreme ? 1 : 0) + (reading.city ? 1 : 0);
  if (total === 0) return says(reading, "other") ? others(last) : null;
  return total === 1 ? patchOne(reading, last, focus, countries) : null;
}

function patchOne(reading: Reading, last: Query, focus: Turn["focus"], countries: Countries): Query | null {
  const { within, relations, ranks, extreme, excluded } = reading;
  if (last.op === "participation") return countries.length > 0 ? withCountries(countries, last) : null;
  if (reading.city) return inCity(reading.city, last);
  if (excluded.length > 0) return "filter" in last ? without(codes(excluded), last) : null;
  if (relations.length > 0) return withRelations(reading, last, focus);
  if (ranks.length > 0 || extreme) return withRank(reading, last);
  if (countries.length > 0) return withCountries(countries, last);
  return within ? withTime(reading, last, focus) : withBloc(reading, last, focus);
}

function withCountries(countries: Countries, last: Query): Query | null {
  // "And Germany?" may take either place of "did Latvia sign before Hungary?"
  if (last.op === "compare") return null;
  if (last.op === "neighbour") return neighbourOf(countries, last);
  if (last.op === "participation") return ofProject(countries, last);
  if (last.op === "rank")
    return { ...last, countries, claimed: last.claimed.filter((one) => one === "first") };
  if (last.op === "status") return statusOf(countries, last);
  if ("countries" in last && last.op !== "earliest-of") return { ...last, countries };
  const within = "filter" in last ? last.filter.within : null;
  return "filter" in last ? { op: "status", countries, signed: true, within, claim: false } : null;
}

function neighbourOf(
  [country, ...more]: Countries,
  last: Extract<Query, { readonly op: "neighbour" }>,
): Query | null {
  return country && more.length === 0 ? { ...last, country } : null;
}

/** The same asked of others, without those of whom the contrary was said. */
function statusOf(countries: Countries, last: Extract<Query, { readonly op: "status" }>): Query {
  const { signed, within, claim, any } = last;
  return { op: "status", countries, signed, within, claim, ...(any ? { any } : {}) };
}

/** "And Malta?" after "when did Cyprus join GDI?" */
function ofProject(
  [country, ...more]: Countries,
  { op, project, asked }: Extract<Query, { readonly op: "participation" }>,
): Query | null {
  return country && more.length === 0 ? { op, country, project, asked } : null;
}

function withRelations(reading: Reading, last: Query, focus: Turn["focus"]): Query | null {
  const [first] = reading.relations;
  if (!first || first.kind === "not-after") return null;
  const right = reading.relations.map(({ country }) => country);
  if (last.op === "list" || last.op === "count") {
    return { ...last, filter: { ...last.filter, relations: reading.relations } };
  }
  // "And between Norway and Belgium?" asks who came there.
  if (reading.between) return { op: "list", filter: { ...EVERYONE, relations: reading.relations } };
  const left = last.op === "compare" ? last.left : focus;
  return left.length > 0 ? { op: "compare", left, relation: first.kind, right } : null;
}

/** Answers about one signature, after which "and the last one?" asks for another. */
const OF_ONE: ReadonlySet<Query["op"]> = new Set(["at-rank", "status", "when", "neighbour"]);

function withRank({ ranks, extreme }: Reading, last: Query): Query | null {
  const [n, ...more] = ranks;
  const filter = last.op === "at-rank" ? last.filter : EVERYONE;
  if (extreme && OF_ONE.has(last.op)) {
    const { kind, count } = extreme;
    return { op: "at-rank", rank: kind === "first" ? { kind, count } : { kind, count: count ?? 1 }, filter };
  }
  if (n === undefined || more.length > 0) return null;
  if (last.op === "rank") return { ...last, claimed: [n] };
  return { op: "at-rank", rank: { kind: "nth", n }, filter };
}

function withTime({ within }: Reading, last: Query, focus: Countries): Query | null {
  if (!within) return null;
  // "Was that in 2018?"
  if (last.op === "when" || last.op === "neighbour" || last.op === "rank") {
    return focus.length === 1 ? { op: "status", countries: focus, signed: true, within, claim: false } : null;
  }
  if ("filter" in last) return { ...last, filter: { ...last.filter, within } };
  if (last.op === "status" || last.op === "timeline") return { ...last, within };
  if (last.op !== "membership") return null;
  const from = within.from ?? within.to;
  return from ? { ...last, at: { kind: "span", from, to: within.to } } : null;
}

function withBloc(reading: Reading, last: Query, focus: Countries): Query | null {
  const blocs = reading.blocs.map(({ id, member }) => ({ id, member }));
  const [bloc] = reading.blocs;
  if (!bloc) return null;
  // "Czy jest w UE?": a verb before the bloc asks of the countries of the last answer.
  const asksOfThem = says(reading, "aux") && !saysAny(reading, ["about", "and", "which", "who", "many"]);
  if (asksOfThem && focus.length > 0 && focus.length <= 3) {
    const past = says(reading, "past") && !saysAny(reading, ["then", "now", "today"]);
    return past ? null : { op: "membership", countries: focus, bloc: bloc.id, at: { kind: "today" } };
  }
  if (last.op === "at-rank") return { ...last, filter: { ...last.filter, blocs } };
  if ("filter" in last) return { ...last, filter: { ...last.filter, blocs } };
  if (last.op === "membership") return { ...last, bloc: bloc.id };
  const about = last.op === "status" && !saysAny(reading, ["about"]);
  return about ? { op: "membership", countries: last.countries, bloc: bloc.id, at: { kind: "today" } } : null;
}

/** "And without the UK?" */
function without(except: Countries, last: Extract<Query, { readonly filter: unknown }>): Query {
  return { ...last, filter: { ...last.filter, except } };
}

/** "And in Berlin?" after "who signed in Brussels?" */
function inCity(city: Slug, last: Query): Query | null {
  if (last.op === "list" || last.op === "count")
    return last.filter.city ? { ...last, filter: { ...last.filter, city } } : null;
  return last.op === "place" && last.claimed ? { ...last, claimed: city } : null;
}

/** "The others?" turns a list round. */
function others(last: Query): Query | null {
  if (last.op !== "list" && last.op !== "count") return null;
  return { op: "list", filter: { ...last.filter, signed: !last.filter.signed } };
}
