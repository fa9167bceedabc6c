import { type Answer, answered, state } from "../answer.ts";
import type { Query } from "../query.ts";
import { chronicleOf, exactDays } from "./chronicle.ts";
import { rankFacts } from "./rank-facts.ts";
import { absence, conflicts, type Scope, signature } from "./scope.ts";

export function when({ countries }: Extract<Query, { readonly op: "when" }>, { knowledge }: Scope): Answer {
  const signatories = countries.map((code) => knowledge.signatories.get(code));
  const [only] = countries.length === 1 ? signatories : [];
  const { number, range } = rankFacts(only, chronicleOf(knowledge).standings);
  return answered(
    {
      verdict: signatories.some((signatory) => !signatory) ? "no" : null,
      countries,
      dates: exactDays(knowledge, countries),
      number,
      range,
    },
    countries.flatMap((code) => {
      const signatory = knowledge.signatories.get(code);
      if (!signatory) return absence(knowledge, code);
      return [
        ...signature(knowledge, signatory),
        ...(signatory.note ? [state({ id: "note", args: { text: signatory.note } }, signatory.sources)] : []),
        ...conflicts(signatory.claims, ["signed", "date"]),
      ];
    }),
  );
}
