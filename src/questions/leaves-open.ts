import type { KnowledgeBase } from "../knowledge/knowledge-base.ts";
import { cueSet } from "../language/cue-set.ts";
import { liesIn } from "./evaluate/order.ts";
import { isNegated } from "./frames/frame.ts";
import { type Reading, says } from "./reading.ts";

const JOINTS = cueSet(["and", "or"]);

/** "Nordic and Baltic countries": those of either, or those of both? */
function joinsBlocs(reading: Reading): boolean {
  if (reading.blocs.length < 2 || !says(reading, JOINTS)) return false;
  return reading.blocs.filter(({ member }) => member).length > 1;
}

/** "Who did not sign in Brussels?": for many it is not on record where they signed. */
function deniesCity(reading: Reading): boolean {
  return reading.city !== null && isNegated(reading);
}

/** "By autumn 2018": a signature within the season may count or not. */
function isVague({ vague }: Reading, { signatories }: KnowledgeBase): boolean {
  return vague !== null && [...signatories.values()].some(({ signed }) => liesIn(signed, vague) !== "no");
}

const JOINING = cueSet(["join", "member"]);
const NAMING_IT = cueSet(["sign", "signatory", "declaration"]);

/** "Who joined in 2004?": what one joined before there was a declaration is another matter. */
function joinsOther(reading: Reading, { signatories }: KnowledgeBase): boolean {
  const { within, blocs, topics } = reading;
  const [first] = signatories.values();
  if (!first || !within?.to || within.to >= first.signed.earliest) return false;
  return says(reading, JOINING) && !says(reading, NAMING_IT) && blocs.length + topics.length === 0;
}

/** "Any new signatories?": since when? */
function lacksTime(reading: Reading): boolean {
  return says(reading, "new") && reading.within === null && reading.relations.length === 0;
}

/** What no kind of question may read: it leaves open what it means, or speaks of something else. */
export function leavesOpen(reading: Reading, knowledge: KnowledgeBase): boolean {
  if (isVague(reading, knowledge) || joinsBlocs(reading) || deniesCity(reading)) return true;
  return lacksTime(reading) || joinsOther(reading, knowledge);
}
