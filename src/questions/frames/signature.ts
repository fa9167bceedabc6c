import type { KnowledgeBase } from "../../knowledge/knowledge-base.ts";
import { slug } from "../../knowledge/schema/values.ts";
import { cueSet, only } from "../../language/cue-set.ts";
import type { Cue } from "../../language/cues.ts";
import type { Query } from "../query.ts";
import { hasCue, type Reading, says, saysAny } from "../reading.ts";
import { fits, shape } from "../shape.ts";
import {
  COUNTRIES,
  codes,
  deniesInEarnest,
  type Frame,
  isNegated,
  isYesNo,
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
  return speaksOfSigning(reading) || saysAny(reading, ["in", "missing"]) || isBare(reading);
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
function isBare(reading: Reading): boolean {
  return !saysAny(reading, ["aux", "polite", "country", "it", "they", "true"]);
}

const WHEN = shape({
  needs: [["when", "date"]],
  may: [
    ...SIGNING,
    "what",
    "it",
    "they",
    "and",
    "both",
    "on",
    "first",
    "at",
    "about",
    "position",
    "as",
    "which",
  ],
  slots: ["countries", "signedFor", "extreme"],
});
const PIVOT = shape({ may: [...SIGNING, "or"], slots: ["countries", "pivot"] });

/** "When did Norway sign?", "Norway's signing date", "when did Latvia join, and as which number?" */
const when: Frame = (reading) => {
  const { pivot } = reading;
  if (pivot && reading.countries.length > 0 && speaksOfSigning(reading) && fits(reading, PIVOT))
    return { op: "when", countries: codes(reading.countries), pivot };
  // "Signing date for Belgium".
  const countries = codes(
    says(reading, "date") ? [...reading.countries, ...reading.signedFor] : reading.countries,
  );
  if (countries.length === 0 || reading.extreme?.kind === "latest" || !fits(reading, WHEN)) return null;
  if (reading.signedFor.length > 0 && !says(reading, "date")) return null;
  if (says(reading, "future")) return null;
  if (!speaksOfSigning(reading) && !says(reading, "in") && !isBare(reading) && !isPossessive(reading))
    return null;
  // "Was it when it signed?" asks for something else at that time.
  if (reading.inverted && says(reading, "be") && !says(reading, "and")) return null;
  return { op: "when", countries };
};

/** "Norway's date?" */
function isPossessive({ loose }: Reading): boolean {
  return loose.every((term) => hasCue(term, "filler") || hasCue(term, "date"));
}

const REFUSAL = shape({ needs: [["refuse"]], may: [...SIGNING, ...STATING], slots: ["countries"] });

/** "Did Poland refuse to sign?": no signature on record is not a refusal. */
const refusal: Frame = (reading) =>
  reading.countries.length > 0 && fits(reading, REFUSAL)
    ? { op: "reason", countries: codes(reading.countries), signed: false }
    : null;

const PLACE = shape({
  needs: [["where", "place"]],
  may: [...SIGNING, "which", "what", "at", "it"],
  slots: ["countries"],
});

/** "Where did Norway sign?" */
const place: Frame = (reading) => {
  if (reading.countries.length === 0 || !fits(reading, PLACE) || !speaksOfSigning(reading)) return null;
  return { op: "place", countries: codes(reading.countries) };
};

const PLACE_CLAIM = shape({ may: [...SIGNING, "true", "tag"], slots: ["countries", "city"] });

/** "Did Germany sign in Berlin?" */
const placeClaim: Frame = (reading) => {
  const { countries, city } = reading;
  if (!city || countries.length === 0 || !speaksOfSigning(reading) || !isYesNo(reading)) return null;
  return fits(reading, PLACE_CLAIM) ? { op: "place", countries: codes(countries), claimed: city } : null;
};

const REASON = shape({
  needs: [["why"]],
  may: [...SIGNING, ...STATING, "refuse", "missing", "long"],
  slots: ["countries", "within"],
});

/** "Why has Poland not signed?" */
const reason: Frame = (reading) => {
  if (reading.countries.length === 0 || !fits(reading, REASON)) return null;
  if (!speaksOfSigning(reading) && !isNegated(reading) && !says(reading, "in")) return null;
  return {
    op: "reason",
    countries: codes(reading.countries),
    signed: !isNegated(reading) && !says(reading, "refuse"),
  };
};

const FUTURE = shape({
  needs: [["future"]],
  may: [...SIGNING, ...STATING, "when", "country", "next", "who", "which"],
  slots: ["countries", "within"],
});

/** "Will Switzerland sign?", "when will Poland join?": no source on record tells what is to come. */
const future: Frame = (reading) => {
  if (!fits(reading, FUTURE) || !speaksOfSigning(reading)) return null;
  // "A podpisze?" leaves out of whom it asks.
  if (reading.countries.length === 0 && !says(reading, ANYONE)) return null;
  return { op: "future", countries: codes(reading.countries) };
};

const ANYONE = cueSet([
  "who",
  "which",
  "country",
  "next",
  "any",
  "all",
  "signatory",
  "when",
  "today",
  "other",
]);

const ELIGIBILITY = shape({
  needs: [["can", "eligible"]],
  may: [...SIGNING, ...STATING],
  slots: ["countries"],
});

const ELIGIBLE_BLOC = shape({
  needs: [
    ["can", "eligible"],
    ["sign", "join"],
  ],
  may: [...SIGNING, ...COUNTRIES, ...STATING],
  slots: ["blocs"],
});
const ELIGIBILITY_TOPIC = slug.parse("eligibility");

/** "Can EFTA countries sign?": to whom it is open is told as a whole. */
function eligibilityOfBloc(reading: Reading): Query | null {
  const [bloc, ...more] = reading.blocs;
  if (bloc?.role !== "filter" || more.length > 0 || isNegated(reading)) return null;
  return fits(reading, ELIGIBLE_BLOC)
    ? { op: "topic", topics: [ELIGIBILITY_TOPIC], aspect: "definition" }
    : null;
}

/** "Could Switzerland sign?", "is Australia eligible?" */
const eligibility: Frame = (reading) => {
  if (reading.blocs.length > 0) return eligibilityOfBloc(reading);
  if (reading.countries.length === 0 || !fits(reading, ELIGIBILITY)) return null;
  if (!says(reading, "eligible") && !speaksOfSigning(reading)) return null;
  return { op: "eligibility", countries: codes(reading.countries) };
};

const WITHDRAWAL = shape({
  needs: [["withdraw"]],
  may: [
    "declaration",
    "sign",
    ...STATING,
    ...COUNTRIES,
    "who",
    "which",
    "any",
    "none",
    "from",
    "brexit",
    "after",
    "when",
  ],
  slots: ["countries"],
});

const NAMING_IT = cueSet(["sign", "signatory", "declaration", "any", "which", "who"]);

/** "Has the UK withdrawn?", "has any country left?" */
const withdrawal: Frame = (reading) => {
  if (!fits(reading, WITHDRAWAL)) return null;
  // "When did the UK leave?" may well ask of the EU.
  if (says(reading, "when") && !says(reading, NAMING_IT)) return null;
  const anchored =
    reading.countries.length > 0 ||
    speaksOfSigning(reading) ||
    saysAny(reading, ["who", "which", "any", "country"]);
  if (!anchored) return null;
  const query: Query = { op: "withdrawal", countries: codes(reading.countries) };
  // "No country has left, right?" is checked as stated.
  const denied = says(reading, "none") || (says(reading, "true") && deniesInEarnest(reading));
  return denied ? { op: "refuted", claim: query } : query;
};

export const signatureFrames: readonly Frame[] = [
  status,
  neither,
  when,
  refusal,
  place,
  placeClaim,
  reason,
  future,
  eligibility,
  withdrawal,
];
