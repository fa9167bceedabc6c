import { slug } from "../../knowledge/schema/values.ts";
import { cueSet } from "../../language/cue-set.ts";
import { FIRST_DAY_AFTER_BREXIT } from "../bind-time.ts";
import type { Query } from "../query.ts";
import { type Reading, says, saysAny } from "../reading.ts";
import { fits, shape } from "../shape.ts";
import {
  COUNTRIES,
  codes,
  deniesInEarnest,
  type Frame,
  isNegated,
  SIGNING,
  STATING,
  speaksOfSigning,
} from "./frame.ts";

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
    ["sign", "join", "declaration", "it"],
  ],
  may: [...SIGNING, ...COUNTRIES, ...STATING],
  slots: ["blocs"],
});
const ELIGIBILITY_TOPIC = slug.parse("eligibility");

/** "Can EFTA countries sign?": to whom it is open is told as a whole. */
function eligibilityOfBloc(reading: Reading): Query | null {
  const [bloc, ...more] = reading.blocs;
  if (bloc?.role !== "filter" || more.length > 0 || isNegated(reading)) return null;
  // "Can it …?" leaves open what; "is it open to EFTA countries?" does not.
  if (!says(reading, "eligible") && !saysAny(reading, ["sign", "join"])) return null;
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
  slots: ["countries", "within"],
});

const NAMING_IT = cueSet(["sign", "signatory", "declaration", "any", "which", "who"]);

/** "Did the UK leave in 2020?" asks of the EU; whoever asks what it left after Brexit does not. */
function isOfItsTime({ within }: Reading): boolean {
  return within === null || within.from === FIRST_DAY_AFTER_BREXIT;
}

/** "Has the UK withdrawn (after Brexit)?", "has any country left?" */
const withdrawal: Frame = (reading) => {
  if (!fits(reading, WITHDRAWAL) || !isOfItsTime(reading)) return null;
  // "When did the UK leave?" may well ask of the EU.
  if (says(reading, "when") && !says(reading, NAMING_IT)) return null;
  // "Who did the UK leave?"
  if (says(reading, "who") && reading.countries.length > 0) return null;
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

/** What may be to come: signatures, who could sign, and withdrawals, of which there are none. */
export const prospectFrames: readonly Frame[] = [future, eligibility, withdrawal];
