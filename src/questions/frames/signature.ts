import { cueSet } from "../../language/cue-set.ts";
import { hasCue, type Reading, says } from "../reading.ts";
import { fits, shape } from "../shape.ts";
import { codes, type Frame, isNegated, isYesNo, SIGNING, STATING, speaksOfSigning } from "./frame.ts";
import { isBare } from "./status.ts";

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

const OF_DATE = cueSet(["filler", "date", "polite"]);

/** "Norway's date?", "do you have a date for Norway?" */
function isPossessive({ loose }: Reading): boolean {
  return loose.every((term) => hasCue(term, OF_DATE));
}

const REFUSAL = shape({ needs: [["refuse"]], may: [...SIGNING, ...STATING], slots: ["countries"] });

/** "Did Poland refuse to sign?": no signature on record is not a refusal. */
const refusal: Frame = (reading) =>
  reading.countries.length > 0 && fits(reading, REFUSAL)
    ? { op: "reason", countries: codes(reading.countries), signed: false }
    : null;

const PLACE = shape({
  needs: [["where", "place"]],
  may: [...SIGNING, "which", "what", "at", "it", "when", "and"],
  slots: ["countries"],
});

/** "Where (and when) did Norway sign?": the answer tells the day as well. */
const place: Frame = (reading) => {
  if (says(reading, "and") !== says(reading, "when")) return null;
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

/** What is asked of a signature: its day, place and reason. */
export const signatureFrames: readonly Frame[] = [when, refusal, place, placeClaim, reason];
