import type { KnowledgeBase } from "../../knowledge/knowledge-base.ts";
import { cueSet } from "../../language/cue-set.ts";
import type { Cue } from "../../language/cues.ts";
import type { Term } from "../../language/term.ts";
import type { Query, Rank } from "../query.ts";
import { hasCue, type Reading, says, saysAny } from "../reading.ts";
import { fits, shape } from "../shape.ts";
import {
  COUNTRIES,
  codes,
  deniesInEarnest,
  type Frame,
  filterOf,
  isYesNo,
  SIGNING,
  speaksOfSigning,
} from "./frame.ts";

export const ASKING: readonly Cue[] = ["who", "which", "what", "list"];

export function asksWho(reading: Reading): boolean {
  return says(reading, ASKS_WHO);
}

const ASKS_WHO = cueSet(["who", "which"]);

const RANK_ASKED = shape({
  needs: [["position"]],
  may: [...SIGNING, ...COUNTRIES, ...ASKING, "as", "at", "in", "it", "they"],
  slots: ["countries"],
});
const RANK_CLAIMED = shape({
  may: [...SIGNING, ...COUNTRIES, "founder", "position", "true", "tag", "or", "as", "not"],
  slots: ["countries", "ranks", "extreme", "blocs"],
});

const AMONG_FIRST = shape({
  may: [...SIGNING, ...COUNTRIES, "true", "tag", "founder", "any"],
  slots: ["countries", "extreme"],
});

/** "Which number was Norway?", "was Latvia the 18th or the 19th?", "was Norway the first to sign?" */
const rank: Frame = (reading) => {
  const { countries, extreme, ranks, choice } = reading;
  if (countries.length === 0 || choice || isFounderOfBloc(reading)) return null;
  if ((extreme?.count ?? null) !== null) return amongFirst(reading);
  if (ranks.length === 0 && !extreme) return rankAsked(reading);
  const claimed = [...ranks, ...(extreme ? [extreme.kind] : [])];
  if (!fits(reading, RANK_CLAIMED) || !isClaimOfRank(reading)) return null;
  const blocs = reading.blocs.map(({ id, member }) => ({ id, member }));
  return { op: "rank", countries: codes(countries), claimed, ...(blocs.length > 0 ? { blocs } : {}) };
};

/** "Which number was Norway?" */
function rankAsked(reading: Reading): Query | null {
  if (!fits(reading, RANK_ASKED) || isStance(reading)) return null;
  return { op: "rank", countries: codes(reading.countries), claimed: [] };
}

/** A country's position on the declaration is no place in its order. */
function isStance(reading: Reading): boolean {
  return says(reading, "declaration") && !saysAny(reading, ["sign", "signatory", "join", "member"]);
}

/** "Was Italy one of the first 13?" */
function amongFirst(reading: Reading): Query | null {
  const { countries, extreme, ranks } = reading;
  const count = extreme?.count ?? null;
  if (!extreme || count === null || ranks.length > 0 || !fits(reading, AMONG_FIRST)) return null;
  if (says(reading, "not") || asksWho(reading)) return null;
  return { op: "rank", countries: codes(countries), claimed: [], among: { kind: extreme.kind, count } };
}

/** Not "were both the first?", which asks of each, nor "it's true that it was not the 22nd". */
function isClaimOfRank(reading: Reading): boolean {
  if (reading.countries.length > 1 && reading.extreme && !says(reading, "founder")) return false;
  return !isLastFounder(reading) && !(says(reading, "true") && deniesInEarnest(reading));
}

const AT_RANK = shape({
  may: [
    ...SIGNING,
    ...COUNTRIES,
    ...ASKING,
    "when",
    "and",
    "founder",
    "position",
    "about",
    "date",
    "as",
    "many",
    "future",
    "next",
    "it",
    "they",
  ],
  slots: ["ranks", "extreme", "blocs", "within", "relations", "amounts", "founders"],
});

