import { isMember } from "../../knowledge/blocs.ts";
import type { Bloc, Span } from "../../knowledge/knowledge-base.ts";
import type { CountryCode } from "../../knowledge/schema/values.ts";
import { type Answer, answered, type Sentence, state, verdictWord } from "../answer.ts";
import type { At, Query } from "../query.ts";
import { exactDays } from "./chronicle.ts";
import { sourcesFor } from "./cover.ts";
import { everBelonged } from "./memberships.ts";
import { absence, conflicts, type Scope, signature } from "./scope.ts";
import { all, not, type Truth } from "./three-valued.ts";

type Of<Op extends Query["op"]> = Extract<Query, { readonly op: Op }>;

export function membership({ countries, bloc: id, at, denied }: Of<"membership">, scope: Scope): Answer {
  const bloc = scope.knowledge.blocs.get(id);
  if (!bloc) throw new Error(`The query names the bloc "${id}", which the knowledge does not have.`);
  const truths = countries.map((code) => belongs(bloc, code, at, scope));
  const truth = denied ? not(all(truths)) : all(truths);
  // Of a part of the time asked about it is neither so nor not so, and it is known.
  const verdict = at.kind === "span" && truth === "unknown" ? null : truth;
  return answered(
    { verdict, countries, dates: at.kind === "signing" ? exactDays(scope.knowledge, countries) : [] },
    [
      ...(verdict ? [verdictWord(verdict)] : []),
      ...countries.flatMap((code) => words(bloc, code, at, scope)),
    ],
  );
}

function belongs(bloc: Bloc, country: CountryCode, at: At, scope: Scope): Truth {
  if (at.kind === "ever") return everBelonged(scope.knowledge, bloc.id, country) ? "yes" : "no";
  const span = spanOf(country, at, scope);
  if (!span) return "no";
  const [first, last] = [isMember(bloc, country, span.earliest), isMember(bloc, country, span.latest)];
  if (first !== last || (!first && belongedWithin(bloc, country, span))) return "unknown";
  return first ? "yes" : "no";
}

/** Whether a membership began and ended in that time. */
function belongedWithin({ members }: Bloc, country: CountryCode, { earliest, latest }: Span): boolean {
  return members.some((entry) => {
    const { from, through } = entry;
    return (
      entry.country === country && from !== null && through !== null && from > earliest && through < latest
    );
  });
}

/** The days that are asked about; null when the country whose signature counts has not signed. */
function spanOf(country: CountryCode, at: At, { knowledge, today }: Scope): Span | null {
  switch (at.kind) {
    case "today":
    case "ever":
      return { earliest: today, latest: today };
    case "span":
      return { earliest: at.from, latest: at.to ?? today };
    case "signing":
      return knowledge.signatories.get(at.country ?? country)?.signed ?? null;
  }
}

function words(bloc: Bloc, country: CountryCode, at: At, scope: Scope): Sentence[] {
  const args = { country, bloc: bloc.id };
  const through = bloc.members.find((entry) => entry.country === country && entry.through !== null)?.through;
  const until = through
    ? [state({ id: "member-through", args: { ...args, day: through } }, bloc.sources)]
    : [];
  if (at.kind === "ever" && until.length > 0) return until;
  if (at.kind === "today" || at.kind === "ever") {
    const member = belongs(bloc, country, { kind: "today" }, scope) === "yes";
    return [state({ id: member ? "member-today" : "not-member-today", args }, bloc.sources), ...until];
  }
  return [...wordsThen(bloc, country, at, scope), ...until];
}

function wordsThen(bloc: Bloc, country: CountryCode, at: At, scope: Scope): Sentence[] {
  const truth = belongs(bloc, country, at, scope);
  if (at.kind === "signing" && at.country === null) return whenSigned(bloc, country, truth === "yes", scope);
  const span = spanOf(country, at, scope);
  if (!span) return at.kind === "signing" && at.country ? absence(scope.knowledge, at.country) : [];
  // "Was Croatia in the EU in 2013?": not at the beginning, and at the end.
  const days = truth === "unknown" ? [span.earliest, span.latest] : [span.latest];
  return days.map((day) => {
    const id = isMember(bloc, country, day) ? "member-then" : "not-member-then";
    return state({ id, args: { country, bloc: bloc.id, day } }, bloc.sources);
  });
}

function whenSigned(bloc: Bloc, country: CountryCode, member: boolean, { knowledge }: Scope): Sentence[] {
  const signatory = knowledge.signatories.get(country);
  if (!signatory) return absence(knowledge, country);
  const id = member ? "member-when-signed" : "not-member-when-signed";
  return [
    state({ id, args: { country, bloc: bloc.id } }, bloc.sources),
    ...signature(knowledge, signatory),
    ...conflicts(signatory.claims, ["capacity"]),
  ];
}

export function capacity({ countries }: Of<"capacity">, { knowledge }: Scope): Answer {
  const ids = { "eu-member": "capacity-eu", "eea-efta": "capacity-eea", efta: "capacity-efta" } as const;
  return answered(
    { countries, dates: exactDays(knowledge, countries) },
    countries.flatMap((country) => {
      const signatory = knowledge.signatories.get(country);
      if (!signatory) return absence(knowledge, country);
      return [
        state({ id: ids[signatory.capacity], args: { country } }, sourcesFor(knowledge, [country])),
        ...signature(knowledge, signatory),
        ...conflicts(signatory.claims, ["capacity"]),
      ];
    }),
  );
}
