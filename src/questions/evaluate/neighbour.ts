import type { KnowledgeBase, Signatory } from "../../knowledge/knowledge-base.ts";
import type { CountryCode } from "../../knowledge/schema/values.ts";
import { type Answer, answered, type Sentence, state } from "../answer.ts";
import type { Query } from "../query.ts";
import { besides } from "./besides.ts";
import { exactDays } from "./chronicle.ts";
import { sourcesFor } from "./cover.ts";
import { orderOf } from "./order.ts";
import { absence, type Scope, signature } from "./scope.ts";

export function neighbour(
  { direction, country }: Extract<Query, { readonly op: "neighbour" }>,
  { knowledge }: Scope,
): Answer {
  const signatory = knowledge.signatories.get(country);
  if (!signatory) return answered({ verdict: "no", countries: [] }, absence(knowledge, country));
  const { nearest, open, shared } = besides(knowledge, signatory, direction);
  const codes = nearest.map(({ country: code }) => code);
  const certain = areTied(nearest) && open.length === 0;
  return answered(
    {
      countries: certain ? codes : [],
      possible: certain ? [] : [...codes, ...open.map(({ country: code }) => code)],
      dates: certain ? exactDays(knowledge, codes) : [],
    },
    [
      ...neighbourWords({ knowledge, country, direction, codes, certain, open }),
      ...(shared.length > 0
        ? [
            state(
              {
                id: "neighbour-joint",
                args: { country, count: shared.length, day: signatory.signed.earliest },
              },
              signatory.sources,
            ),
          ]
        : []),
      ...(certain && codes.length === 1 ? nearest.flatMap((one) => signature(knowledge, one)) : []),
    ],
  );
}

/** Whether all of them signed on one known day. */
function areTied(signatories: readonly Signatory[]): boolean {
  const [first] = signatories;
  return signatories.every((one) => !first || one === first || orderOf(one, first) === "same-day");
}

function neighbourWords(found: {
  readonly knowledge: KnowledgeBase;
  readonly country: CountryCode;
  readonly direction: "next" | "previous";
  readonly codes: readonly CountryCode[];
  readonly certain: boolean;
  readonly open: readonly Signatory[];
}): Sentence[] {
  const { knowledge, country, direction, codes, certain, open } = found;
  const { asOf } = knowledge.initiative;
  const [only] = codes;
  const sources = sourcesFor(knowledge, [country, ...codes]);
  if (!only && open.length === 0) {
    return direction === "next"
      ? [state({ id: "neighbour-none-next", args: { other: country, day: asOf.day } }, asOf.sources)]
      : [state({ id: "neighbour-none-previous", args: { other: country } }, sources)];
  }
  if (!certain || !only) {
    const countries = [...codes, ...open.map(({ country: code }) => code)];
    return [state({ id: "neighbour-possible", args: { other: country, countries } }, sources)];
  }
  if (codes.length > 1) {
    const day = knowledge.signatories.get(only)?.signed.earliest ?? asOf.day;
    return [
      state({ id: "neighbour-previous-joint", args: { other: country, countries: codes, day } }, sources),
    ];
  }
  const id = direction === "next" ? "neighbour-next" : "neighbour-previous";
  return [state({ id, args: { country: only, other: country } }, sources)];
}
