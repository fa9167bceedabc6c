import type { KnowledgeBase } from "../../knowledge/knowledge-base.ts";
import { cueSet, only } from "../../language/cue-set.ts";
import type { Cue } from "../../language/cues.ts";
import type { Query } from "../query.ts";
import { hasCue, type Reading, says, saysAny } from "../reading.ts";
import { fits, shape } from "../shape.ts";
import {
  codes,
  deniesInEarnest,
  type Frame,
  isNegated,
  SIGNING,
  STATING,
  speaksOfNumber,
  speaksOfSigning,
  timeOf,
} from "./frame.ts";

const STATUS = shape({
  may: [...SIGNING, ...STATING, "about", "what", "country", "missing", "any", "all", "neither"],
  slots: ["countries", "within", "contrasted"],
});

const JOINING: readonly Cue[] = ["sign", "join", "signatory", "member", "aboard", "in", "participate"];
const NO_STATUS = cueSet(["date", "where", "future", "neither", "same", "second"]);

/** "Has Norway signed (by 2019)?", "Norway?", "Poland hasn't signed, has it?" */
const status: Frame = (reading, knowledge) => {
  if (reading.countries.length === 0 || !fits(reading, STATUS) || says(reading, NO_STATUS)) return null;
  if (asksForThing(reading) || asksForAll(reading)) return null;
  if (!isAnchored(reading)) return null;
  if (isNegated(reading) && !deniesSigning(reading, knowledge)) return null;
  const states = says(reading, "true");
  const query: Query = {
    op: "status",
    countries: codes(reading.countries),
    signed: states ? !deniesInEarnest(reading) : !isNegated(reading),
    within: timeOf(reading),
    // "Is Poland missing?" states what is asked.
    claim: states || says(reading, "missing"),
  };
  if (reading.contrasted.length > 0) return contrast(reading, query);
  return reading.choice || says(reading, "any") ? { ...query, any: true } : query;
};

function isAnchored(reading: Reading): boolean {
  return speaksOfSigning(reading) || saysAny(reading, ["in", "missing", "about"]) || isBare(reading);
}

/** "Did everyone but Poland sign?" */
function asksForAll(reading: Reading): boolean {
  return says(reading, "all") && reading.countries.length === 1;
}

/** "Does Germany have a million genomes?" */
function asksForThing(reading: Reading): boolean {
  // "What did Norway sign?" asks for the thing.
  if (says(reading, "what") && says(reading, "sign") && !says(reading, "about")) return true;
  return speaksOfNumber(reading) && !saysAny(reading, JOINING);
}

/** "Norway but not Poland": said of a signature only, and of neither as a choice. */
function contrast(reading: Reading, query: Query): Query | null {
  const plain = !reading.choice && !isNegated(reading) && speaksOfSigning(reading) && !says(reading, "any");
  return plain && query.op === "status" ? { ...query, without: codes(reading.contrasted) } : null;
}

/** "Not Poland?" is so, in whatever way it is meant; "not Norway" denies something that was not said. */
function deniesSigning(reading: Reading, { signatories }: KnowledgeBase): boolean {
  if (reading.loose.every((term) => hasCue(term, "not") || hasCue(term, "filler")))
    return reading.countries.every(({ code }) => !signatories.has(code));
  if (reading.opensDenied && !saysAny(reading, ["aux", "had"])) return false;
  return speaksOfSigning(reading) || saysAny(reading, ["in", "missing"]);
}

const NEITHER = only("neither");

/** "Has neither Poland nor Slovakia signed?": a denial of each, checked as stated. */
const neither: Frame = (reading) => {
  if (!says(reading, NEITHER) || !speaksOfSigning(reading) || !fits(reading, STATUS)) return null;
  const countries = codes(reading.countries);
  if (countries.length < 2 || says(reading, "any")) return null;
  // "Ani Polska, ani Słowacja nie podpisały": where the word also joins, a verb that denies denies no more.
  const joins = reading.loose.some(
    (term) =>
      hasCue(term, "neither") && term.senses.some((sense) => sense.kind === "cue" && sense.cue === "and"),
  );
  if (deniesInEarnest(reading) && !joins) return null;
  return { op: "status", countries, signed: false, within: timeOf(reading), claim: true };
};

/** "Norway?", "Latvia: when?": names and a question word, and no verb that would make it another matter. */
export function isBare(reading: Reading): boolean {
  return !saysAny(reading, ["aux", "polite", "country", "it", "they", "true"]);
}

export const statusFrames: readonly Frame[] = [status, neither];
