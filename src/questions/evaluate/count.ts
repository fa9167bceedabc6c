import type { Day } from "../../knowledge/day.ts";
import type { KnowledgeBase, Sources } from "../../knowledge/knowledge-base.ts";
import type { CountryCode } from "../../knowledge/schema/values.ts";
import { type Answer, answered, type Sentence, state, verdictWord } from "../answer.ts";
import type { Filter, Query } from "../query.ts";
import { chronicleOf, inOrder } from "./chronicle.ts";
import { sourcesFor } from "./cover.ts";
import { EU, type Selection, select } from "./filter.ts";
import { rangeOf } from "./list.ts";
import { countIn } from "./memberships.ts";
import { narrowingOf } from "./narrowing.ts";
import { conflicts, type Scope } from "./scope.ts";
import type { Truth } from "./three-valued.ts";
import { unsignedWords } from "./unsigned.ts";

export function count({ filter, claimed }: Extract<Query, { readonly op: "count" }>, scope: Scope): Answer {
  const { knowledge, today } = scope;
  const selection = select(knowledge, filter, today);
  const certain = inOrder(knowledge, selection.certain);
  const sources = sourcesFor(knowledge, certain);
  const verdict = claimed === null ? null : claimVerdict(claimed, selection);
  const day = filter.within?.to ?? today;
  const plain =
    filter.signed && filter.blocs.length === 0 && filter.among === null && filter.relations.length === 0;
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
      ...(plain ? [euWords(countEu(knowledge, certain, day), filter.within?.to ?? null, sources)] : []),
      ...(filter.signed && selection.possible.length > 0 && isShort(certain)
        ? [state({ id: "count-members", args: { countries: certain } }, sources)]
        : []),
      ...touched(claimed, filter, knowledge),
    ],
  );
}

function countEu(knowledge: KnowledgeBase, countries: readonly CountryCode[], day: Day): number {
  const all = chronicleOf(knowledge);
  const among = countries === all.countries ? all.positions : new Set(countries);
  return countIn(knowledge.blocs.get(EU), day, (code) => among.has(code));
}

/** Few enough to be named in a count. */
function isShort(countries: readonly CountryCode[]): boolean {
  return countries.length > 0 && countries.length <= 8;
}

function euWords(number: number, day: Day | null, sources: Sources): Sentence {
  return day
    ? state({ id: "count-eu-then", args: { number, day } }, sources)
    : state({ id: "count-eu", args: { number } }, sources);
}

function claimVerdict(claimed: number, { certain, possible }: Selection): Truth {
  if (claimed < certain.length || claimed > certain.length + possible.length) return "no";
  return possible.length === 0 ? "yes" : "unknown";
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
function touched(claimed: number | null, { within }: Filter, knowledge: KnowledgeBase): Sentence[] {
  const claims = knowledge.initiative.claims.filter(
    ({ number, date }) =>
      (claimed !== null && number === claimed) ||
      (date !== null && within?.from === date && within.to === date),
  );
  return conflicts(claims, ["count", "date", "signed", "status", "capacity"]);
}
