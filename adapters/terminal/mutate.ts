#!/usr/bin/env node
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { judge } from "../../src/evaluation/judge.ts";
import { placeInTime } from "../../src/knowledge/chronology.ts";
import { type Day, parseDay } from "../../src/knowledge/day.ts";
import type {
  KnowledgeBase,
  Membership,
  Signatory,
  Span,
  Topic,
  TopicFact,
} from "../../src/knowledge/knowledge-base.ts";
import { describeProblem } from "../../src/knowledge/problem.ts";
import { type CountryCode, countryCode } from "../../src/knowledge/schema/values.ts";
import { neighbourDay } from "../../src/questions/calendar.ts";
import { evaluate } from "../../src/questions/evaluate/evaluate.ts";
import type { Query } from "../../src/questions/query.ts";
import type { Reply, Turn } from "../../src/questions/reply.ts";
import { createRollcall } from "../../src/rollcall.ts";
import { systemClock } from "../clock.ts";
import { loadKnowledge } from "../files/load-knowledge.ts";
import { type CorpusLine, readCorpus } from "./corpus-file.ts";

const HELP = `Alters each fact of the knowledge in turn: some question of the corpus must notice.

  npm run --silent mutate
  --bar PERCENT     least share of alterations that are noticed (default 100)
  --sample NUMBER   alter only every NUMBERth fact (default 1, every one)
  --corpus DIR      questions with known answers (default test/corpus)
  --knowledge DIR   another knowledge folder (default ./knowledge)
  --today DAY       the day to answer for (default 2026-11-22, for which the corpus was written)

Dates, numbers, verdicts and lists are noticed by an expectation that fails. What an answer tells in words
alone (a signer, a place, a capacity) is noticed when the words of an expected answer change.
Exit code: 0 the bar is met, 1 it is not, 2 bad usage.`;

/** One fact altered. `words`: no expectation can hold it, only the text of an answer tells it. */
export interface Mutation {
  readonly file: string;
  readonly path: string;
  /** What an answer that tells the fact mentions. */
  readonly key: string;
  readonly words: boolean;
  readonly knowledge: KnowledgeBase;
}

