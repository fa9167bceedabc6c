import { isExact, type KnowledgeBase, type Topic } from "../../knowledge/knowledge-base.ts";
import type { CountryCode } from "../../knowledge/schema/values.ts";
import { type Answer, answered, notOnRecord, remark, state, verdictWord } from "../answer.ts";
import type { Query, Within } from "../query.ts";
import { liesIn } from "./order.ts";
import { absence, type Scope, signature } from "./scope.ts";
import { factWords } from "./topics.ts";

/** A country's part in a project. The lists on record are not complete: who is not on one may take part. */
export function participation(
  { country, project: id, asked, claimed }: Extract<Query, { readonly op: "participation" }>,
  { knowledge }: Scope,
): Answer {
  const project = knowledge.topics.get(id);
  if (!project) throw new Error(`The query names the project "${id}", which the knowledge does not have.`);
  if (asked === "why") return reason(project, country);
  if (asked === "when") return joining(project, country, knowledge, claimed);
  return project.project ? whether(project, country) : role(project, country, knowledge);
}

/** A part in what is no project: what is on record of the country, and of those who have the part. */
function role(topic: Topic, country: CountryCode, knowledge: KnowledgeBase): Answer {
  const signatory = knowledge.signatories.get(country);
  const { definition } = topic.facts;
  return notOnRecord({ countries: [country] }, [
    ...onRecord(topic),
    ...(signatory ? signature(knowledge, signatory) : absence(knowledge, country)),
    ...(signatory && definition ? factWords(definition) : []),
  ]);
}

function whether(project: Topic, country: CountryCode): Answer {
  const args = { country, title: project.title };
  const list = project.facts.participants ?? project.gaps.participants;
  if (!list?.countries.includes(country)) {
    return notOnRecord({ countries: [country] }, [remark({ id: "no-part", args }), ...onRecord(project)]);
  }
  return answered({ verdict: "yes", countries: [country] }, [
    verdictWord("yes"),
    state({ id: "takes-part", args }, list.sources),
  ]);
}

function joining(
  project: Topic,
  country: CountryCode,
  { milestones }: KnowledgeBase,
  claimed?: Within,
): Answer {
  const args = { country, title: project.title };
  const step = [...milestones.values()].find(
    ({ of, joined, date }) => of === project.id && joined.includes(country) && isExact(date),
  );
  if (step) {
    const day = step.date.earliest;
    const verdict = claimed ? liesIn(step.date, claimed) : null;
    return answered({ verdict, countries: [country], dates: [day] }, [
      ...(verdict ? [verdictWord(verdict)] : []),
      state({ id: "joined-project", args: { ...args, day } }, step.sources),
    ]);
  }
  return notOnRecord({ countries: [country] }, [remark({ id: "no-part-date", args }), ...onRecord(project)]);
}

function reason(project: Topic, country: CountryCode): Answer {
  const gap = project.gaps.reason;
  const nearby = gap?.countries.includes(country) ? factWords(gap) : onRecord(project);
  const why = remark({ id: "no-part-reason", args: { country, title: project.title } });
  return notOnRecord({ countries: [country] }, [why, ...nearby]);
}

function onRecord({ facts, gaps }: Topic) {
  const nearby = facts.participants ?? gaps.participants;
  return nearby ? factWords(nearby) : [];
}
