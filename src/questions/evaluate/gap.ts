import { isExact } from "../../knowledge/knowledge-base.ts";
import { daysSinceEpoch } from "../../wording/days-since-epoch.ts";
import { type Answer, answered, notOnRecord, type Sentence, state } from "../answer.ts";
import type { Query } from "../query.ts";
import { exactDays } from "./chronicle.ts";
import { sourcesFor } from "./cover.ts";
import { absence, type Scope, signature } from "./scope.ts";

/** The days between two signatures: on record only where both days are known. */
export function gap({ of, from }: Extract<Query, { readonly op: "gap" }>, { knowledge }: Scope): Answer {
  const [left, right] = [knowledge.signatories.get(of), knowledge.signatories.get(from)];
  const countries = [of, from];
  const facts = { countries, dates: exactDays(knowledge, countries) };
  const told = countries.flatMap((code): Sentence[] => {
    const signatory = knowledge.signatories.get(code);
    return signatory ? signature(knowledge, signatory) : absence(knowledge, code);
  });
  if (!left || !right || !isExact(left.signed) || !isExact(right.signed)) return notOnRecord(facts, told);
  const days = daysSinceEpoch(left.signed.earliest) - daysSinceEpoch(right.signed.earliest);
  const [first, second] = days < 0 ? [of, from] : [from, of];
  const sources = sourcesFor(knowledge, countries);
  const words: Sentence =
    days === 0
      ? state({ id: "same-day", args: { left: of, right: from, day: left.signed.earliest } }, sources)
      : state({ id: "days-apart", args: { left: second, right: first, count: Math.abs(days) } }, sources);
  return answered({ ...facts, number: Math.abs(days) }, [words, ...told]);
}
