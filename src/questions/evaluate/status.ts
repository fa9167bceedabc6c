import type { KnowledgeBase, Signatory } from "../../knowledge/knowledge-base.ts";
import { type Answer, answered, remark, type Sentence, state, verdictWord } from "../answer.ts";
import type { Query, Within } from "../query.ts";
import { chronicleOf, exactDays } from "./chronicle.ts";
import { liesIn } from "./order.ts";
import { rankFacts } from "./rank-facts.ts";
import { absence, conflicts, type Scope, signature } from "./scope.ts";
import { all, any, not, type Truth } from "./three-valued.ts";
import { withdrawn } from "./withdrawal.ts";

type Status = Extract<Query, { readonly op: "status" }>;

export function status(query: Status, { knowledge }: Scope): Answer {
  const { within } = query;
  const countries = [...query.countries, ...(query.without ?? [])];
  const truth = truthOf(query, knowledge);
  const sentences = countries.flatMap((code) => {
    const signatory = knowledge.signatories.get(code);
    if (!signatory) return absence(knowledge, code);
    return [...placedIn(signatory, within), ...signature(knowledge, signatory), ...withdrawn(signatory)];
  });
  const [only] = countries.length === 1 ? countries : [];
  const signatory = only ? knowledge.signatories.get(only) : undefined;
  const { number, range } = rankFacts(signatory, chronicleOf(knowledge).standings);
  return answered({ verdict: truth, countries, dates: exactDays(knowledge, countries), number, range }, [
    wordFor(truth, query),
    ...sentences,
    ...(signatory ? conflicts(signatory.claims, ["status"]) : []),
    ...(only && !signatory ? conflicts(knowledge.absences.get(only)?.claims ?? [], ["status"]) : []),
  ]);
}

function truthOf(
  { countries, signed, within, claim, any: one, without }: Status,
  knowledge: KnowledgeBase,
): Truth {
  const truths = countries.map((code) => hasSigned(knowledge.signatories.get(code), within));
  const together = one ? any : all;
  if (claim && !signed) return together(truths.map(not));
  const contrary = (without ?? []).map((code) => not(hasSigned(knowledge.signatories.get(code), within)));
  return all([together(truths), ...contrary]);
}

/** "Hat Norwegen nicht unterschrieben?": what was denied is so, "doch". */
function wordFor(truth: Truth, { signed, claim, countries }: Status): Sentence {
  if (truth !== "yes" || signed || claim) return verdictWord(truth);
  return remark({ id: "yes-though", args: { count: countries.length } });
}

function hasSigned(signatory: Signatory | undefined, within: Within | null): Truth {
  if (!signatory) return "no";
  return within ? liesIn(signatory.signed, within) : "yes";
}

/** Where bounds leave the time asked for open, says so. */
function placedIn(signatory: Signatory, within: Within | null): Sentence[] {
  if (!within || liesIn(signatory.signed, within) !== "unknown") return [];
  const { country, signed, sources } = signatory;
  return [
    state(
      { id: "signed-unknown-then", args: { country, earliest: signed.earliest, latest: signed.latest } },
      sources,
    ),
  ];
}
