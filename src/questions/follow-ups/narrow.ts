import type { KnowledgeBase } from "../../knowledge/knowledge-base.ts";
import { cueSet } from "../../language/cue-set.ts";
import type { Cue } from "../../language/cues.ts";
import { intersect } from "../calendar.ts";
import { codes, filterOf } from "../frames/frame.ts";
import type { At, Filter, Query, Within } from "../query.ts";
import { hasCue, type Reading, says, saysAny } from "../reading.ts";
import type { Turn } from "../reply.ts";
import { fits, shape } from "../shape.ts";
import { LEADING } from "./replace-slot.ts";

/** A follow-up that keeps to the countries of the last answer, and asks for some of them or for another time. */
export function narrow(reading: Reading, turn: Turn, knowledge: KnowledgeBase): Query | null {
  return (
    amongTwo(reading, turn) ??
    firstOfThose(reading, turn) ??
    signerFor(reading) ??
    ofThose(reading, turn, knowledge) ??
    otherSide(reading, turn) ??
    atAnotherTime(reading, turn)
  );
}

const EXTREME = shape({
  needs: [["which", "who"]],
  may: [...LEADING, "they", "of", "be", "sign", "country"],
  slots: ["extreme"],
});

/** "Which was first?" after a question about some named countries. */
function amongTwo(reading: Reading, { query, focus }: Turn): Query | null {
  const { extreme } = reading;
  if (!extreme || extreme.count !== null || says(reading, "and") || !fits(reading, EXTREME)) return null;
  // "Who signed first?" asks it of all.
  if (says(reading, "sign") && !says(reading, "they")) return null;
  const named = query.op === "status" || query.op === "when" || query.op === "compare";
  const countries = query.op === "earliest-of" ? query.countries : named ? focus : [];
  return countries.length > 1 ? { op: "earliest-of", countries, last: extreme.kind === "latest" } : null;
}

const EXTREME_OF = shape({
  needs: [["which", "who"]],
  may: [...LEADING, "they", "of", "be", "sign", "country"],
  slots: ["extreme"],
});

/** "Which of them was first?", "who was last?" after a list: of those, and not of all signatories. */
function firstOfThose(reading: Reading, { query }: Turn): Query | null {
  const { extreme } = reading;
  if (!extreme || says(reading, "founder") || !fits(reading, EXTREME_OF)) return null;
  const whole = says(reading, "sign") && !says(reading, "they");
  const listed =
    query.op === "list" || query.op === "count" || query.op === "group-status" || query.op === "at-rank";
  if (whole || !listed || !query.filter.signed) return null;
  const { kind, count } = extreme;
  const rank = kind === "first" ? { kind, count } : { kind, count: count ?? 1 };
  return { op: "at-rank", rank, filter: query.filter };
}

const SIGNER = shape({ needs: [["who", "person"]], may: [...LEADING, "sign"], slots: ["signedFor"] });

/** "And who (signed) for Norway?" */
function signerFor(reading: Reading): Query | null {
  if (reading.signedFor.length === 0 || !fits(reading, SIGNER)) return null;
  return { op: "signer", countries: codes(reading.signedFor) };
}

const OF_THOSE = shape({
  needs: [["which", "who", "many", "only", "country", "member-state", "and"]],
  may: [
    ...LEADING,
    "they",
    "only",
    "country",
    "signatory",
    "member",
    "aboard",
    "member-state",
    "in",
    "not",
    "be",
  ],
  slots: ["blocs", "within"],
});

