import {
  isExact,
  type KnowledgeBase,
  type Milestone,
  type Topic,
  type TopicFact,
} from "../../knowledge/knowledge-base.ts";
import { type Answer, answered, notOnRecord, remark, type Sentence, state, verdictWord } from "../answer.ts";
import type { Query } from "../query.ts";
import { everyone, exactDays } from "./chronicle.ts";
import { sourcesFor } from "./cover.ts";
import { liesIn } from "./order.ts";
import { conflicts, type Scope } from "./scope.ts";

type Of<Op extends Query["op"]> = Extract<Query, { readonly op: Op }>;

export function topic({ topics, aspect }: Of<"topic">, { knowledge }: Scope): Answer {
  const found = topics.flatMap((id) => knowledge.topics.get(id) ?? []);
  const [only] = found;
  if (aspect === "difference" || !only) return definitions(found);
  const fact = only.facts[aspect];
  if (fact) return factAnswer(only, fact, knowledge, aspect === "definition");
  const gap = only.gaps[aspect];
  const nearby = gap ?? only.facts.definition;
  const sentences = [
    ...(gap ? [] : [remark({ id: "no-aspect", args: { title: only.title } })]),
    ...(nearby ? factWords(nearby) : []),
  ];
  return notOnRecord(nearby && gap ? factFacts(nearby) : {}, sentences);
}

function definitions(topics: readonly Topic[]): Answer {
  return answered(
    { verdict: topics.length > 1 ? "no" : null },
    topics.flatMap(({ facts }) => (facts.definition ? [item(facts.definition)] : [])),
  );
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

function factWords({ text, sources, claims }: TopicFact): Sentence[] {
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

export function milestone({ milestone: id, claimed }: Of<"milestone">, { knowledge }: Scope): Answer {
  const found = knowledge.milestones.get(id);
  if (!found) throw new Error(`The query names the milestone "${id}", which the knowledge does not have.`);
  const verdict = claimed ? liesIn(found.date, claimed) : null;
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
  const signed = everyone(knowledge)
    .filter((signatory) => liesIn(signatory.signed, within) === "yes")
    .map(({ country }) => country);
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
              { id: "list", args: { count: signed.length, countries: signed } },
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
