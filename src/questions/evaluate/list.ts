import type { KnowledgeBase } from "../../knowledge/knowledge-base.ts";
import type { CountryCode } from "../../knowledge/schema/values.ts";
import { type Answer, answered, remark, type Sentence, state } from "../answer.ts";
import type { Filter, Query } from "../query.ts";
import { everyone, exactDays, inOrder, signatoriesOf } from "./chronicle.ts";
import { sourcesFor } from "./cover.ts";
import { type Selection, select } from "./filter.ts";
import { inOrderWords } from "./in-order-words.ts";
import { narrowingOf } from "./narrowing.ts";
import { oncePer } from "./once-per.ts";
import { type Scope, signature } from "./scope.ts";
import { assumedWords, unsignedWords } from "./unsigned.ts";

type Of<Op extends Query["op"]> = Extract<Query, { readonly op: Op }>;

export function list({ filter, ordered }: Of<"list">, { knowledge, today }: Scope): Answer {
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
      ...(ordered
        ? orderedWords(certain, selection, filter, knowledge)
        : filter.signed
          ? signedWords(certain, selection, filter, knowledge)
          : unsignedList(certain, selection, filter, knowledge)),
      ...openWords(selection, knowledge),
      ...(filter.city ? cityWords(knowledge) : []),
    ],
  );
}

/** Between how many and how many they are; null when nothing is open. */
export function rangeOf({ certain, possible }: Selection): readonly [number, number] | null {
  return possible.length === 0 ? null : [certain.length, certain.length + possible.length];
}

function signedWords(
  certain: readonly CountryCode[],
  { possible }: Selection,
  filter: Filter,
  knowledge: KnowledgeBase,
): Sentence[] {
  if (certain.length > 0) {
    return [
      state(
        { id: "list", args: { count: certain.length, countries: certain, ...narrowingOf(filter) } },
        sourcesFor(knowledge, certain),
      ),
    ];
  }
  return possible.length > 0 ? [] : [state({ id: "list-none", args: {} }, knowledge.initiative.asOf.sources)];
}

/** Each in its place, with its day. */
function orderedWords(
  certain: readonly CountryCode[],
  selection: Selection,
  filter: Filter,
  knowledge: KnowledgeBase,
): Sentence[] {
  if (certain.length < 2) return signedWords(certain, selection, filter, knowledge);
  const told = certain.length <= MOST_TOLD ? signatoriesOf(knowledge, certain) : [];
  return [...inOrderWords(knowledge, certain, filter), ...told.flatMap((one) => signature(knowledge, one))];
}

/** Few enough to tell the day of each. */
const MOST_TOLD = 8;

function unsignedList(
  certain: readonly CountryCode[],
  selection: Selection,
  filter: Filter,
  knowledge: KnowledgeBase,
): Sentence[] {
  const { asOf } = knowledge.initiative;
  const day = filter.within?.to ?? asOf.day;
  return [
    ...(certain.length > 0 ? [unsignedWords(certain, filter, knowledge)] : []),
    ...(certain.length + selection.possible.length === 0
      ? [state({ id: "list-unsigned-none", args: { day } }, asOf.sources)]
      : []),
    ...assumedWords(selection, knowledge),
  ];
}

/** Of how many signatories it is not on record where they signed. */
export const cityWords = oncePer((knowledge: KnowledgeBase): readonly Sentence[] => {
  const count = everyone(knowledge).filter(({ place }) => !place?.city).length;
  return count > 0 ? [remark({ id: "no-city", args: { count } })] : [];
});

function openWords({ possible }: Selection, knowledge: KnowledgeBase): Sentence[] {
  if (possible.length === 0) return [];
  return [state({ id: "list-open", args: { countries: possible } }, sourcesFor(knowledge, possible))];
}
