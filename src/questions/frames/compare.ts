import type { CountryCode } from "../../knowledge/schema/values.ts";
import type { Query } from "../query.ts";
import { hasCue, type Reading, says, saysAny } from "../reading.ts";
import { fits, shape } from "../shape.ts";
import { COUNTRIES, codes, type Frame, isNegated, SIGNING, speaksOfSigning } from "./frame.ts";
import { ASKING, asksWho } from "./order.ts";

const COMPARE = shape({
  may: [...SIGNING, "true", "tag", "and", "both", "same", "not", "so", "at", "on", "order"],
  slots: ["countries", "relations"],
});

/** "Did Latvia sign before Croatia?", "did Italy and Spain sign on the same day?" */
const compare: Frame = (reading) => {
  if (reading.countries.length === 0 || !fits(reading, COMPARE) || asksWho(reading)) return null;
  if (isNegated(reading) && saysAny(reading, ["true", "tag"])) return null;
  // "Is Germany faster than France?" speaks of no signature, "was it faster?" may.
  if (says(reading, "be") && !says(reading, "past") && !speaksOfSigning(reading)) return null;
  if (says(reading, "order")) return inOrder(reading);
  return reading.relations.length > 0 ? againstRelations(reading) : sameDay(reading);
};

function againstRelations(reading: Reading): Query | null {
  const kinds = new Set(reading.relations.map(({ kind }) => (kind === "not-after" ? "before" : kind)));
  const [relation] = kinds;
  if (!relation || kinds.size > 1 || reading.choice || says(reading, "same")) return null;
  // "Is Norway the same as Sweden?"
  if (relation === "same-day" && !speaksOfSigning(reading)) return null;
  const right = reading.relations.map(({ country }) => country);
  return { op: "compare", left: codes(reading.countries), relation, right };
}

/** "In which order did Austria and Greece sign?" */
function inOrder(reading: Reading): Query | null {
  const [first, second, ...more] = codes(reading.countries);
  if (!first || !second || more.length > 0 || reading.relations.length > 0) return null;
  return { op: "compare", left: [first], relation: "either", right: [second] };
}

function sameDay(reading: Reading): Query | null {
  const [first, ...others]: readonly CountryCode[] = codes(reading.countries);
  if (!first || others.length === 0 || !says(reading, "same")) return null;
  // "Did they sign the same declaration?"
  const { loose } = reading;
  if (loose.some((term, at) => hasCue(term, "same") && hasCue(loose[at + 1], "declaration"))) return null;
  return { op: "compare", left: [first], relation: "same-day", right: others };
}

const GAP = shape({ needs: [["duration", "much"]], may: [...SIGNING], slots: ["countries", "relations"] });

/** "How long after Norway did Germany sign?" */
const gap: Frame = (reading) => {
  if (!fits(reading, GAP) || !speaksOfSigning(reading)) return null;
  const [of, ...more] = codes(reading.countries);
  const [first, second, ...others] = reading.relations;
  if (!first || more.length + others.length > 0) return null;
  // "How many days between Norway's and Germany's signature?"
  const between = first.kind === "after" && second?.kind === "before";
  if (!of) return second && between ? { op: "gap", of: second.country, from: first.country } : null;
  return second || !["before", "after"].includes(first.kind) ? null : { op: "gap", of, from: first.country };
};

const EARLIEST_OF = shape({
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
    "it",
  ],
  slots: ["countries", "extreme"],
});

/** "Who signed first, Latvia or Croatia?", "which came later, Austria or Greece?" */
const earliestOf: Frame = (reading) => {
  if (reading.countries.length < 2 || !fits(reading, EARLIEST_OF)) return null;
  if (!reading.choice && !asksWho(reading)) return null;
  if ((reading.extreme?.count ?? null) !== null) return null;
  const first = reading.extreme?.kind === "first" || saysAny(reading, ["earlier", "before"]);
  const last = reading.extreme?.kind === "latest" || saysAny(reading, ["later", "after"]);
  return first === last ? null : { op: "earliest-of", countries: codes(reading.countries), last };
};

export const compareFrames: readonly Frame[] = [compare, gap, earliestOf];