/** "Which of them are in the EU?", "only the EU ones", "which of them in 2018?": the list, narrowed. */
function ofThose(reading: Reading, { query }: Turn, knowledge: KnowledgeBase): Query | null {
  if (!saysAny(reading, ["they", "only"]) || !fits(reading, OF_THOSE)) return null;
  if (!saysAny(reading, ["which", "who", "many", "only"]) && !continues(reading)) return null;
  const listed = listedBy(query, knowledge);
  if (!listed) return null;
  // Whoever is not in the EU today may have been in it then.
  const denied = says(reading, "not") || reading.blocs.some(({ member }) => !member);
  if (denied && (reading.blocs.length === 0 || listed.within)) return null;
  const filter = narrowed(reading, listed);
  if (!filter) return null;
  return says(reading, "many") ? { op: "count", filter, claimed: null } : { op: "list", filter };
}

/** "And of those EU countries?": not "and are they EU countries?", nor "og de baltiske?", where "they" is an article. */
function continues({ loose, inverted }: Reading): boolean {
  return !inverted && loose.some((term) => hasCue(term, "they") && !hasCue(term, ARTICLE_OR_VERB));
}

const ARTICLE_OR_VERB = cueSet(["filler", "aux", "be"]);

/** What a list told of: the founders are those of the first day. */
function listedBy(query: Query, { signatories }: KnowledgeBase): Filter | null {
  if (query.op === "list" || query.op === "count") return query.filter;
  const [first] = signatories.values();
  if (!first || query.op !== "at-rank" || query.rank.kind !== "first" || query.rank.count !== null)
    return null;
  return { ...query.filter, within: { from: first.signed.earliest, to: first.signed.latest } };
}

/** The filter with one more bloc, or with a time within its own. */
function narrowed(reading: Reading, filter: Filter): Filter | null {
  const [named, ...more] = filterOf(reading).blocs;
  // "Which of them are not in the EU?"
  const asked = named && says(reading, "not") ? { ...named, member: !named.member } : named;
  const { within } = reading;
  if (more.length > 0 || (asked !== undefined) === (within !== null)) return null;
  if (within) return timed(filter, intersect(filter.within, within));
  if (!asked) return null;
  const others = filter.blocs.filter(({ id }) => id !== asked.id);
  return { ...filter, blocs: [...others, asked], belonging: true };
}

function timed(filter: Filter, within: Within): Filter | null {
  const { from, to } = within;
  return from && to && from > to ? null : { ...filter, within };
}

const OUTSIDE = shape({
  needs: [["outside"]],
  may: [...LEADING, "which", "who", "many", "they", "country", "it"],
});

/** "And outside?" after a question about the EU. */
function otherSide(reading: Reading, { query }: Turn): Query | null {
  if ((query.op !== "list" && query.op !== "count") || says(reading, "not") || !fits(reading, OUTSIDE))
    return null;
  const [bloc, ...more] = query.filter.blocs;
  if (!bloc || more.length > 0) return null;
  const filter: Filter = { ...query.filter, blocs: [{ ...bloc, member: false }] };
  return saysAny(reading, ["which", "who"]) ? { op: "list", filter } : { ...query, filter };
}

const TIMES: readonly Cue[] = ["now", "today", "then", "when"];
const AT_TIME = shape({
  may: [...LEADING, ...TIMES, "it", "they", "be", "past", "in", "sign", "join", "had", "member"],
  slots: ["within", "atSigning"],
});

/** "Is it now?", "was it in 2018?", "was it when it signed?" after a question of membership. */
function atAnotherTime(reading: Reading, { query }: Turn): Query | null {
  if (query.op !== "membership" || !fits(reading, AT_TIME)) return null;
  const at = timeIn(reading);
  return at && { ...query, at };
}

function timeIn(reading: Reading): At | null {
  const { within, atSigning, inverted } = reading;
  if (within && (within.from ?? within.to)) {
    const from = within.from ?? within.to;
    return from && { kind: "span", from, to: within.to };
  }
  const signing = inverted && says(reading, "when") && saysAny(reading, ["sign", "join"]);
  if (signing || atSigning) return { kind: "signing", country: atSigning?.country ?? null };
  return within || saysAny(reading, ["now", "today", "then"]) ? { kind: "today" } : null;
}
