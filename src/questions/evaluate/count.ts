import type { Day } from "../../knowledge/day.ts";
import type { KnowledgeBase, Sources } from "../../knowledge/knowledge-base.ts";
import type { CountryCode } from "../../knowledge/schema/values.ts";
import { type Answer, answered, type Sentence, state, verdictWord } from "../answer.ts";
import type { Filter, Query } from "../query.ts";
import { chronicleOf, inOrder } from "./chronicle.ts";
import { sourcesFor } from "./cover.ts";
import { EU, type Selection, select } from "./filter.ts";
import { cityWords, rangeOf } from "./list.ts";
import { countIn } from "./memberships.ts";
import { narrowingOf } from "./narrowing.ts";
import { oncePer } from "./once-per.ts";
import { liesIn, stands } from "./order.ts";
import { absence, conflicts, type Scope, signature } from "./scope.ts";
import { all, type Truth } from "./three-valued.ts";
import { assumedWords, unsignedWords } from "./unsigned.ts";

type Counted = Extract<Query, { readonly op: "count" }>;

export function count(query: Counted, scope: Scope): Answer {
  const { claimed, bound, beside = [] } = query;
  const { knowledge, today } = scope;
  // Those named beside a number are no part of it: "12 EU countries and the UK".
  const except = [...(query.filter.except ?? []), ...beside];
  const filter = beside.length > 0 ? { ...query.filter, except } : query.filter;
  const selection = select(knowledge, filter, today);
  const certain = inOrder(knowledge, selection.certain);
  const sources = sourcesFor(knowledge, certain);
  const verdict =
    claimed === null
      ? null
      : all([
          claimVerdict(claimed, bound, selection),
          ...beside.map((code) => signedThen(code, filter, knowledge)),
        ]);
  const day = filter.within?.to ?? today;
  const plain = certain.length > 0 && isPlain(filter);
  return answered(
    {
      verdict,
      countries: certain,
      possible: selection.possible,
      number: certain.length,
      range: rangeOf(selection),
    },
    [
      ...(verdict ? [verdictWord(verdict)] : []),
      countWords(certain, selection, filter, knowledge, sources),
      ...assumedWords(selection, knowledge),
      ...(plain ? [euWords(countEu(knowledge, certain, day), filter.within?.to ?? null, sources)] : []),
      ...(filter.signed && selection.possible.length > 0 && isShort(certain)
        ? [state({ id: "count-members", args: { countries: certain } }, sources)]
        : []),
      ...beside.flatMap((code) => {
        const signatory = knowledge.signatories.get(code);
        return signatory ? signature(knowledge, signatory) : absence(knowledge, code);
      }),
      ...(filter.city ? cityWords(knowledge) : []),
      ...(bound ? [] : touched(claimed, filter, knowledge)),
    ],
  );
}

/** Whether it is counted among all who signed, so that it can be told how many of them are in the EU. */
function isPlain({ signed, blocs, among, relations, city }: Filter): boolean {
  return signed && blocs.length === 0 && among === null && relations.length === 0 && !city;
}

function countEu(knowledge: KnowledgeBase, countries: readonly CountryCode[], day: Day): number {
  const all = chronicleOf(knowledge);
  const among = countries === all.countries ? all.positions : setOf(countries);
  return countIn(knowledge.blocs.get(EU), day, (code) => among.has(code));
}

const setOf = oncePer((countries: readonly CountryCode[]) => new Set(countries));

/** Few enough to be named in a count. */
function isShort(countries: readonly CountryCode[]): boolean {
  return countries.length > 0 && countries.length <= 8;
}

function euWords(number: number, day: Day | null, sources: Sources): Sentence {
  return day
    ? state({ id: "count-eu-then", args: { number, day } }, sources)
    : state({ id: "count-eu", args: { number } }, sources);
}

/** Of every number that the bounds leave, whether it is as claimed. */
function claimVerdict(claimed: number, bound: Counted["bound"], { certain, possible }: Selection): Truth {
  let fitting = 0;
  for (let more = 0; more <= possible.length; more += 1) {
    if (isWithin(certain.length + more, claimed, bound)) fitting += 1;
  }
  if (fitting === 0) return "no";
  return fitting > possible.length ? "yes" : "unknown";
}

function isWithin(number: number, claimed: number, bound: Counted["bound"]): boolean {
  switch (bound) {
    case "more":
      return number > claimed;
    case "fewer":
      return number < claimed;
    case "at-least":
      return number >= claimed;
    case "at-most":
      return number <= claimed;
    case undefined:
      return number === claimed;
  }
}

function signedThen(code: CountryCode, { within, relations }: Filter, knowledge: KnowledgeBase): Truth {
  const signatory = knowledge.signatories.get(code);
  if (!signatory) return "no";
  return all([
    within ? liesIn(signatory.signed, within) : "yes",
    ...relations.map((relation) => stands(knowledge, signatory, relation)),
  ]);
}

function countWords(
  certain: readonly CountryCode[],
  { possible }: Selection,
  filter: Filter,
  knowledge: KnowledgeBase,
  sources: Sources,
): Sentence {
  const narrowed = narrowingOf(filter);
  if (possible.length > 0) {
    const args = {
      count: certain.length,
      possible: certain.length + possible.length,
      countries: possible,
      ...narrowed,
    };
    const id = filter.signed ? "count-open" : "count-open-unsigned";
    return state({ id, args }, sourcesFor(knowledge, [...certain, ...possible]));
  }
  if (filter.signed && certain.length === 0) {
    return state({ id: "list-none", args: {} }, knowledge.initiative.asOf.sources);
  }
  if (filter.signed && isShort(certain)) {
    return state({ id: "list", args: { count: certain.length, countries: certain, ...narrowed } }, sources);
  }
  if (filter.signed) return state({ id: "count", args: { count: certain.length, ...narrowed } }, sources);
  const day = filter.within?.to ?? knowledge.asOf;
  return certain.length > 0
    ? unsignedWords(certain, filter, knowledge)
    : state({ id: "list-unsigned-none", args: { day } }, knowledge.initiative.asOf.sources);
}

/** Claims about the count, where the question repeats one of them or asks for the day they speak of. */
function touched(
  claimed: number | null,
  { within, relations }: Filter,
  knowledge: KnowledgeBase,
): Sentence[] {
  const spoken = relations.flatMap(({ country }) => knowledge.signatories.get(country)?.claims ?? []);
  const claims = (relations.length > 0 ? spoken : knowledge.initiative.claims).filter(
    ({ number, date }) =>
      (claimed !== null && number === claimed) ||
      (date !== null && within?.from === date && within.to === date),
  );
  return conflicts(claims, ["count", "date", "signed", "status", "capacity"]);
}
