import { type Answer, answered, verdictWord } from "../answer.ts";
import type { Query } from "../query.ts";
import { select } from "./filter.ts";
import { list } from "./list.ts";
import { conflicts, type Scope } from "./scope.ts";
import type { Truth } from "./three-valued.ts";

/** Whether a country is the only one that the filter lets through. */
export function only({ country, filter }: Extract<Query, { readonly op: "only" }>, scope: Scope): Answer {
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
