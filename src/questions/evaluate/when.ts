import type { Signatory } from "../../knowledge/knowledge-base.ts";
import { type Answer, answered, type Sentence, state } from "../answer.ts";
import { neighbourDay } from "../calendar.ts";
import type { Query, Within } from "../query.ts";
import { chronicleOf, exactDays } from "./chronicle.ts";
import { liesIn } from "./order.ts";
import { rankFacts } from "./rank-facts.ts";
import { absence, conflicts, type Scope, signature } from "./scope.ts";

export function when(
  { countries, pivot }: Extract<Query, { readonly op: "when" }>,
  { knowledge }: Scope,
): Answer {
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
        ...(pivot ? sideOf(signatory, pivot) : []),
        ...signature(knowledge, signatory),
        ...(signatory.note ? [state({ id: "note", args: { text: signatory.note } }, signatory.sources)] : []),
        ...conflicts(signatory.claims, ["signed", "date"]),
      ];
    }),
  );
}

/** "Germany signed before 31 January 2020": nothing where the bounds leave it open, as the signature tells them. */
function sideOf({ country, signed, sources }: Signatory, { from, to }: Within): Sentence[] {
  if (from && liesIn(signed, { from: null, to: neighbourDay(from, -1) }) === "yes")
    return [state({ id: "signed-before-day", args: { country, day: from } }, sources)];
  if (to && liesIn(signed, { from: neighbourDay(to, 1), to: null }) === "yes")
    return [state({ id: "signed-after-day", args: { country, day: to } }, sources)];
  return [];
}
