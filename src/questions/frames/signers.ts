import type { Query } from "../query.ts";
import { says, saysAny } from "../reading.ts";
import { fits, shape } from "../shape.ts";
import { codes, type Frame, isYesNo, SIGNING, speaksOfSigning } from "./frame.ts";

const SIGNER = shape({
  needs: [["who", "person", "which"]],
  may: [...SIGNING, "person", "represent", "what", "by", "for", "it", "at", "when", "and"],
  slots: ["signedFor", "countries", "atSigning"],
});

/** "Who signed for Norway?", "which minister signed for Germany?" */
const signer: Frame = (reading) => {
  if (!fits(reading, SIGNER)) return null;
  // "Who signed for Germany, and when?"
  if (says(reading, "and") !== says(reading, "when")) return null;
  // "Who represented Norway?": at the signing, where nothing else is named.
  const anchored = speaksOfSigning(reading) || (says(reading, "represent") && says(reading, "who"));
  if (!anchored) return null;
  const lone = reading.countries.length === 1 && says(reading, "who");
  const isNamed = saysAny(reading, ["person", "represent"]) || lone;
  const named = [...reading.signedFor, ...(isNamed ? reading.countries : [])];
  if (named.length === 0) return null;
  return { op: "signer", countries: codes(named), ...(says(reading, "when") ? { dated: true } : {}) };
};

const PERSON = shape({
  may: [
    ...SIGNING,
    "who",
    "about",
    "what",
    "for",
    "true",
    "tag",
    "which",
    "country",
    "it",
    "person",
    "represent",
  ],
  slots: ["people", "signedFor", "countries"],
});

/** "Did Jens Spahn sign for Germany?", "who is Rolf Einar Fife?" */
const person: Frame = (reading) => {
  if (reading.people.length === 0 || !fits(reading, PERSON)) return null;
  // "Is Jens Spahn still minister?" asks for his office.
  if (isYesNo(reading) && !speaksOfSigning(reading)) return null;
  // "Which country is Jens Spahn in?"
  if (says(reading, "in") && !saysAny(reading, ["sign", "for", "represent"])) return null;
  const asked = codes([...reading.signedFor, ...reading.countries]);
  const query: Query = { op: "person", countries: [...new Set(reading.people)], asked };
  return isYesNo(reading) ? { ...query, claimed: true } : query;
};

export const signerFrames: readonly Frame[] = [signer, person];
