import { type Answer, answered, state, verdictWord } from "../answer.ts";
import type { Query } from "../query.ts";
import { sourcesFor } from "./cover.ts";
import { select } from "./filter.ts";
import type { Scope } from "./scope.ts";
import { not, type Truth } from "./three-valued.ts";

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
      signed.certain.length === 0
        ? state({ id: "list-none", args: {} }, knowledge.initiative.asOf.sources)
        : state(
            { id: "list", args: { count: signed.certain.length, countries: signed.certain } },
            sourcesFor(knowledge, signed.certain),
          ),
      ...(open
        ? [
            state(
              { id: "list-open", args: { countries: signed.possible } },
              sourcesFor(knowledge, signed.possible),
            ),
          ]
        : []),
      ...(missing.length === 0
        ? []
        : [
            state(
              {
                id: "list-unsigned",
                args: { count: missing.length, countries: missing, day: filter.within?.to ?? knowledge.asOf },
              },
              sourcesFor(knowledge, missing),
            ),
          ]),
    ],
  );
}
