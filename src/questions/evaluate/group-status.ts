import type { KnowledgeBase } from "../../knowledge/knowledge-base.ts";
import { type Answer, answered, type Sentence, state, verdictWord } from "../answer.ts";
import type { Filter, Query } from "../query.ts";
import { sourcesFor } from "./cover.ts";
import { type Selection, select } from "./filter.ts";
import { narrowingOf } from "./narrowing.ts";
import type { Scope } from "./scope.ts";
import { not, type Truth } from "./three-valued.ts";
import { unsignedWords } from "./unsigned.ts";

export function groupStatus(
  { filter, all: every }: Extract<Query, { readonly op: "group-status" }>,
  { knowledge, today }: Scope,
): Answer {
  const signed = select(knowledge, { ...filter, signed: true }, today);
  const members = select(knowledge, { ...filter, signed: false, within: null }, today);
  const group = [
    ...new Set([
      ...select(knowledge, { ...filter, signed: true, within: null }, today).certain,
      ...members.certain,
    ]),
  ];
  const open = signed.possible.length > 0;
  const yes = every ? signed.certain.length === group.length : signed.certain.length > 0;
  const possible = every ? signed.certain.length + signed.possible.length === group.length : open;
  const truth: Truth = yes ? "yes" : possible ? "unknown" : "no";
  const found = new Set([...signed.certain, ...signed.possible]);
  const missing = group.filter((code) => !found.has(code));
  return answered(
    {
      verdict: filter.signed ? truth : not(truth),
      countries: signed.certain,
      possible: signed.possible,
      number: signed.certain.length,
    },
    [
      verdictWord(filter.signed ? truth : not(truth)),
      ...signedWords(signed, filter, knowledge),
      ...(missing.length > 0 ? [unsignedWords(missing, filter, knowledge)] : []),
    ],
  );
}

/** Who of the group has signed, and of whom it is open. */
function signedWords({ certain, possible }: Selection, filter: Filter, knowledge: KnowledgeBase): Sentence[] {
  const { asOf } = knowledge.initiative;
  const args = { count: certain.length, countries: certain, ...narrowingOf(filter) };
  return [
    ...(certain.length > 0 ? [state({ id: "list", args }, sourcesFor(knowledge, certain))] : []),
    ...(certain.length + possible.length === 0 ? [state({ id: "list-none", args: {} }, asOf.sources)] : []),
    ...(possible.length === 0
      ? []
      : [state({ id: "list-open", args: { countries: possible } }, sourcesFor(knowledge, possible))]),
  ];
}