/** Every fact of `knowledge`, altered one at a time. */
export function* mutationsOf(knowledge: KnowledgeBase): Generator<Mutation> {
  for (const signatory of knowledge.signatories.values()) yield* ofSignatory(knowledge, signatory);
  for (const [code, absence] of knowledge.absences) {
    const place = { file: "non-signatories.yaml", key: code, words: true };
    const later = { ...absence, asOf: neighbourDay(absence.asOf, 1) };
    yield { ...place, path: `${code}.asOf`, knowledge: put(knowledge, "absences", code, later) };
    yield { ...place, path: code, knowledge: put(knowledge, "absences", code, null) };
  }
  const asOf = neighbourDay(knowledge.asOf, 1);
  const initiative = { ...knowledge.initiative, asOf: { ...knowledge.initiative.asOf, day: asOf } };
  const later = { ...knowledge, asOf, initiative };
  yield { file: "initiative.yaml", path: "asOf.day", key: "freshness", words: false, knowledge: later };
  for (const [id, milestone] of knowledge.milestones) {
    for (const { path, span } of shiftedSpans(milestone.date)) {
      const altered = put(knowledge, "milestones", id, { ...milestone, date: span });
      yield { file: "milestones.yaml", path: `${id}.${path}`, key: id, words: false, knowledge: altered };
    }
  }
  for (const topic of knowledge.topics.values()) yield* ofTopic(knowledge, topic);
  yield* ofBlocs(knowledge);
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
        const place = { file: "blocs.yaml", path: `${id}.${member.country}.${path}`, words: false };
        yield { ...place, key: member.country, knowledge: put(knowledge, "blocs", id, { ...bloc, members }) };
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
    ...{ file: `signatories/ (${country})`, path, key: country, words },
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
    for (const [aspect, fact] of Object.entries(topic[group])) {
      for (const { name, altered } of alteredFacts(fact)) {
        const told = { ...topic, [group]: { ...topic[group], [aspect]: altered } };
        const place = { file: `topics/${topic.id}.yaml`, path: `${group}.${aspect}.${name}`, key: topic.id };
        yield { ...place, words: false, knowledge: put(knowledge, "topics", topic.id, told) };
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

/** Questions that are read as one query, with what is expected of them. */
interface Asked {
  readonly query: Query;
  readonly reply: Reply;
  readonly lines: readonly CorpusLine[];
  /** The answer in words, before it is put into a language. */
  readonly words: string;
  /** All that it is about. */
  readonly told: string;
}

/** Tells whether some question of `lines` that is answered rightly is answered otherwise by altered knowledge. */
export function createWitness(
  knowledge: KnowledgeBase,
  lines: readonly CorpusLine[],
  today: Day,
): (mutation: Mutation) => CorpusLine | null {
  const { ask } = createRollcall(knowledge);
  const asked = new Map<string, Asked>();
  for (const line of lines) {
    let previous: Turn | null = null;
    for (const turn of line.turns) previous = ask(turn, { today, previous }).turn ?? previous;
    const reply = ask(line.question, { today, previous });
    const { query } = reply;
    if (!query || judge(reply, line.expected) !== "right") continue;
    const words = JSON.stringify(evaluate(query, { knowledge, today }).sentences);
    const told = `${JSON.stringify([query, reply.facts])}${words}`;
    const id = `${reply.language}${JSON.stringify(query)}`;
    asked.set(id, { query, reply, words, told, lines: [...(asked.get(id)?.lines ?? []), line] });
  }
  return ({ knowledge: altered, key, words: wordsOnly }) => {
    // Those that speak of what was altered are likely to notice, so they are asked first.
    const near = (one: Asked) => (one.told.includes(`"${key}"`) ? 0 : 1);
    for (const { query, reply, lines: group, words } of [...asked.values()].sort(
      (a, b) => near(a) - near(b),
    )) {
      const { outcome, facts, sentences } = evaluate(query, { knowledge: altered, today });
      if (wordsOnly && JSON.stringify(sentences) !== words) return group[0] ?? null;
      const line = group.find(({ expected }) => judge({ ...reply, outcome, facts }, expected) !== "right");
      if (line) return line;
    }
    return null;
  };
}

/** `npm run mutate` */
async function main(): Promise<number> {
  const options = readOptions();
  if (typeof options === "string") {
    const asked = options === HELP;
    (asked ? console.log : console.error)(asked ? HELP : `${options}\n\n${HELP}`);
    return asked ? 0 : 2;
  }
  const loaded = await loadKnowledge(options.knowledge, systemClock.today());
  if ("problems" in loaded) {
    for (const problem of loaded.problems) console.error(describeProblem(problem));
    return 2;
  }
  const notices = createWitness(loaded.knowledge, await readCorpus(options.corpus), options.today);
  const mutations = [...mutationsOf(loaded.knowledge)].filter((_, index) => index % options.sample === 0);
  const unnoticed = mutations.filter((mutation) => notices(mutation) === null);
  for (const { file, path } of unnoticed) console.log(`unnoticed  ${file}  ${path}`);
  const share = (100 * (mutations.length - unnoticed.length)) / Math.max(1, mutations.length);
  console.log(`${share.toFixed(2)} % of ${mutations.length} alterations noticed (${unnoticed.length} not)`);
  return share >= options.bar ? 0 : 1;
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        bar: { type: "string", default: "100" },
        sample: { type: "string", default: "1" },
        corpus: { type: "string", default: "test/corpus" },
        knowledge: { type: "string", default: "./knowledge" },
        today: { type: "string", default: "2026-11-22" },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    const [bar, sample, today] = [Number(values.bar), Number(values.sample), parseDay(values.today)];
    if (values.help) return HELP;
    if (!(bar >= 0 && bar <= 100)) return "--bar takes a number from 0 to 100";
    if (!Number.isInteger(sample) || sample < 1) return "--sample takes a whole number from 1";
    if (today === null) return `--today: "${values.today}" is not a day; write it as 2026-11-22`;
    return { bar, sample, today, corpus: values.corpus, knowledge: values.knowledge };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

// The test imports what is above; only the program runs.
if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  process.exitCode = await main();
