import type { Day } from "../../knowledge/day.ts";
import type { KnowledgeBase, Sources } from "../../knowledge/knowledge-base.ts";
import type { CountryCode } from "../../knowledge/schema/values.ts";
import { type Answer, answered, type Sentence, state, verdictWord } from "../answer.ts";
import type { Filter, Query } from "../query.ts";
import { EU, type Selection, select } from "./filter.ts";
import { inOrder } from "./order.ts";
import { belongsOn, conflicts, exactDays, type Scope, sourcesFor } from "./scope.ts";
import type { Truth } from "./three-valued.ts";

type Of<Op extends Query["op"]> = Extract<Query, { readonly op: Op }>;

export function list({ filter }: Of<"list">, { knowledge, today }: Scope): Answer {
  const selection = select(knowledge, filter, today);
  const certain = inOrder(knowledge, selection.certain);
  const days = filter.signed ? exactDays(knowledge, certain) : [];
  return answered(
    {
      countries: certain,
      possible: selection.possible,
      dates: days.length <= 3 ? days : [],
      number: certain.length,
      range: rangeOf(selection),
    },
    [
      ...(filter.signed
        ? signedWords(certain, selection, knowledge)
        : unsignedWords(certain, selection, filter, knowledge)),
      ...openWords(selection, knowledge),
    ],
  );
}

function rangeOf({ certain, possible }: Selection): readonly [number, number] | null {
  return possible.length === 0 ? null : [certain.length, certain.length + possible.length];
}

function signedWords(
  certain: readonly CountryCode[],
  { possible }: Selection,
  knowledge: KnowledgeBase,
): Sentence[] {
  if (certain.length > 0) {
    return [
      state(
        { id: "list", args: { count: certain.length, countries: certain } },
        sourcesFor(knowledge, certain),
      ),
    ];
  }
  return possible.length > 0 ? [] : [state({ id: "list-none", args: {} }, knowledge.initiative.asOf.sources)];
}

function unsignedWords(
  certain: readonly CountryCode[],
  { assumedEu, possible }: Selection,
  filter: Filter,
  knowledge: KnowledgeBase,
): Sentence[] {
  const { asOf } = knowledge.initiative;
  const day = filter.within?.to ?? asOf.day;
  const words: Sentence[] =
    certain.length > 0
      ? [
          state(
            { id: "list-unsigned", args: { count: certain.length, countries: certain, day } },
            sourcesFor(knowledge, certain),
          ),
        ]
      : possible.length > 0
        ? []
        : [state({ id: "list-unsigned-none", args: { day } }, asOf.sources)];
  const eu = knowledge.blocs.get(EU);
  return assumedEu && eu
    ? [...words, state({ id: "default-eu", args: { number: certain.length } }, eu.sources)]
    : words;
}

function openWords({ possible }: Selection, knowledge: KnowledgeBase): Sentence[] {
  if (possible.length === 0) return [];
  return [state({ id: "list-open", args: { countries: possible } }, sourcesFor(knowledge, possible))];
}

/** Whether a country is the only one that the filter lets through. */
export function only({ country, filter }: Of<"only">, scope: Scope): Answer {
  const { knowledge, today } = scope;
  const selection = select(knowledge, filter, today);
  const { certain, possible } = selection;
  const others = [...certain, ...possible].filter((code) => code !== country);
  const verdict: Truth =
    !certain.includes(country) && !possible.includes(country)
      ? "no"
      : certain.some((code) => code !== country)
        ? "no"
        : others.length > 0 || possible.length > 0
          ? "unknown"
          : "yes";
  const listed = list({ op: "list", filter }, scope);
  const claims = [
    ...(knowledge.absences.get(country)?.claims ?? []),
    ...(knowledge.signatories.get(country)?.claims ?? []),
  ];
  return answered({ ...listed.facts, verdict, countries: [...new Set([country, ...certain])] }, [
    verdictWord(verdict),
    ...listed.sentences,
    ...conflicts(claims, ["status"]),
  ]);
}

export function count({ filter, claimed }: Of<"count">, scope: Scope): Answer {
  const { knowledge, today } = scope;
  const selection = select(knowledge, filter, today);
  const certain = inOrder(knowledge, selection.certain);
  const verdict = claimed === null ? null : claimVerdict(claimed, selection);
  const day = filter.within?.to ?? today;
  const simple = filter.signed && filter.blocs.length === 0 && filter.among === null;
  const inEu = certain.filter((code) => belongsOn(knowledge, EU, code, day)).length;
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
      countWords(certain, selection, filter, knowledge),
      ...(simple && filter.relations.length === 0
        ? [euWords(inEu, filter.within?.to ?? null, sourcesFor(knowledge, certain))]
        : []),
      ...(certain.length > 0 && (selection.possible.length > 0 ? isShort(certain) : !filter.signed)
        ? [state({ id: "count-members", args: { countries: certain } }, sourcesFor(knowledge, certain))]
        : []),
      ...touched(claimed, filter, knowledge),
    ],
  );
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
): Sentence {
  const sources = sourcesFor(knowledge, [...certain, ...possible]);
  if (possible.length > 0) {
    const args = { count: certain.length, possible: certain.length + possible.length, countries: possible };
    return state({ id: "count-open", args }, sources);
  }
  if (filter.signed && isShort(certain)) {
    return state({ id: "list", args: { count: certain.length, countries: certain } }, sources);
  }
  if (filter.signed) return state({ id: "count", args: { count: certain.length } }, sources);
  const day = filter.within?.to ?? knowledge.asOf;
  return state({ id: "count-unsigned", args: { count: certain.length, day } }, sources);
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
