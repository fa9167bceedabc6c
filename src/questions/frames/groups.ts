import { cueSet } from "../../language/cue-set.ts";
import type { Cue } from "../../language/cues.ts";
import type { Filter, Query } from "../query.ts";
import { hasCue, type Reading, says, saysAny } from "../reading.ts";
import { fits, shape } from "../shape.ts";
import {
  COUNTRIES,
  deniesInEarnest,
  type Frame,
  filterOf,
  isNegated,
  isYesNo,
  SIGNING,
  STATING,
  speaksOfSigning,
} from "./frame.ts";

const GROUP_STATUS = shape({
  needs: [SIGNING],
  may: [...STATING, ...COUNTRIES, "any", "none", "half", "most", "founder", "more-than", "at-least", "new"],
  slots: ["blocs", "within", "amounts", "relations", "extreme", "founders", "excluded"],
});

/** "Is any Nordic country missing?" */
const ANY_MISSING = shape({
  needs: [["any"], ["missing"]],
  may: [...COUNTRIES, "aux", "today", "declaration", "in"],
  slots: ["blocs", "within"],
});

const LISTING = cueSet(["who", "which", "list", "missing"]);
const QUANTIFIERS: readonly Cue[] = ["all", "any", "none", "half", "most"];

/** "Have all Nordic countries signed?", "has any Baltic state not signed?" */
export const groupStatus: Frame = (reading) => {
  if (reading.blocs.length > 0 && fits(reading, ANY_MISSING))
    return { op: "group-status", filter: filterOf(reading), all: true };
  if (says(reading, LISTING) || !fits(reading, GROUP_STATUS)) return null;
  if (!speaksOfSigning(reading) || !namesGroup(reading) || !isQuantified(reading)) return null;
  const filter = { ...filterOf(reading), ...(reading.extreme ? { founders: true } : {}) };
  if (isOfSignatories(reading)) return signatoriesIn(reading, filter);
  if (says(reading, "none")) return { op: "group-status", filter: { ...filter, signed: false }, all: false };
  const denied = deniesInEarnest(reading);
  // "Have all not signed?" may ask whether none has, or whether not all have.
  if (denied && saysAny(reading, WHOLE)) return null;
  return {
    op: "group-status",
    filter: { ...filter, signed: !denied },
    all: denied || !isAny(reading),
    ...shareOf(reading),
  };
};

/** "Has any Nordic country signed?", "has a Nordic country signed?" */
function isAny(reading: Reading): boolean {
  const one = reading.blocs.some((bloc) => bloc.one) && !saysAny(reading, WHOLE);
  // "Are there EFTA countries that have signed?"
  return says(reading, "any") || says(reading, "there-is") || one;
}

/** Whether it says how many of the group are meant, or asks of it as a whole. */
function isQuantified(reading: Reading): boolean {
  const { amounts, excluded } = reading;
  // A number beside "all" is the size of the group: "all three Baltic states".
  if (amounts.length > 0 && !says(reading, "all")) return false;
  return saysAny(reading, QUANTIFIERS) || (excluded.length === 0 && isYesNo(reading));
}

/** A bloc, the founders, or no group at all where anyone or no one is asked for. */
function namesGroup(reading: Reading): boolean {
  const { blocs, extreme } = reading;
  if (extreme) return extreme.kind === "first" && extreme.count === null && says(reading, "founder");
  return blocs.length > 0 || says(reading, "none") || (says(reading, "any") && !isNegated(reading));
}

const WHOLE: readonly Cue[] = ["all", "half", "most"];

/** "Are most signatories Nordic?" asks how many of the signatories are, and not how many Nordic countries signed. */
function isOfSignatories({ loose }: Reading): boolean {
  const share = loose.findIndex((term) => WHOLE.some((cue) => hasCue(term, cue)));
  const next = loose.slice(share + 1).find((term) => !hasCue(term, "filler") && !hasCue(term, "of"));
  return share >= 0 && hasCue(next, "signatory");
}

/** "Are all signatories in the EU?": no signatory is outside it. */
function signatoriesIn(reading: Reading, filter: Filter): Query | null {
  const [bloc, ...more] = filter.blocs;
  const plain = more.length === 0 && !filter.within && filter.relations.length === 0 && !reading.extreme;
  if (!bloc || !plain || !says(reading, "all") || deniesInEarnest(reading)) return null;
  const outside = { ...filter, signed: false, blocs: [{ id: bloc.id, member: !bloc.member }] };
  return { op: "group-status", filter: outside, all: false };
}

/** "Half of the EU", "most EU countries", "more than half". */
function shareOf(reading: Reading): { readonly share?: "half" | "most" } {
  if (says(reading, "most") || (says(reading, "half") && says(reading, "more-than")))
    return { share: "most" };
  return says(reading, "half") ? { share: "half" } : {};
}
