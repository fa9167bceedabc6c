import { fits, type Reading, says } from "../reading.ts";
import { COUNTRIES, codes, type Frame, filterOf, SIGNING, speaksOfSigning } from "./frame.ts";

/** "Who has signed?", "which EU countries have not?", "signatories before Norway", "which of these have signed?" */
const list: Frame = (reading) => {
  const shape = {
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
    ],
    slots: ["countries", "blocs", "within", "relations"],
  } as const;
  if (!asksForCountries(reading) || !(speaksOfSigning(reading) || isMissingAsked(reading))) return null;
  if (!fits(reading, shape)) return null;
  const among = codes(reading.countries);
  if (among.length > 0 && (among.length < 2 || !(says(reading, "which") || says(reading, "who"))))
    return null;
  return { op: "list", filter: filterOf(reading, among.length > 0 ? among : null) };
};

function asksForCountries(reading: Reading): boolean {
  const onlyJoins = !says(reading, "sign") && !says(reading, "signatory") && !says(reading, "declaration");
  if (onlyJoins && !(["who", "which", "country", "member-state"] as const).some((cue) => says(reading, cue)))
    return false;
  const asking = (["who", "which", "list", "country", "signatory", "member-state", "order"] as const).some(
    (cue) => says(reading, cue),
  );
  const yesNo =
    reading.loose.at(0)?.senses.some((sense) => sense.kind === "cue" && sense.cue === "aux") ?? false;
  return (
    (asking && !(yesNo && reading.blocs.length > 0 && !says(reading, "who") && !says(reading, "which"))) ||
    (reading.blocs.length > 0 && says(reading, "when"))
  );
}

/** "Who is missing?", "which EU countries are missing?" */
function isMissingAsked(reading: Reading): boolean {
  const of =
    says(reading, "country") ||
    says(reading, "member-state") ||
    says(reading, "who") ||
    reading.blocs.length > 0;
  return of && says(reading, "missing");
}

/** "How many countries have signed?", "how many of the Nordic countries had not signed by 2019?" */
const count: Frame = (reading) => {
  const shape = {
    needs: [["many"]],
    may: [...SIGNING, ...COUNTRIES, "not", "missing", "so", "they", "today", "what", "and", "or", "both"],
    slots: ["blocs", "within", "relations", "countries"],
  } as const;
  if (!fits(reading, shape) || !(speaksOfSigning(reading) || isMissingAsked(reading))) return null;
  const among = codes(reading.countries);
  if (among.length === 1) return null;
  return { op: "count", filter: filterOf(reading, among.length > 0 ? among : null), claimed: null };
};

/** "Have 27 countries signed?", "is it true that 25 countries signed on 10 April 2018?" */
const claimedCount: Frame = (reading) => {
  const [claimed] = reading.amounts;
  const shape = {
    may: [...SIGNING, ...COUNTRIES, "true", "tag", "so", "not", "today"],
    slots: ["amounts", "blocs", "within", "relations"],
  } as const;
  if (claimed === undefined || reading.amounts.length > 1 || !fits(reading, shape)) return null;
  return speaksOfSigning(reading) ? { op: "count", filter: filterOf(reading), claimed } : null;
};

export const listFrames: readonly Frame[] = [list, count, claimedCount];
