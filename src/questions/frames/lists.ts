import { cueSet } from "../../language/cue-set.ts";
import { type Reading, says, saysAny } from "../reading.ts";
import { fits, shape } from "../shape.ts";
import { COUNTRIES, codes, type Frame, filterOf, isYesNo, SIGNING, speaksOfSigning } from "./frame.ts";

const LIST = shape({
  may: [
    ...SIGNING,
    ...COUNTRIES,
    "who",
    "which",
    "what",
    "list",
    "not",
    "missing",
    "when",
    "and",
    "so",
    "they",
    "order",
    "both",
    "or",
    "about",
    "today",
    "date",
    "with",
    "by",
    "from",
  ],
  slots: ["countries", "excluded", "blocs", "within", "relations"],
});

/** "Who has signed?", "which EU countries have not?", "signatories before Norway", "which of these have signed?" */
const list: Frame = (reading) => {
  if (!fits(reading, LIST) || !asksForCountries(reading) || tellsWhoBelonged(reading)) return null;
  if (!speaksOfSigning(reading) && !isMissingAsked(reading)) return null;
  const among = codes(reading.countries);
  if (among.length > 0 && (among.length < 2 || !saysAny(reading, ["which", "who"]))) return null;
  return { op: "list", filter: filterOf(reading, among.length > 0 ? among : null) };
};

const ASKS_WHO = cueSet(["who", "which"]);
const COUNTRY = cueSet(["country", "member-state"]);
const SPEAKS_OF_SIGNING = cueSet(["sign", "signatory", "declaration"]);
const LISTED = cueSet(["list", "signatory", "order"]);

function asksForCountries(reading: Reading): boolean {
  const asksWho = says(reading, ASKS_WHO) || (says(reading, "what") && reading.blocs.length > 0);
  const dated = reading.blocs.length > 0 && says(reading, "when");
  const named = asksWho || dated || says(reading, COUNTRY);
  // "Enter this to a list" joins nothing.
  if (!named && !says(reading, SPEAKS_OF_SIGNING)) return false;
  if (!asksWho && isYesNo(reading)) return false;
  return named || says(reading, LISTED);
}

/** "Who is missing?", "which EU countries are missing?" */
function isMissingAsked(reading: Reading): boolean {
  const of = saysAny(reading, ["country", "member-state", "who"]) || reading.blocs.length > 0;
  return of && says(reading, "missing");
}

/** "How many signatories were in the EU in 2018?" asks of memberships at that time, and not of signatures. */
function tellsWhoBelonged(reading: Reading): boolean {
  const told = reading.blocs.some((bloc) => bloc.told) && !says(reading, "sign") && !says(reading, "join");
  return told && (reading.within !== null || says(reading, "past"));
}

const COUNT = shape({
  needs: [["many"]],
  may: [...SIGNING, ...COUNTRIES, "not", "missing", "so", "they", "today", "what", "and", "or", "both", "by"],
  slots: ["blocs", "within", "relations", "countries", "excluded", "amounts"],
});

/** "How many countries have signed?", "how many of the Nordic countries had not signed by 2019?" */
const count: Frame = (reading) => {
  if (!fits(reading, COUNT) || tellsWhoBelonged(reading)) return null;
  if (!speaksOfSigning(reading) && !isMissingAsked(reading)) return null;
  const among = codes(reading.countries);
  if (among.length === 1 || (reading.amounts.length > 0 && reading.blocs.length === 0)) return null;
  return { op: "count", filter: filterOf(reading, among.length > 0 ? among : null), claimed: null };
};

const CLAIMED_COUNT = shape({
  may: [...SIGNING, ...COUNTRIES, "true", "tag", "so", "not", "today", "person", "it"],
  slots: ["amounts", "blocs", "within", "relations"],
});

/** "Have 27 countries signed?", "is it true that 25 countries signed on 10 April 2018?" */
const claimedCount: Frame = (reading) => {
  const [claimed, ...more] = reading.amounts;
  if (claimed === undefined || more.length > 0 || !fits(reading, CLAIMED_COUNT)) return null;
  if (says(reading, "all") && reading.blocs.length > 0) return null;
  return speaksOfSigning(reading) ? { op: "count", filter: filterOf(reading), claimed } : null;
};

const ONLY = shape({
  needs: [["only"]],
  may: [...SIGNING, ...COUNTRIES, "true", "tag", "not", "missing"],
  slots: ["countries", "blocs", "within"],
});

/** "Is Poland the only EU country that has not signed?" */
const only: Frame = (reading) => {
  const [country, ...more] = codes(reading.countries);
  if (!country || more.length > 0 || !fits(reading, ONLY)) return null;
  if (!speaksOfSigning(reading) && !says(reading, "missing")) return null;
  return { op: "only", country, filter: filterOf(reading) };
};

export const listFrames: readonly Frame[] = [list, count, claimedCount, only];
