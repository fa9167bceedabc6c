import type { Cue } from "../../language/cues.ts";
import { fits, type Reading, says } from "../reading.ts";
import {
  COUNTRIES,
  codes,
  type Frame,
  filterOf,
  isNegated,
  SIGNING,
  speaksOfSigning,
  timeOf,
} from "./frame.ts";

const STATING: readonly Cue[] = ["not", "true", "so", "and", "or", "both", "tag", "today", "it", "they"];

/** "Has Norway signed (by 2019)?", "Norway?", "Poland hasn't signed, has it?" */
const status: Frame = (reading) => {
  const shape = {
    may: [...SIGNING, ...STATING, "about", "what", "country"],
    slots: ["countries", "within"],
  } as const;
  if (reading.countries.length === 0 || !fits(reading, shape)) return null;
  if (!speaksOfSigning(reading) && !says(reading, "in") && !isBare(reading)) return null;
  return {
    op: "status",
    countries: codes(reading.countries),
    signed: !isNegated(reading),
    within: timeOf(reading),
    claim: says(reading, "true"),
  };
};

/** "Norway?", "Latvia: when?": names and a question word, and no verb that would make it another matter. */
function isBare(reading: Reading): boolean {
  return !(["aux", "polite", "country", "it", "they", "true"] as const).some((cue) => says(reading, cue));
}

/** "Have all Nordic countries signed?", "has any Baltic state not signed?" */
const groupStatus: Frame = (reading) => {
  const shape = {
    needs: [SIGNING],
    may: [...STATING, ...COUNTRIES, "any"],
    slots: ["blocs", "within"],
  } as const;
  const asked =
    says(reading, "who") || says(reading, "which") || says(reading, "list") || says(reading, "missing");
  if (asked || reading.blocs.length === 0 || !speaksOfSigning(reading)) return null;
  const yesNo = says(reading, "all") || says(reading, "any") || reading.loose.at(0)?.senses.some(isAuxiliary);
  return yesNo && fits(reading, shape)
    ? { op: "group-status", filter: filterOf(reading), all: !says(reading, "any") }
    : null;
};

function isAuxiliary(sense: { readonly kind: string; readonly cue?: Cue }): boolean {
  return sense.kind === "cue" && sense.cue === "aux";
}

/** "When did Norway sign?", "Norway's signing date" */
const when: Frame = (reading) => {
  const shape = {
    needs: [["when", "date"]],
    may: [...SIGNING, "what", "it", "they", "and", "both", "on", "first", "at", "about"],
    slots: ["countries", "extreme"],
  } as const;
  if (reading.countries.length === 0 || reading.extreme?.kind === "latest" || !fits(reading, shape))
    return null;
  if (!speaksOfSigning(reading) && !isBare(reading)) return null;
  return { op: "when", countries: codes(reading.countries) };
};

/** "Who signed for Norway?", "which minister signed for Germany?" */
const signer: Frame = (reading) => {
  const shape = {
    needs: [["who", "person", "which"]],
    may: [...SIGNING, "person", "what", "by", "for"],
    slots: ["signedFor", "countries"],
  } as const;
  const named = [...reading.signedFor, ...(says(reading, "person") ? reading.countries : [])];
  if (named.length === 0 || !fits(reading, shape)) return null;
  return { op: "signer", countries: codes(named) };
};

/** "Where did Norway sign?" */
const place: Frame = (reading) => {
  const shape = {
    needs: [["where", "place"]],
    may: [...SIGNING, "which", "what", "at"],
    slots: ["countries"],
  } as const;
  if (reading.countries.length === 0 || !speaksOfSigning(reading) || !fits(reading, shape)) return null;
  return { op: "place", countries: codes(reading.countries) };
};

/** "Why has Poland not signed?" */
const reason: Frame = (reading) => {
  const shape = { needs: [["why"]], may: [...SIGNING, ...STATING, "refuse"], slots: ["countries"] } as const;
  if (reading.countries.length === 0 || !fits(reading, shape)) return null;
  if (!speaksOfSigning(reading) && !isNegated(reading)) return null;
  return {
    op: "reason",
    countries: codes(reading.countries),
    signed: !isNegated(reading) && !says(reading, "refuse"),
  };
};

/** "Could Switzerland sign?", "is Australia eligible?" */
const eligibility: Frame = (reading) => {
  const shape = {
    needs: [["can", "eligible"]],
    may: [...SIGNING, ...STATING],
    slots: ["countries"],
  } as const;
  if (reading.countries.length === 0 || !fits(reading, shape)) return null;
  if (!says(reading, "eligible") && !speaksOfSigning(reading)) return null;
  return { op: "eligibility", countries: codes(reading.countries) };
};

/** "Has the UK withdrawn?", "has any country left?" */
const withdrawal: Frame = (reading) => {
  const shape = {
    needs: [["withdraw"]],
    may: [
      "declaration",
      "signatory",
      ...STATING,
      ...COUNTRIES,
      "who",
      "which",
      "any",
      "from",
      "brexit",
      "after",
    ],
    slots: ["countries"],
  } as const;
  const anchored =
    reading.countries.length > 0 ||
    speaksOfSigning(reading) ||
    (["who", "which", "any", "country"] as const).some((cue) => says(reading, cue));
  return anchored && fits(reading, shape) ? { op: "withdrawal", countries: codes(reading.countries) } : null;
};

export const signatureFrames: readonly Frame[] = [
  status,
  groupStatus,
  when,
  signer,
  place,
  reason,
  eligibility,
  withdrawal,
];
