import type { KnowledgeBase, Signatory } from "../knowledge/knowledge-base.ts";
import type { CountryCode, Slug } from "../knowledge/schema/values.ts";
import type { QuestionWords } from "../wording/sentences.ts";
import type { Query } from "./query.ts";
import type { Facts } from "./reply.ts";

/** Ways to ask for one thing, best first: a language that cannot say the first may be able to say another. */
export type Choice = readonly QuestionWords[];

const LIST: Choice = [{ id: "ask-list", args: {} }];
const UNSIGNED: Choice = [{ id: "ask-unsigned", args: {} }];
const COUNT: Choice = [{ id: "ask-count", args: {} }];
const FIRST: Choice = [{ id: "ask-first", args: {} }];
const LATEST: Choice = [{ id: "ask-latest", args: {} }];
const WITHDRAWN: Choice = [{ id: "ask-withdrawn", args: {} }];
const LAUNCH: Choice = [{ id: "ask-launch", args: {} }];
const DECLARATION: Choice = [{ id: "ask-declaration", args: {} }];
const INITIATIVE: Choice = [{ id: "ask-initiative", args: {} }];
const AIMS: Choice = [{ id: "ask-aims", args: {} }];
const BINDING: Choice = [{ id: "ask-binding", args: {} }];
const SOURCES: Choice = [{ id: "ask-sources", args: {} }];

/** Where nothing else is known of what a person wants. */
export const OPENING: readonly Choice[] = [LIST, UNSIGNED, LATEST, AIMS, COUNT];

/** What makes sense to ask after an answer, best first; more than are shown, as some fall out. */
export function nextQuestions(query: Query, facts: Facts, knowledge: KnowledgeBase): readonly Choice[] {
  switch (query.op) {
    case "status":
      return afterStatus(query.countries, knowledge);
    case "when":
    case "rank":
    case "signer":
    case "person":
    case "place":
      return [...beside(facts.countries[0] ?? query.countries[0], knowledge), LATEST, UNSIGNED, LIST];
    case "at-rank":
    case "earliest-of":
    case "neighbour":
      return [...beside(facts.countries[0], knowledge), LATEST, FIRST, UNSIGNED];
    case "compare":
      return afterTwo([...query.left, ...query.right], knowledge);
    case "gap":
      return afterTwo([query.of, query.from], knowledge);
    case "list":
    case "count":
    case "group-status":
    case "only":
      return query.filter.signed ? [UNSIGNED, LATEST, FIRST, COUNT, LIST] : [LIST, COUNT, LATEST, FIRST];
    case "membership":
    case "capacity":
    case "eligibility":
    case "future":
    case "reason":
      return [...of("ask-status", query.countries[0]), UNSIGNED, LATEST, LIST];
    case "withdrawal":
      return [LIST, UNSIGNED, BINDING, LATEST];
    case "topic":
      return [...query.topics.flatMap((topic) => aboutTopic(topic, knowledge)), AIMS, LIST, LAUNCH];
    case "participation":
      return [...aboutTopic(query.project, knowledge), ...of("ask-status", query.country), LIST];
    case "milestone":
    case "timeline":
      return [FIRST, LATEST, LAUNCH, LIST];
    case "refuted":
      return nextQuestions(query.claim, facts, knowledge);
    case "sources":
    case "freshness":
      return [LATEST, COUNT, LIST, UNSIGNED];
    case "courtesy":
      return OPENING;
  }
}

/** The answer has told the day and the place in the order already. */
function afterStatus(countries: readonly CountryCode[], knowledge: KnowledgeBase): readonly Choice[] {
  const [country] = countries;
  if (countries.length > 1) return [...countries.flatMap((one) => of("ask-when", one)), LATEST, UNSIGNED];
  if (country && knowledge.signatories.has(country)) {
    const [first, second] = beside(country, knowledge).filter(([words]) => words?.id !== "ask-when");
    return [...(first ? [first] : []), ...(second ? [second] : []), UNSIGNED, LATEST, LIST];
  }
  return [...of("ask-eligible", country), LIST, LATEST, COUNT];
}

function afterTwo(countries: readonly CountryCode[], knowledge: KnowledgeBase): readonly Choice[] {
  const signed = countries.filter((code) => knowledge.signatories.has(code));
  return [...signed.slice(0, 2).flatMap((code) => of("ask-when", code)), FIRST, LATEST, UNSIGNED];
}

/** What is known of a signature, and its neighbours in the order. */
function beside(country: CountryCode | undefined, knowledge: KnowledgeBase): readonly Choice[] {
  const signatory = country && knowledge.signatories.get(country);
  if (!signatory) return [...of("ask-status", country), ...of("ask-eligible", country)];
  const { signedBy, place } = signatory;
  return [
    ...neighbours(signatory, knowledge.signatories.size),
    ...(signedBy.length > 0 ? of("ask-signer", country) : []),
    ...(place ? of("ask-place", country) : []),
    ...of("ask-when", country),
  ];
}

/** Of those who share a rank, none is just before another. */
function neighbours({ country, seat: { from, to } }: Signatory, size: number): readonly Choice[] {
  const nth = (rank: number): Choice => (from === to ? [{ id: "ask-nth", args: { rank } }] : []);
  return [
    ...(from > 1 ? [[...asked("ask-previous", country), ...nth(from - 1)]] : []),
    ...(to < size ? [[...asked("ask-next", country), ...nth(to + 1)]] : []),
  ];
}

type OfCountry =
  | "ask-status"
  | "ask-when"
  | "ask-previous"
  | "ask-next"
  | "ask-signer"
  | "ask-place"
  | "ask-eligible";

function of(id: OfCountry, country: CountryCode | undefined): readonly Choice[] {
  return country ? [asked(id, country)] : [];
}

function asked(id: OfCountry, country: CountryCode): Choice {
  return [{ id, args: { country } }];
}

/** Topics that are asked for in words of their own. */
const OWN_WORDS: ReadonlyMap<string, Choice> = new Map([
  ["declaration", DECLARATION],
  ["one-plus-mg", INITIATIVE],
  ["aims", AIMS],
  ["legal-nature", BINDING],
  ["withdrawal", WITHDRAWN],
]);

/** Other things that are on record of the topic, then its neighbours. */
function aboutTopic(id: Slug, knowledge: KnowledgeBase): readonly Choice[] {
  const topic = knowledge.topics.get(id);
  if (!topic) return [];
  const { title, facts, project, related } = topic;
  const args = { title };
  const aspects: readonly Choice[] = [
    ...(facts.start ? [[{ id: "ask-topic-start", args } as const]] : []),
    ...(facts.participants ? [[{ id: "ask-topic-participants", args } as const]] : []),
    ...(facts.funding ? [[{ id: "ask-topic-funding", args } as const]] : []),
  ];
  const near = related.flatMap((other) => named(other, knowledge));
  const [first, ...rest] = project && isName(title) ? aspects : [];
  return [...(first ? [first] : []), ...near, ...rest, SOURCES];
}

function named(id: Slug, { topics }: KnowledgeBase): readonly Choice[] {
  const own = OWN_WORDS.get(id);
  const title = topics.get(id)?.title;
  if (own) return [own];
  return title && isName(title) ? [[{ id: "ask-topic", args: { title } }]] : [];
}

/** `GDI` and `B1MG` stand in a sentence of any language without an article; most titles do not. */
function isName(title: string): boolean {
  return !title.includes(" ") && (title.match(/\p{Lu}/gu) ?? []).length > 1;
}
