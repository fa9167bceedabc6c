import {
  isExact,
  type KnowledgeBase,
  type Milestone,
  type Topic,
  type TopicFact,
} from "../../knowledge/knowledge-base.ts";
import { type Answer, answered, notOnRecord, remark, type Sentence, state, verdictWord } from "../answer.ts";
import { EVERYONE, type Query } from "../query.ts";
import { everyone, exactDays } from "./chronicle.ts";
import { sourcesFor } from "./cover.ts";
import { narrowingOf } from "./narrowing.ts";
import { oneList } from "./one-list.ts";
import { liesIn } from "./order.ts";
import { conflicts, type Scope } from "./scope.ts";

type Of<Op extends Query["op"]> = Extract<Query, { readonly op: Op }>;

export function topic({ topics, aspect, claimed, same }: Of<"topic">, { knowledge }: Scope): Answer {
  const found = topics.flatMap((id) => knowledge.topics.get(id) ?? []);
  const [only] = found;
  if (aspect === "difference" || !only) return definitions(found, same === true);
  const fact = only.facts[aspect];
  if (fact && claimed !== undefined) return claimAnswer(fact, claimed);
  if (fact) return factAnswer(only, fact, knowledge, aspect === "definition");
  const gap = only.gaps[aspect];
  const nearby = gap ?? only.facts.definition;
  const sentences = [
    ...(gap ? [] : [remark({ id: "no-aspect", args: { title: only.title } })]),
    ...(nearby ? factWords(nearby) : []),
  ];
  return notOnRecord(nearby && gap ? factFacts(nearby) : {}, sentences);
}

/** What each of them is; that they are two is said only where it was asked whether they are one. */
function definitions(topics: readonly Topic[], same: boolean): Answer {
  const denied = same && topics.length > 1;
  return answered({ verdict: denied ? "no" : null }, [
    ...(denied ? [verdictWord("no")] : []),
    ...topics.flatMap(({ facts }) => (facts.definition ? [item(facts.definition)] : [])),
  ]);
}

/** A number that another source gives in earnest is neither right nor wrong. */
function claimAnswer(fact: TopicFact, claimed: number): Answer {
  const disputed = fact.claims.some(({ number, rank }) => number === claimed && rank === "normal");
  const verdict = disputed ? "unknown" : fact.number === claimed ? "yes" : "no";
  return answered({ ...factFacts(fact), verdict }, [verdictWord(verdict), ...factWords(fact)]);
}

function item({ text, sources }: TopicFact): Sentence {
  return state({ id: "note-item", args: { text } }, sources);
}

function factAnswer(of: Topic, fact: TopicFact, knowledge: KnowledgeBase, whole: boolean): Answer {
  const statements = whole && of.list ? knowledge.initiative.lists[of.list] : [];
  return answered(factFacts(fact), [
    ...factWords(fact),
    ...statements.map(({ text, sources }) => state({ id: "note-item", args: { text } }, sources)),
  ]);
}

export function factWords({ text, sources, claims }: TopicFact): Sentence[] {
  return [
    state({ id: "note", args: { text } }, sources),
    ...conflicts(claims, [
      "signed",
      "ordinal",
      "signed-by",
      "place",
      "capacity",
      "count",
      "status",
      "date",
      "text",
    ]),
  ];
}

function factFacts({ verdict, dates, number, countries }: TopicFact) {
  return { verdict, dates, number, countries };
}

export function milestone({ milestone: id, claimed }: Of<"milestone">, scope: Scope): Answer {
  const { knowledge, today } = scope;
  const found = knowledge.milestones.get(id);
  if (!found) throw new Error(`The query names the milestone "${id}", which the knowledge does not have.`);
  // Whether a plan came true is not known once its day has passed.
  const settled = !(found.planned && found.date.latest < today);
  const verdict = claimed ? (settled ? liesIn(found.date, claimed) : "unknown") : null;
  return answered({ verdict, dates: isExact(found.date) ? [found.date.earliest] : [] }, [
    ...(verdict ? [verdictWord(verdict)] : []),
    state({ id: "note", args: { text: found.text } }, found.sources),
    ...conflicts(found.claims, ["date", "text", "place", "count", "status"]),
  ]);
}

/** What happened in a stretch of time: milestones and signatures, in order. */
export function timeline({ within }: Of<"timeline">, { knowledge }: Scope): Answer {
  const events = [...knowledge.milestones.values()].filter(
    ({ date, planned }) => !planned && liesIn(date, within) === "yes",
  );
  const signed = oneList(
    knowledge,
    everyone(knowledge)
      .filter((signatory) => liesIn(signatory.signed, within) === "yes")
      .map(({ country }) => country),
  );
  const signedThen = narrowingOf({ ...EVERYONE, within });
  if (events.length === 0 && signed.length === 0) {
    return answered({}, [state({ id: "timeline-none", args: {} }, knowledge.initiative.asOf.sources)]);
  }
  return answered(
    {
      countries: signed,
      dates: [...new Set([...exactEvents(events), ...exactDays(knowledge, signed)])].sort(),
    },
    [
      ...(signed.length > 0
        ? [
            state(
              { id: "list", args: { count: signed.length, countries: signed, ...signedThen } },
              sourcesFor(knowledge, signed),
            ),
          ]
        : []),
      ...events.map(eventWords),
    ],
  );
}

function exactEvents(events: readonly Milestone[]) {
  return events.filter(({ date }) => isExact(date)).map(({ date }) => date.earliest);
}

function eventWords({ text, sources }: Milestone): Sentence {
  return state({ id: "note-item", args: { text } }, sources);
}
