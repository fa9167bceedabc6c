import { isMember, membersOn } from "../../knowledge/blocs.ts";
import type { Day } from "../../knowledge/day.ts";
import type { Bloc, KnowledgeBase } from "../../knowledge/knowledge-base.ts";
import { type CountryCode, slug } from "../../knowledge/schema/values.ts";
import type { Filter } from "../query.ts";
import { everyone, liesIn, stands } from "./order.ts";
import { all, not, type Truth } from "./three-valued.ts";

export const EU = slug.parse("eu");

/** Countries that a filter lets through for certain, and those that bounds leave open. */
export interface Selection {
  readonly certain: readonly CountryCode[];
  readonly possible: readonly CountryCode[];
  /** Set when the question named no group and "who has not signed?" was taken to mean the EU. */
  readonly assumedEu: boolean;
}

/** `atSigning`: a bloc counts whoever belonged to it on the day they signed, and not its members of a later day. */
export function select(knowledge: KnowledgeBase, filter: Filter, today: Day, atSigning = false): Selection {
  const day = filter.within?.to ?? eventDay(knowledge, filter) ?? today;
  const assumedEu = !filter.signed && filter.among === null && !filter.blocs.some(({ member }) => member);
  const universe = universeOf(knowledge, filter, day, assumedEu).filter(
    (code) => !filter.except?.includes(code),
  );
  const judged = universe.map((code) => ({
    code,
    truth: passes(knowledge, filter, code, atSigning ? signingDay(knowledge, code, day) : day),
  }));
  return {
    certain: judged.filter(({ truth }) => truth === "yes").map(({ code }) => code),
    possible: judged.filter(({ truth }) => truth === "unknown").map(({ code }) => code),
    assumedEu,
  };
}

/** The day of another signature that bounds the question: "when Norway joined". */
function eventDay(knowledge: KnowledgeBase, { relations }: Filter): Day | null {
  const [relation] = relations.filter(({ kind }) => kind === "not-after");
  return (relation && knowledge.signatories.get(relation.country)?.signed.latest) ?? null;
}

function signingDay(knowledge: KnowledgeBase, code: CountryCode, otherwise: Day): Day {
  return knowledge.signatories.get(code)?.signed.earliest ?? otherwise;
}

function universeOf(
  knowledge: KnowledgeBase,
  filter: Filter,
  day: Day,
  assumedEu: boolean,
): readonly CountryCode[] {
  if (filter.among) return filter.among;
  if (filter.signed) return everyone(knowledge).map(({ country }) => country);
  const ids = assumedEu ? [EU] : filter.blocs.filter(({ member }) => member).map(({ id }) => id);
  const members = ids.flatMap((id) => {
    const bloc = knowledge.blocs.get(id);
    return bloc ? membersOn(bloc, day) : [];
  });
  return [...new Set(members)].sort();
}

function passes(knowledge: KnowledgeBase, filter: Filter, code: CountryCode, day: Day): Truth {
  const inBlocs = filter.blocs.every(({ id, member }) => {
    const bloc = knowledge.blocs.get(id);
    return bloc !== undefined && belongs(bloc, code, day) === member;
  });
  if (!inBlocs) return "no";
  const signed = signedUnder(knowledge, filter, code);
  return filter.signed ? signed : not(signed);
}

function signedUnder(knowledge: KnowledgeBase, filter: Filter, code: CountryCode): Truth {
  const signatory = knowledge.signatories.get(code);
  if (!signatory) return "no";
  return all([
    ...(filter.within ? [liesIn(signatory.signed, filter.within)] : []),
    ...filter.relations.map((relation) => stands(knowledge, signatory, relation)),
  ]);
}

function belongs(bloc: Bloc, code: CountryCode, day: Day): boolean {
  return isMember(bloc, code, day);
}
