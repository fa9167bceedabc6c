import type { CountryCode } from "../../knowledge/schema/values.ts";
import type { Cue } from "../../language/cues.ts";
import type { Query, Rank } from "../query.ts";
import { fits, type Reading, says } from "../reading.ts";
import { COUNTRIES, codes, type Frame, filterOf, isNegated, SIGNING, speaksOfSigning } from "./frame.ts";

const ASKING: readonly Cue[] = ["who", "which", "what", "list"];

function asksWho(reading: Reading): boolean {
  return says(reading, "who") || says(reading, "which");
}

/** "Which number was Norway?", "was Latvia the 18th or the 19th?", "was Norway the first to sign?" */
const rank: Frame = (reading) => {
  const claimed = [...reading.ranks, ...(reading.extreme ? [reading.extreme.kind] : [])];
  const shape = {
    needs: claimed.length > 0 ? [] : [["position"] as const],
    may: [
      ...SIGNING,
      ...COUNTRIES,
      "position",
      "true",
      "tag",
      "or",
      "as",
      "not",
      "at",
      "on",
      ...(claimed.length > 0 ? [] : ASKING),
    ],
    slots: ["countries", "ranks", "extreme"],
  } as const;
  if (reading.countries.length === 0 || reading.choice || (reading.extreme?.count ?? null) !== null)
    return null;
  if (reading.countries.length > 1 && reading.extreme) return null;
  return fits(reading, shape) ? { op: "rank", countries: codes(reading.countries), claimed } : null;
};

/** "Who was the 21st?", "the first five countries", "the latest signatory", "who were the founders?" */
const atRank: Frame = (reading) => {
  const shape = {
    may: [...SIGNING, ...COUNTRIES, ...ASKING, "when", "founder", "position", "about", "date", "as", "they"],
    slots: ["ranks", "extreme", "blocs", "within"],
  } as const;
  const rank = rankOf(reading);
  return rank && fits(reading, shape) ? { op: "at-rank", rank, filter: filterOf(reading) } : null;
};

function rankOf(reading: Reading): Rank | null {
  const { ranks, extreme } = reading;
  const [n, ...more] = ranks;
  if (n === undefined) return extreme && isAnchored(reading, true) ? extremeRank(extreme) : null;
  return more.length === 0 && !extreme && isAnchored(reading, false) ? { kind: "nth", n } : null;
}

function extremeRank({ kind, count }: NonNullable<Reading["extreme"]>): Rank {
  return kind === "first" ? { kind, count } : { kind, count: count ?? 1 };
}

/** "What day is the fifteenth?" and "the first" alone are other matters; "the 21st?" is not. */
function isAnchored(reading: Reading, strictly: boolean): boolean {
  if (speaksOfSigning(reading) || says(reading, "country")) return true;
  if (says(reading, "when") || says(reading, "date")) return false;
  return !strictly || asksWho(reading) || says(reading, "founder");
}

/** "Who signed right after Croatia?", "who came just before Norway?" */
const neighbour: Frame = (reading) => {
  const shape = { may: [...SIGNING, ...COUNTRIES, ...ASKING], slots: ["neighbour"] } as const;
  return reading.neighbour && fits(reading, shape) ? { op: "neighbour", ...reading.neighbour } : null;
};

/** "Did Latvia sign before Croatia?", "did Italy and Spain sign on the same day?" */
const compare: Frame = (reading) => {
  const shape = {
    may: [...SIGNING, "true", "tag", "and", "both", "same", "not", "so", "at", "on"],
    slots: ["countries", "relations"],
  } as const;
  if (reading.countries.length === 0 || asksWho(reading) || isNegated(reading) || !fits(reading, shape))
    return null;
  return reading.relations.length > 0 ? againstRelations(reading) : sameDay(reading);
};

function againstRelations(reading: Reading): Query | null {
  const kinds = new Set(reading.relations.map(({ kind }) => (kind === "not-after" ? "before" : kind)));
  const [relation] = kinds;
  if (!relation || kinds.size > 1 || reading.choice || says(reading, "same")) return null;
  const right = reading.relations.map(({ country }) => country);
  return { op: "compare", left: codes(reading.countries), relation, right };
}

function sameDay(reading: Reading): Query | null {
  const [first, ...others]: readonly CountryCode[] = codes(reading.countries);
  if (!first || others.length === 0 || !says(reading, "same")) return null;
  return { op: "compare", left: [first], relation: "same-day", right: others };
}

/** "Who signed first, Latvia or Croatia?", "which came later, Austria or Greece?" */
const earliestOf: Frame = (reading) => {
  const shape = {
    may: [
      ...SIGNING,
      ...COUNTRIES,
      ...ASKING,
      "earlier",
      "later",
      "or",
      "and",
      "both",
      "of",
      "before",
      "after",
    ],
    slots: ["countries", "extreme"],
  } as const;
  if (reading.countries.length < 2 || !fits(reading, shape)) return null;
  if (!reading.choice && !asksWho(reading)) return null;
  if ((reading.extreme?.count ?? null) !== null) return null;
  const first = reading.extreme?.kind === "first" || says(reading, "earlier") || says(reading, "before");
  const last = reading.extreme?.kind === "latest" || says(reading, "later") || says(reading, "after");
  return first === last ? null : { op: "earliest-of", countries: codes(reading.countries), last };
};

export const orderFrames: readonly Frame[] = [rank, atRank, neighbour, compare, earliestOf];