/** "Who was the 21st?", "the first five countries", "the latest signatory", "who were the founders?" */
const atRank: Frame = (reading, knowledge) => {
  const rank = fits(reading, AT_RANK) && addsOnlyWhen(reading) ? rankOf(reading) : null;
  if (!rank || isLastFounder(reading) || isFromStartOfOthers(reading) || isFounderOfBloc(reading))
    return null;
  if (isOfNumber(reading)) return null;
  if (reading.relations.length > 0 && (reading.ranks.length > 0 || isYesNo(reading))) return null;
  if (says(reading, "future") && !isOpenRank(rank, knowledge)) return null;
  // "Who was first after Brexit?" asks within that time, and not of the state reached by then.
  const filter = { ...filterOf(reading), within: reading.within };
  return foundersAmong(reading, knowledge) ?? { op: "at-rank", rank, filter };
};

/** "How many …?", but for the founders, and "is the number 27?" */
function isOfNumber(reading: Reading): boolean {
  if (says(reading, "many")) return !says(reading, "founder");
  return reading.inverted && isYesNo(reading) && !speaksOfSigning(reading);
}

/** "Who signed last, and when (was it)?": the answer tells that as well; anything else would be another question. */
export function addsOnlyWhen(reading: Reading): boolean {
  if (!says(reading, "and")) return !reading.loose.some(isPronoun);
  return says(reading, "when") && reading.blocs.every(({ role }) => role === "filter");
}

const PRONOUN = cueSet(["it", "they"]);
const EMPTY = cueSet(["filler", "aux"]);

/** Not the Norwegian article "den", nor the subject that "a-t-elle" repeats. */
function isPronoun(term: Term): boolean {
  return hasCue(term, PRONOUN) && !hasCue(term, EMPTY);
}

/** "A founder of EFTA", "in the EU from the start": of the bloc, and not of the declaration. */
function isFounderOfBloc(reading: Reading): boolean {
  return says(reading, "founder") && reading.blocs.some(({ role }) => role === "object");
}

/** "Which EFTA countries are founders?": those of the first day, and not the first of EFTA. */
function foundersAmong(reading: Reading, { signatories }: KnowledgeBase): Query | null {
  const [first] = signatories.values();
  const plain = reading.within === null && reading.relations.length === 0 && reading.ranks.length === 0;
  if (!first || !plain || reading.blocs.length === 0 || !says(reading, "founder")) return null;
  const { earliest: from, latest: to } = first.signed;
  const filter = { ...filterOf(reading), within: { from, to } };
  return says(reading, "many") ? { op: "count", filter, claimed: null } : { op: "list", filter };
}

/** "From the start?" asks it of what was spoken of, "has everyone been in from the start?" of all. */
function isFromStartOfOthers(reading: Reading): boolean {
  const fromStart = says(reading, "founder") && says(reading, "since");
  return (
    fromStart && (says(reading, "all") || !saysAny(reading, [...ASKING, "many", "signatory", "country"]))
  );
}

/** "Who will be the 28th?" asks of what has not happened only if nobody is. */
function isOpenRank(rank: Rank, { signatories }: KnowledgeBase): boolean {
  return rank.kind === "nth" && rank.n > signatories.size;
}

/** Those who signed on the first day have no last one. */
function isLastFounder(reading: Reading): boolean {
  return reading.extreme?.kind === "latest" && says(reading, "founder");
}

function rankOf(reading: Reading): Rank | null {
  const { ranks, extreme: plain, amounts, bound } = reading;
  const [n, ...more] = ranks;
  const [count, ...others] = amounts;
  // "Which two countries signed last?"
  if (count !== undefined && (!plain || plain.count !== null || others.length > 0 || bound)) return null;
  const extreme = plain && count !== undefined && !says(reading, "founder") ? { ...plain, count } : plain;
  if (n === undefined) return extreme && isAnchored(reading, true) ? extremeRank(extreme) : null;
  return more.length === 0 && !extreme && isAnchored(reading, false) ? { kind: "nth", n } : null;
}

function extremeRank({ kind, count }: NonNullable<Reading["extreme"]>): Rank {
  return kind === "first" ? { kind, count } : { kind, count: count ?? 1 };
}

/** "What day is the fifteenth?", "the first" alone and "the first to join the EU" are other matters; "the 21st?" is not. */
export function isAnchored(reading: Reading, strictly: boolean): boolean {
  if (speaksOfSigning(reading)) return true;
  if (saysAny(reading, ["date", "join", "member"])) return false;
  if (says(reading, "when") && !(says(reading, "and") && asksWho(reading))) return false;
  return !strictly || saysAny(reading, ["who", "which", "founder", "country"]);
}

export const orderFrames: readonly Frame[] = [rank, atRank];
