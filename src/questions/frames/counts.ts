import { membersOn } from "../../knowledge/blocs.ts";
import type { KnowledgeBase } from "../../knowledge/knowledge-base.ts";
import { cueSet } from "../../language/cue-set.ts";
import type { Filter } from "../query.ts";
import { type Reading, says } from "../reading.ts";
import { fits, shape } from "../shape.ts";
import {
  COUNTRIES,
  codes,
  comesBesideOther,
  type Frame,
  filterOf,
  isNegated,
  SIGNING,
  speaksOfSigning,
} from "./frame.ts";
import { asksWhoBelongs, isMissingAsked, isTimedByOther } from "./lists.ts";

const COUNT = shape({
  needs: [["many"]],
  may: [
    ...SIGNING,
    ...COUNTRIES,
    "not",
    "missing",
    "so",
    "they",
    "today",
    "what",
    "and",
    "or",
    "both",
    "by",
    "new",
  ],
  slots: ["blocs", "within", "relations", "countries", "excluded", "amounts", "founders", "city"],
});

const COUNTED = cueSet([
  "sign",
  "signatory",
  "join",
  "member",
  "aboard",
  "country",
  "member-state",
  "in",
  "they",
  "all",
]);

/** "How many countries have signed?", "how many of the Nordic countries had not signed by 2019?" */
const count: Frame = (reading) => {
  if (!fits(reading, COUNT) || asksWhoBelongs(reading)) return null;
  const anchored = isMissingAsked(reading) || isTimedByOther(reading) || comesBesideOther(reading);
  if (!speaksOfSigning(reading) && !anchored) return null;
  // "The number of the declaration" counts nothing that signs.
  if (!anchored && !says(reading, COUNTED)) return null;
  const among = codes(reading.countries);
  if (among.length === 1 || (reading.amounts.length > 0 && reading.blocs.length === 0)) return null;
  return { op: "count", filter: filterOf(reading, among.length > 0 ? among : null), claimed: null };
};

const CLAIMED_COUNT = shape({
  may: [...SIGNING, ...COUNTRIES, "true", "tag", "so", "not", "today", "person", "it", "and"],
  slots: ["amounts", "bound", "beside", "blocs", "within", "relations", "atSigning", "founders", "excluded"],
});
const BOUNDED_NUMBER = shape({
  needs: [["many"]],
  may: [...SIGNING, ...COUNTRIES],
  slots: ["amounts", "bound"],
});

/** "Have 27 countries signed?", "is it true that 25 countries signed on 10 April 2018?" */
const claimedCount: Frame = (reading, knowledge) => {
  const [claimed, ...more] = reading.amounts;
  if (claimed === undefined || more.length > 0) return null;
  // "Is the number of signatories (over) 30?"
  const number = reading.inverted && fits(reading, BOUNDED_NUMBER);
  if (!number && !fits(reading, CLAIMED_COUNT)) return null;
  if (countsOthers(reading)) return null;
  const filter = timedByOther(filterOf(reading), reading.atSigning);
  if (!filter || !(speaksOfSigning(reading) || isOfThatTime(filter, claimed, knowledge))) return null;
  const bound = reading.bound ? { bound: reading.bound } : {};
  const beside = reading.beside.length > 0 ? { beside: codes(reading.beside) } : {};
  return { op: "count", filter, claimed, ...bound, ...beside };
};

/** "Did all 27 EU countries sign?", "did 27 people sign?": only of the first days did anyone count ministers. */
function countsOthers(reading: Reading): boolean {
  if (says(reading, "person") && reading.within === null) return true;
  return says(reading, "all") && reading.blocs.length > 0;
}

/** "Were there 21 member states when Norway signed?" */
function timedByOther(filter: Filter, atSigning: Reading["atSigning"]): Filter | null {
  if (!atSigning) return filter;
  const { country } = atSigning;
  if (!country || filter.relations.length > 0) return null;
  return { ...filter, relations: [{ kind: "not-after", country }] };
}

/** Without a word of signing it may be the size of the bloc that is meant: "were there 28 member states then?" */
function isOfThatTime({ relations, blocs }: Filter, claimed: number, knowledge: KnowledgeBase): boolean {
  const [relation] = relations;
  const day = relation?.kind === "not-after" && knowledge.signatories.get(relation.country)?.signed.latest;
  if (!day) return false;
  return blocs.every(({ id }) => {
    const bloc = knowledge.blocs.get(id);
    return bloc !== undefined && membersOn(bloc, day).length !== claimed;
  });
}

const ONLY = shape({
  needs: [["only"]],
  may: [...SIGNING, ...COUNTRIES, "true", "tag", "not", "missing", "which", "who"],
  slots: ["countries", "blocs", "within", "relations"],
});

/** "Is Poland the only EU country that has not signed?" */
const only: Frame = (reading) => {
  if (!fits(reading, ONLY)) return null;
  const [country, ...more] = codes(reading.countries);
  if (!country || more.length > 0) return null;
  const timed = reading.within !== null && reading.blocs.length === 0 && !isNegated(reading);
  if (!speaksOfSigning(reading) && !says(reading, "missing") && !timed) return null;
  // "The only one in 2019" is the only one of that year, and not of the state reached by then.
  const filter = filterOf(reading);
  return {
    op: "only",
    country,
    filter: timed && reading.during ? { ...filter, within: reading.within } : filter,
  };
};

export const countFrames: readonly Frame[] = [count, claimedCount, only];
