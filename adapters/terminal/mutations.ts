import { placeInTime } from "../../src/knowledge/chronology.ts";
import type {
  KnowledgeBase,
  Membership,
  Milestone,
  Signatory,
  Span,
  Topic,
  TopicFact,
} from "../../src/knowledge/knowledge-base.ts";
import { ASPECTS, type Aspect } from "../../src/knowledge/schema/topic.ts";
import { type CountryCode, countryCode } from "../../src/knowledge/schema/values.ts";
import { neighbourDay } from "../../src/questions/calendar.ts";

/** One fact altered. `words`: no expectation can hold it, only the text of an answer tells it. */
export interface Mutation {
  readonly file: string;
  readonly path: string;
  /** What an answer that tells the fact mentions. */
  readonly key: string;
  readonly words: boolean;
  /** What to name in a question for the fact; null where any question for the country or the bloc will do. */
  readonly about: Subject | null;
  readonly knowledge: KnowledgeBase;
}

export type Subject =
  | { readonly kind: "topic"; readonly topic: Topic; readonly aspect: Aspect }
  | { readonly kind: "milestone"; readonly milestone: Milestone };

/** Every fact of `knowledge`, altered one at a time. */
export function* mutationsOf(knowledge: KnowledgeBase): Generator<Mutation> {
  for (const signatory of knowledge.signatories.values()) yield* ofSignatory(knowledge, signatory);
  for (const [code, absence] of knowledge.absences) {
    const place = { file: "non-signatories.yaml", key: code, words: true, about: null };
    const later = { ...absence, asOf: neighbourDay(absence.asOf, 1) };
    yield { ...place, path: `${code}.asOf`, knowledge: put(knowledge, "absences", code, later) };
    yield { ...place, path: code, knowledge: put(knowledge, "absences", code, null) };
  }
  const asOf = neighbourDay(knowledge.asOf, 1);
  const initiative = { ...knowledge.initiative, asOf: { ...knowledge.initiative.asOf, day: asOf } };
  const later = { ...knowledge, asOf, initiative };
  const place = { file: "initiative.yaml", key: "freshness", words: false, about: null };
  yield { ...place, path: "asOf.day", knowledge: later };
  for (const milestone of knowledge.milestones.values()) yield* ofMilestone(knowledge, milestone);
  for (const topic of knowledge.topics.values()) yield* ofTopic(knowledge, topic);
  yield* ofBlocs(knowledge);
}

function* ofMilestone(knowledge: KnowledgeBase, milestone: Milestone): Generator<Mutation> {
  const { id, date } = milestone;
  for (const { path, span } of shiftedSpans(date)) {
    const altered = put(knowledge, "milestones", id, { ...milestone, date: span });
    const place = { file: "milestones.yaml", path: `${id}.${path}`, key: id, words: false };
    yield { ...place, about: { kind: "milestone", milestone }, knowledge: altered };
  }
}

/** Each membership and its days, once: a bloc that includes another repeats its members. */
function* ofBlocs(knowledge: KnowledgeBase): Generator<Mutation> {
  const stated = new Set<string>();
  for (const [id, bloc] of knowledge.blocs) {
    for (const [index, member] of bloc.members.entries()) {
      const dated = member.from ? JSON.stringify(member) : `${id} ${member.country}`;
      if (stated.has(dated)) continue;
      stated.add(dated);
      for (const [path, instead] of alteredMember(member)) {
        const members = bloc.members.toSpliced(index, 1, ...instead);
        const place = { file: "blocs.yaml", path: `${id}.${member.country}.${path}`, key: member.country };
        const altered = put(knowledge, "blocs", id, { ...bloc, members });
        yield { ...place, words: false, about: null, knowledge: altered };
      }
    }
  }
}

function* alteredMember(
  member: Membership,
): Generator<readonly [path: string, instead: readonly Membership[]]> {
  const { from, through } = member;
  if (from) yield ["from", [{ ...member, from: neighbourDay(from, 1) }]];
  if (through) yield ["through", [{ ...member, through: neighbourDay(through, 1) }]];
  yield ["member", []];
}

const NOT_A_SIGNATORY = countryCode.parse("PL");

