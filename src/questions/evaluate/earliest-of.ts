import type { Signatory } from "../../knowledge/knowledge-base.ts";
import { type Answer, answered } from "../answer.ts";
import type { Query } from "../query.ts";
import { exactDays, signatoriesOf } from "./chronicle.ts";
import { orderWords } from "./compare.ts";
import { type Order, orderOf } from "./order.ts";
import { absence, type Scope, signature } from "./scope.ts";

export function earliestOf(
  { countries, last }: Extract<Query, { readonly op: "earliest-of" }>,
  { knowledge }: Scope,
): Answer {
  const signed = signatoriesOf(knowledge, countries);
  const beaten = (one: Signatory, by: Order) => signed.some((other) => orderOf(other, one) === by);
  const candidates = signed
    .filter((one) => !beaten(one, last ? "after" : "before"))
    .map(({ country }) => country);
  const certain = signed.filter(
    (one) =>
      !signed.some(
        (other) => other !== one && !["same-day", last ? "before" : "after"].includes(orderOf(other, one)),
      ),
  );
  const codes = certain.map(({ country }) => country);
  const unsignedOnes = countries.filter((code) => !knowledge.signatories.has(code));
  const [a, b] = signed;
  const [one, ...tied] = codes;
  const others =
    one && tied.length === 0 && signed.length > 2 ? signed.filter((other) => other.country !== one) : [];
  return answered(
    {
      countries: codes,
      possible: candidates.filter((code) => !codes.includes(code)),
      dates: exactDays(knowledge, countries),
    },
    [
      ...(a && b && signed.length === 2 ? orderWords(knowledge, a.country, b.country) : []),
      ...others.flatMap((other) => (one ? orderWords(knowledge, one, other.country) : [])),
      ...signed.flatMap((one) => signature(knowledge, one)),
      ...unsignedOnes.flatMap((code) => absence(knowledge, code)),
    ],
  );
}
