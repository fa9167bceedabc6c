import type { Day } from "../../knowledge/day.ts";
import { type Answer, answered, remark, state } from "../answer.ts";
import type { Query, Within } from "../query.ts";
import { atRank } from "./at-rank.ts";
import { compare } from "./compare.ts";
import { count } from "./count.ts";
import { earliestOf } from "./earliest-of.ts";
import { eligibility, future, reason } from "./future.ts";
import { gap } from "./gap.ts";
import { groupStatus } from "./group-status.ts";
import { list } from "./list.ts";
import { capacity, membership } from "./membership.ts";
import { neighbour } from "./neighbour.ts";
import { only } from "./only.ts";
import { participation } from "./participation.ts";
import { rank } from "./rank.ts";
import { refuted } from "./refuted.ts";
import type { Scope } from "./scope.ts";
import { person, place, signer } from "./signer.ts";
import { status } from "./status.ts";
import { milestone, timeline, topic } from "./topics.ts";
import { when } from "./when.ts";
import { withdrawal } from "./withdrawal.ts";

type Evaluators = {
  readonly [Op in Query["op"]]: (query: Extract<Query, { readonly op: Op }>, scope: Scope) => Answer;
};

const EVALUATORS: Evaluators = {
  status,
  "group-status": groupStatus,
  when,
  rank,
  "at-rank": atRank,
  neighbour,
  list,
  count,
  only,
  compare,
  gap,
  "earliest-of": earliestOf,
  membership,
  capacity,
  signer,
  person,
  place,
  eligibility,
  future,
  reason,
  withdrawal,
  topic,
  participation,
  milestone,
  timeline,
  refuted: ({ claim }, scope) => refuted(evaluate(claim, scope)),
  sources: ({ of }, scope) => (of ? evaluate(of, scope) : overview(scope)),
  freshness: (_query, { knowledge }) =>
    answered({ dates: [knowledge.asOf], number: knowledge.signatories.size }, [
      state(
        { id: "freshness", args: { day: knowledge.asOf, count: knowledge.signatories.size } },
        knowledge.initiative.asOf.sources,
      ),
    ]),
  courtesy: ({ kind }) => answered({}, [remark({ id: kind, args: {} })]),
};

/** "What are your sources?" without anything before. */
function overview({ knowledge }: Scope): Answer {
  const { sources } = knowledge.initiative.asOf;
  const args = { count: knowledge.sources.size };
  return answered({ number: knowledge.sources.size }, [state({ id: "sources-overview", args }, sources)]);
}

/** Answers a query from the knowledge, in three values: what bounds leave open is said to be open. */
export function evaluate<Op extends Query["op"]>(
  query: Extract<Query, { readonly op: Op }>,
  scope: Scope,
): Answer {
  if (scope.today < scope.knowledge.asOf) return evaluateThen(query, scope);
  return evaluateNow(query, scope);
}

/** Who has signed is told as of today, even where the knowledge reaches further. */
function evaluateThen(query: Query, scope: Scope): Answer {
  const until = (within: Within | null): Within => ({
    from: within?.from ?? null,
    to: within?.to ?? scope.today,
  });
  if ("filter" in query) {
    const filter = { ...query.filter, within: until(query.filter.within) };
    return evaluateNow({ ...query, filter }, scope);
  }
  if (query.op === "status") return evaluateNow({ ...query, within: until(query.within) }, scope);
  return evaluateNow(query, scope);
}

function evaluateNow<Op extends Query["op"]>(
  query: Extract<Query, { readonly op: Op }>,
  scope: Scope,
): Answer {
  if (isToCome(query, scope.today)) {
    return future({ op: "future", countries: "countries" in query ? query.countries : [] }, scope);
  }
  const evaluator: (query: Extract<Query, { readonly op: Op }>, scope: Scope) => Answer =
    EVALUATORS[query.op];
  return evaluator(query, scope);
}

/** "Who will have signed by 2030?": no record reaches beyond today. */
function isToCome(query: Query, today: Day): boolean {
  if (query.op === "membership") return query.at.kind === "span" && query.at.from > today;
  const within = "filter" in query ? query.filter.within : query.op === "status" ? query.within : null;
  if (!within) return false;
  const { from, to } = within;
  return (from !== null && from > today) || (from === null && to !== null && to > today);
}