function* ofSignatory(knowledge: KnowledgeBase, signatory: Signatory): Generator<Mutation> {
  const { country, signed, ordinal, signedBy, place } = signatory;
  const at = (path: string, change: Partial<Signatory>, words = false): Mutation => ({
    ...{ file: `signatories/ (${country})`, path, key: country, words, about: null },
    knowledge: put(knowledge, "signatories", country, { ...signatory, ...change }),
  });
  const gone = at("", {});
  const without = put(knowledge, "signatories", country, null);
  yield { ...gone, path: "the whole file", knowledge: without };
  const renamed = put(without, "signatories", NOT_A_SIGNATORY, { ...signatory, country: NOT_A_SIGNATORY });
  yield { ...gone, path: "country", knowledge: renamed };
  for (const { path, span } of shiftedSpans(signed)) yield at(`signed.date.${path}`, { signed: span });
  for (const step of ordinal ? [-1, 1] : []) {
    const placed = renumbered(knowledge, country, step);
    if (placed) yield { ...gone, path: `ordinal.value ${step}`, knowledge: placed };
  }
  const capacity = signatory.capacity === "eu-member" ? "eea-efta" : "eu-member";
  yield at("capacity", { capacity }, true);
  for (const [index, person] of signedBy.entries()) {
    const another = (change: Partial<typeof person>) => ({
      signedBy: signedBy.with(index, { ...person, ...change }),
    });
    yield at(`signedBy.${index}.name`, another({ name: "Another Person" }), true);
    yield at(`signedBy.${index}.role`, another({ role: "another role" }), true);
  }
  if (place) yield at("place.where", { place: { ...place, where: "in another place" } }, true);
}

/** Another stated number, with all that follows from it; null where it contradicts the dates, which the knowledge check tells. */
function renumbered(knowledge: KnowledgeBase, country: CountryCode, step: number): KnowledgeBase | null {
  const stated = [...knowledge.signatories.values()].map((one) => {
    const { ordinal } = one;
    if (one.country !== country || !ordinal) return one;
    return { ...one, ordinal: { ...ordinal, from: ordinal.from + step, to: ordinal.to + step } };
  });
  const { placed, contradictions } = placeInTime(stated);
  if (contradictions.length > 0) return null;
  const seats = new Map(placed.map(({ country: code, seat, signed }) => [code, { seat, signed }]));
  const signatories = new Map(stated.map((one) => [one.country, { ...one, ...seats.get(one.country) }]));
  return { ...knowledge, signatories };
}

function* ofTopic(knowledge: KnowledgeBase, topic: Topic): Generator<Mutation> {
  for (const group of ["facts", "gaps"] as const) {
    for (const aspect of ASPECTS) {
      const fact = topic[group][aspect];
      for (const { name, altered } of fact ? alteredFacts(fact) : []) {
        const told = { ...topic, [group]: { ...topic[group], [aspect]: altered } };
        const place = { file: `topics/${topic.id}.yaml`, path: `${group}.${aspect}.${name}`, key: topic.id };
        const about = { kind: "topic", topic, aspect } as const;
        yield { ...place, words: false, about, knowledge: put(knowledge, "topics", topic.id, told) };
      }
    }
  }
}

function* alteredFacts(fact: TopicFact): Generator<{ readonly name: string; readonly altered: TopicFact }> {
  const { dates, number, verdict, countries } = fact;
  for (const [at, day] of dates.entries()) {
    yield { name: `dates.${at}`, altered: { ...fact, dates: dates.with(at, neighbourDay(day, 1)) } };
  }
  for (const [at, code] of countries.entries()) {
    yield { name: `countries.${code}`, altered: { ...fact, countries: countries.toSpliced(at, 1) } };
  }
  if (number !== null) yield { name: "number", altered: { ...fact, number: number + 1 } };
  if (verdict) yield { name: "verdict", altered: { ...fact, verdict: verdict === "yes" ? "no" : "yes" } };
}

/** The next day; bounds a day narrower at either end. */
function shiftedSpans({
  earliest,
  latest,
}: Span): ReadonlyArray<{ readonly path: string; readonly span: Span }> {
  const [next, last] = [neighbourDay(earliest, 1), neighbourDay(latest, -1)];
  if (earliest === latest) return [{ path: "on", span: { earliest: next, latest: next } }];
  return [
    { path: "notBefore", span: { earliest: next, latest } },
    { path: "notAfter", span: { earliest, latest: last } },
  ];
}

type Tables = "signatories" | "absences" | "milestones" | "topics" | "blocs";
type Key<T> = T extends ReadonlyMap<infer K, unknown> ? K : never;
type Value<T> = T extends ReadonlyMap<unknown, infer V> ? V : never;

/** The knowledge with one entry replaced, or taken away. */
function put<T extends Tables>(
  knowledge: KnowledgeBase,
  table: T,
  key: Key<KnowledgeBase[T]>,
  value: Value<KnowledgeBase[T]> | null,
): KnowledgeBase {
  const entries = new Map<unknown, unknown>(knowledge[table]);
  if (value === null) entries.delete(key);
  else entries.set(key, value);
  return { ...knowledge, [table]: entries };
}
