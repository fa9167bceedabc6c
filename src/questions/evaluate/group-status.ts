import type { KnowledgeBase } from "../../knowledge/knowledge-base.ts";
import type { CountryCode } from "../../knowledge/schema/values.ts";
import { type Answer, answered, type Sentence, state, verdictWord } from "../answer.ts";
import type { Filter, Query } from "../query.ts";
import { signatoriesOf } from "./chronicle.ts";
import { sourcesFor } from "./cover.ts";
import { type Selection, select } from "./filter.ts";
import { narrowingOf } from "./narrowing.ts";
import { oneList } from "./one-list.ts";
import type { Scope } from "./scope.ts";
import { not, type Truth } from "./three-valued.ts";
import { unsignedWords } from "./unsigned.ts";

export function groupStatus(
  { filter, all: every, share }: Extract<Query, { readonly op: "group-status" }>,
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
  const needed = neededOf(group.length, every, share);
  const yes = signed.certain.length >= needed;
  const possible = signed.certain.length + signed.possible.length >= needed;
  const truth: Truth = yes ? "yes" : possible ? "unknown" : "no";
  const found = new Set([...signed.certain, ...signed.possible]);
  const missing = oneList(
    knowledge,
    group.filter((code) => !found.has(code)),
  );
  const isGroup = filter.blocs.length > 0 || filter.founders !== undefined;
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
      ...(isGroup ? missingWords(missing, filter, knowledge) : []),
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

/** How many of a group must have signed. */
function neededOf(size: number, every: boolean, share: "half" | "most" | undefined): number {
  if (share === "half") return Math.ceil(size / 2);
  if (share === "most") return Math.floor(size / 2) + 1;
  return every ? size : 1;
}

/** Those without a signature, and those whose signature is no answer: "did all sign before Norway?" */
function missingWords(missing: readonly CountryCode[], filter: Filter, knowledge: KnowledgeBase): Sentence[] {
  const day = filter.within?.to ?? knowledge.asOf;
  const late = signatoriesOf(knowledge, missing)
    .filter(({ signed }) => signed.latest <= day)
    .map(({ country }) => country);
  const never = missing.filter((code) => !late.includes(code));
  return [
    ...(never.length > 0 ? [unsignedWords(never, filter, knowledge)] : []),
    ...(late.length > 0
      ? [state({ id: "signed-otherwise", args: { countries: late } }, sourcesFor(knowledge, late))]
      : []),
  ];
}
