import { cueSet } from "../../language/cue-set.ts";
import { EVERYONE } from "../query.ts";
import { hasCue, type Reading, says, saysAny } from "../reading.ts";
import { fits, shape } from "../shape.ts";
import {
  COUNTRIES,
  codes,
  comesBesideOther,
  type Frame,
  filterOf,
  isNegated,
  isYesNo,
  losesTime,
  SIGNING,
  speaksOfSigning,
} from "./frame.ts";

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
    "new",
  ],
  slots: ["countries", "excluded", "blocs", "within", "relations", "founders", "city", "amounts"],
});

/** "Who has signed?", "which (two) EU countries have not?", "signatories before Norway", "which of these have signed?" */
const list: Frame = (reading) => {
  if (!fits(reading, LIST) || !asksForCountries(reading) || asksWhoBelongs(reading)) return null;
  if (!speaksOfSigning(reading) && !isMissingAsked(reading) && !isAnchored(reading)) return null;
  if (namesMore(reading)) return null;
  const among = codes(reading.countries);
  if (among.length > 0 && (among.length < 2 || !isChoiceAmong(reading, among.length))) return null;
  const filter = filterOf(reading, among.length > 0 ? among : null);
  const ordered = among.length > 0 && says(reading, "order") && filter.signed;
  return ordered ? { op: "list", filter, ordered } : { op: "list", filter };
};

/** "No country has signed" is no list; "27 signatories" is a claim, and "which two EU countries …?" is not. */
function namesMore(reading: Reading): boolean {
  const { amounts, blocs, within, relations } = reading;
  if (!says(reading, ASKS_WHO)) return amounts.length > 0 || says(reading, "none");
  // "Which two have signed?" asks of two that were spoken of.
  const narrowed = blocs.length + relations.length > 0 || within !== null || isNegated(reading);
  return amounts.length > (narrowed ? 1 : 0);
}

/** What speaks of signing without a word for it: "all countries except the founders", "who was there when Norway signed?" */
function isAnchored(reading: Reading): boolean {
  if (isOrderOfDates(reading) || reading.founders !== null) return true;
  return isTimedByOther(reading) || comesBesideOther(reading);
}

export function isTimedByOther({ relations }: Reading): boolean {
  return relations.some(({ kind }) => kind === "not-after");
}

/** "Order Latvia, Croatia and Greece by date": the bot knows of no other date of a country. */
function isOrderOfDates(reading: Reading): boolean {
  return reading.countries.length > 2 && says(reading, "order") && says(reading, "date");
}

/** "Which of these have signed?", "order Latvia, Croatia and Greece by date"; the order of two is a comparison. */
function isChoiceAmong(reading: Reading, count: number): boolean {
  return says(reading, ASKS_WHO) || (count > 2 && says(reading, "order"));
}

const ASKS_WHO = cueSet(["who", "which"]);
const COUNTRY = cueSet(["country", "member-state"]);
const SPEAKS_OF_SIGNING = cueSet(["sign", "signatory", "declaration"]);
const LISTED = cueSet(["list", "signatory", "order"]);

function asksForCountries(reading: Reading): boolean {
  const asksWho = says(reading, ASKS_WHO) || (says(reading, "what") && reading.blocs.length > 0);
  const dated = reading.blocs.length > 0 && says(reading, "when");
  const named = asksWho || dated || says(reading, COUNTRY);
  if (isOrderOfDates(reading) || isNounPhrase(reading)) return true;
  // "Enter this to a list" joins nothing.
  if (!named && !says(reading, SPEAKS_OF_SIGNING)) return false;
  if (!asksWho && isYesNo(reading)) return false;
  return named || says(reading, LISTED);
}

/** "EU non-signatories", "signed countries", "1+MG members": what looks like a verb begins no question. */
function isNounPhrase(reading: Reading): boolean {
  const { blocs, loose } = reading;
  if (hasCue(loose[0], "sign") && hasCue(loose[1], COUNTRY)) return true;
  if (says(reading, "member") && loose.every((term) => hasCue(term, MEMBERS)))
    return says(reading, "declaration");
  return blocs.length > 0 && says(reading, "missing") && !isYesNo(reading);
}

const MEMBERS = cueSet(["filler", "member", "declaration"]);

/** "Who is missing?", "which EU countries are missing?" */
export function isMissingAsked(reading: Reading): boolean {
  if (!says(reading, "missing")) return false;
  return reading.blocs.length > 0 || saysAny(reading, ["country", "member-state", "who"]);
}

/** "How many signatories were in the EU in 2018?" asks of memberships at that time, and not of signatures. */
function tellsWhoBelonged(reading: Reading): boolean {
  const told = reading.blocs.some((bloc) => bloc.told) && !says(reading, "sign") && !says(reading, "join");
  const { within } = reading;
  const timed = within !== null && (within.from !== null || within.to !== null);
  return told && (timed || says(reading, "past"));
}

export function asksWhoBelongs(reading: Reading): boolean {
  return tellsWhoBelonged(reading) || losesTime(reading);
}

const ABOARD = shape({
  needs: [
    ["who", "which"],
    ["in", "outside"],
  ],
  may: ["country", "not", "all", "today", "other"],
});

/** "Who's in?", "which countries are not in?" */
const aboard: Frame = (reading) =>
  fits(reading, ABOARD) && !speaksOfSigning(reading)
    ? { op: "list", filter: { ...EVERYONE, signed: !saysAny(reading, ["not", "outside"]) } }
    : null;

const OPEN_TO = shape({
  needs: [["can", "eligible"], ["not"], ["who", "which", "country", "list"]],
  may: ["sign", "join", "declaration", "country", "aboard", "signatory", "what", "so", "and", "it"],
});

/** "Which countries are eligible but have not signed?"; never "who cannot sign?" */
const openTo: Frame = (reading) => {
  if (!fits(reading, OPEN_TO)) return null;
  const { loose } = reading;
  const can = loose.findIndex((term) => hasCue(term, "can") || hasCue(term, "eligible"));
  const not = loose.findLastIndex((term) => hasCue(term, "not"));
  const apart = loose.slice(can + 1, not).some((term) => hasCue(term, "aux") || hasCue(term, "sign"));
  return apart ? { op: "list", filter: { ...filterOf(reading), signed: false, open: true } } : null;
};

export const listFrames: readonly Frame[] = [list, aboard, openTo];
