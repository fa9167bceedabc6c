import type { KnowledgeBase, Signatory } from "../../knowledge/knowledge-base.ts";
import type { CountryCode } from "../../knowledge/schema/values.ts";
import { type Answer, answered, type Sentence, state, verdictWord } from "../answer.ts";
import type { Query } from "../query.ts";
import { everyone, signatoriesOf } from "./chronicle.ts";
import { oncePer } from "./once-per.ts";
import { absence, conflicts, type Scope, signature } from "./scope.ts";

const goneOf = oncePer((knowledge: KnowledgeBase) =>
  everyone(knowledge).filter(({ withdrawn: exit }) => exit !== null),
);

/** When a signatory took its signature back; nothing when it did not. */
export function withdrawn({ country, withdrawn: exit }: Signatory): Sentence[] {
  return exit ? [state({ id: "withdrew", args: { country, day: exit.on } }, exit.sources)] : [];
}

export function withdrawal(
  { countries }: Extract<Query, { readonly op: "withdrawal" }>,
  { knowledge }: Scope,
): Answer {
  const { asOf } = knowledge.initiative;
  const gone = (countries.length === 0 ? goneOf(knowledge) : signatoriesOf(knowledge, countries)).filter(
    ({ withdrawn: exit }) => exit,
  );
  const verdict = gone.length > 0 ? "yes" : "no";
  return answered(
    { verdict, countries: countries.length > 0 ? countries : gone.map(({ country }) => country) },
    [
      verdictWord(verdict),
      ...gone.flatMap(withdrawn),
      ...(gone.length > 0 ? [] : noWithdrawal(countries, knowledge)),
      ...(countries.length === 0 && gone.length === 0
        ? [state({ id: "no-withdrawal", args: { day: asOf.day } }, asOf.sources)]
        : []),
      ...countries.flatMap((code) => conflicts(knowledge.signatories.get(code)?.claims ?? [], ["status"])),
    ],
  );
}

function noWithdrawal(countries: readonly CountryCode[], knowledge: Scope["knowledge"]): Sentence[] {
  const { asOf } = knowledge.initiative;
  return countries.flatMap((country) => {
    const signatory = knowledge.signatories.get(country);
    if (!signatory) return absence(knowledge, country);
    return [
      ...signature(knowledge, signatory),
      state({ id: "no-withdrawal-by", args: { country, day: asOf.day } }, asOf.sources),
    ];
  });
}
