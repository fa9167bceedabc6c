import { membersOn } from "../../knowledge/blocs.ts";
import type { Day } from "../../knowledge/day.ts";
import type { KnowledgeBase } from "../../knowledge/knowledge-base.ts";
import { type CountryCode, slug } from "../../knowledge/schema/values.ts";
import type { Filter } from "../query.ts";
import { chronicleOf, signatoriesOf } from "./chronicle.ts";
import { belongs } from "./memberships.ts";
import { oncePer } from "./once-per.ts";
import { oneList } from "./one-list.ts";
import { liesIn, stands } from "./order.ts";
import { both, not, type Truth } from "./three-valued.ts";

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
  if (isEveryone(filter)) {
    return { certain: chronicleOf(knowledge).countries, possible: [], assumedEu: false };
  }
  return isOfBlocs(filter)
    ? ofBlocs(knowledge, filter, today, atSigning)
    : selectAnew(knowledge, filter, today, atSigning);
}

/** Whether a filter speaks of blocs alone. */
function isOfBlocs({ among, within, relations, founders, city, except = [] }: Filter): boolean {
  return (
    !among && !within && relations.length === 0 && except.length === 0 && founders === undefined && !city
  );
}

const MOST_KEPT = 500;
const keptOf = oncePer((_knowledge: KnowledgeBase) => new Map<string, Selection>());

/** Blocs are few and asked for again: their lists are kept, frozen, and with them all that follows from them. */
function ofBlocs(knowledge: KnowledgeBase, filter: Filter, today: Day, atSigning: boolean): Selection {
  const kept = keptOf(knowledge);
  const blocs = filter.blocs.map(({ id, member }) => (member ? id : `-${id}`)).join();
  const key = `${filter.signed} ${filter.open} ${atSigning} ${today} ${blocs}`;
  const known = kept.get(key);
  if (known) return known;
  const { certain, possible, assumedEu } = selectAnew(knowledge, filter, today, atSigning);
  const selection = { certain: Object.freeze(certain), possible: Object.freeze(possible), assumedEu };
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(key, selection);
  return selection;
}

function selectAnew(knowledge: KnowledgeBase, filter: Filter, today: Day, atSigning: boolean): Selection {
  const day = filter.within?.to ?? eventDay(knowledge, filter) ?? today;
  const assumedEu = !filter.signed && filter.among === null && filter.blocs.length === 0 && !filter.open;
  const except = new Set(filter.except);
  const certain: CountryCode[] = [];
  const possible: CountryCode[] = [];
  for (const code of universeOf(knowledge, filter, day, assumedEu)) {
    if (except.has(code)) continue;
    const truth = passes(knowledge, filter, code, atSigning ? signingDay(knowledge, code, day) : day);
    if (truth === "yes") certain.push(code);
    if (truth === "unknown") possible.push(code);
  }
  return { certain: oneList(knowledge, certain), possible: oneList(knowledge, possible), assumedEu };
}

/** Whether a filter lets every signatory through, and nobody else. */
function isEveryone({
  signed,
  among,
  blocs,
  within,
  relations,
  founders,
  city,
  except = [],
}: Filter): boolean {
  if (founders !== undefined || city) return false;
  return signed && !among && !within && blocs.length + relations.length + except.length === 0;
}

/** The day of another signature that bounds the question: "when Norway joined", "before Germany". */
function eventDay(knowledge: KnowledgeBase, { relations }: Filter): Day | null {
  const [relation] = relations.filter(({ kind }) => kind === "not-after" || kind === "before");
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
  if (filter.signed) return signedUniverse(knowledge, filter);
  const named = filter.blocs.filter(({ member }) => member).map(({ id }) => id);
  // "Which non-EU countries have not?": of those that may sign.
  const all = named.length > 0 ? named : knowledge.initiative.openTo.blocs;
  const ids = assumedEu ? [EU] : all;
  const members = ids.flatMap((id) => {
    const bloc = knowledge.blocs.get(id);
    return bloc ? membersOn(bloc, day) : [];
  });
  return [...new Set(members)].sort();
}

/** All signatories; of those that must belong to a bloc, the ones that ever did. */
function signedUniverse(knowledge: KnowledgeBase, { blocs }: Filter): readonly CountryCode[] {
  const [within] = blocs.filter(({ member }) => member);
  if (!within) return chronicleOf(knowledge).countries;
  const ever = knowledge.blocs.get(within.id)?.members.map(({ country }) => country) ?? [];
  return signatoriesOf(knowledge, ever).map(({ country }) => country);
}

function passes(knowledge: KnowledgeBase, filter: Filter, code: CountryCode, day: Day): Truth {
  for (const { id, member } of filter.blocs) {
    const bloc = knowledge.blocs.get(id);
    if (!bloc || belongs(bloc, code, day) !== member) return "no";
  }
  if (filter.founders !== undefined && isFounder(knowledge, code) !== filter.founders) return "no";
  if (filter.city && knowledge.signatories.get(code)?.place?.city !== filter.city) return "no";
  const signed = signedUnder(knowledge, filter, code);
  return filter.signed ? signed : not(signed);
}

/** Whether it signed on the first day, whose signatories share the first place. */
function isFounder(knowledge: KnowledgeBase, code: CountryCode): boolean {
  const signatory = knowledge.signatories.get(code);
  const placement = signatory ? chronicleOf(knowledge).standings.placementOf(signatory) : null;
  if (!placement) return false;
  return placement.kind === "exact"
    ? placement.rank === 1
    : placement.kind === "joint" && placement.from === 1;
}

function signedUnder(knowledge: KnowledgeBase, { within, relations }: Filter, code: CountryCode): Truth {
  const signatory = knowledge.signatories.get(code);
  if (!signatory) return "no";
  let truth: Truth = within ? liesIn(signatory.signed, within) : "yes";
  for (const relation of relations) truth = both(truth, stands(knowledge, signatory, relation));
  return truth;
}
