import { isMember } from "../../knowledge/blocs.ts";
import type { Day } from "../../knowledge/day.ts";
import type { Bloc } from "../../knowledge/knowledge-base.ts";
import type { CountryCode } from "../../knowledge/schema/values.ts";
import { type Answer, answered, type Sentence, state, verdictWord } from "../answer.ts";
import type { At, Query } from "../query.ts";
import { absence, conflicts, exactDays, type Scope, signature, sourcesFor } from "./scope.ts";
import { all, type Truth } from "./three-valued.ts";

type Of<Op extends Query["op"]> = Extract<Query, { readonly op: Op }>;

export function membership({ countries, bloc: id, at }: Of<"membership">, scope: Scope): Answer {
  const bloc = scope.knowledge.blocs.get(id);
  if (!bloc) throw new Error(`The query names the bloc "${id}", which the knowledge does not have.`);
  const truths = countries.map((code) => belongs(bloc, code, at, scope));
  const verdict = all(truths);
  return answered(
    { verdict, countries, dates: at.kind === "signing" ? exactDays(scope.knowledge, countries) : [] },
    [verdictWord(verdict), ...countries.flatMap((code) => words(bloc, code, at, scope))],
  );
}

function belongs(bloc: Bloc, country: CountryCode, at: At, { knowledge, today }: Scope): Truth {
  if (at.kind !== "signing")
    return isMember(bloc, country, at.kind === "day" ? at.day : today) ? "yes" : "no";
  const signed = knowledge.signatories.get(country)?.signed;
  if (!signed) return "no";
  const [first, last] = [isMember(bloc, country, signed.earliest), isMember(bloc, country, signed.latest)];
  return first === last ? (first ? "yes" : "no") : "unknown";
}

function words(bloc: Bloc, country: CountryCode, at: At, scope: Scope): Sentence[] {
  const { knowledge } = scope;
  const member = belongs(bloc, country, at, scope) === "yes";
  const args = { country, bloc: bloc.id };
  const through = bloc.members.find((entry) => entry.country === country && entry.through !== null)?.through;
  const until = through
    ? [state({ id: "member-through", args: { ...args, day: through } }, bloc.sources)]
    : [];
  if (at.kind === "today") {
    return [state({ id: member ? "member-today" : "not-member-today", args }, bloc.sources), ...until];
  }
  if (at.kind === "day") {
    const id = member ? "member-then" : "not-member-then";
    return [state({ id, args: { ...args, day: at.day } }, bloc.sources), ...until];
  }
  const signatory = knowledge.signatories.get(country);
  if (!signatory) return absence(knowledge, country);
  return [
    state({ id: member ? "member-when-signed" : "not-member-when-signed", args }, bloc.sources),
    ...signature(knowledge, signatory),
    ...until,
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

/** The day on which a question about time is to be judged. */
export function dayOfQuestion(at: At, today: Day): Day {
  return at.kind === "day" ? at.day : today;
}
