import { type Answer, answered, notOnRecord, remark, state, verdictWord } from "../answer.ts";
import type { Query } from "../query.ts";
import { exactDays } from "./chronicle.ts";
import { absence, mayToday, type Scope, signature } from "./scope.ts";
import { all, type Truth } from "./three-valued.ts";

type Of<Op extends Query["op"]> = Extract<Query, { readonly op: Op }>;

export function eligibility({ countries }: Of<"eligibility">, scope: Scope): Answer {
  const { knowledge } = scope;
  const { openTo } = knowledge.initiative;
  const truths = countries.map(
    (code): Truth => (knowledge.signatories.has(code) || mayToday(scope, code) ? "yes" : "no"),
  );
  const verdict = all(truths);
  return answered({ verdict, countries, dates: exactDays(knowledge, countries) }, [
    verdictWord(verdict),
    ...countries.flatMap((code) => {
      const signatory = knowledge.signatories.get(code);
      if (signatory) return signature(knowledge, signatory);
      const id = mayToday(scope, code) ? "eligible" : "not-eligible";
      const [missingNote] = absence(knowledge, code);
      return [
        state({ id, args: { country: code, blocs: openTo.blocs } }, openTo.sources),
        ...(missingNote ? [missingNote] : []),
      ];
    }),
  ]);
}

export function future({ countries }: Of<"future">, { knowledge }: Scope): Answer {
  return notOnRecord({ countries, dates: exactDays(knowledge, countries) }, [
    remark({ id: "no-future", args: {} }),
    ...countries.flatMap((code) => {
      const signatory = knowledge.signatories.get(code);
      return signatory ? signature(knowledge, signatory) : absence(knowledge, code);
    }),
  ]);
}

export function reason({ countries, signed }: Of<"reason">, { knowledge }: Scope): Answer {
  const sentences = countries.flatMap((code) => {
    const signatory = knowledge.signatories.get(code);
    const id = signed ? "no-reason-signed" : "no-reason";
    const why = Boolean(signatory) === signed ? [remark({ id, args: { country: code } })] : [];
    return [...why, ...(signatory ? signature(knowledge, signatory) : absence(knowledge, code))];
  });
  return notOnRecord({ countries, dates: exactDays(knowledge, countries) }, sentences);
}
