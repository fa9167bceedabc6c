import type { KnowledgeBase, Source, Sources } from "../../knowledge/knowledge-base.ts";
import type { CountryCode } from "../../knowledge/schema/values.ts";
import { keptForLists } from "./once-per.ts";
import { oneList } from "./one-list.ts";

/**
 * Sources that together cover the signatures of `countries`: few, those first that speak of most of them.
 * The sources of the list of signatories when there is nothing to cover.
 */
export function sourcesFor(knowledge: KnowledgeBase, countries: readonly CountryCode[]): Sources {
  return coverOf(knowledge, oneList(knowledge, countries));
}

const coverOf = keptForLists((knowledge: KnowledgeBase, countries: readonly CountryCode[]): Sources => {
  const [first, ...rest] = fewest(
    countries.flatMap((code) => {
      const record = knowledge.signatories.get(code) ?? knowledge.absences.get(code);
      return record ? [record.sources] : [];
    }),
  );
  return first ? [first, ...rest] : knowledge.initiative.asOf.sources;
});

/** Indices of the records that a source stands in: twice where it is listed twice. */
type Uses = ReadonlyMap<Source, readonly number[]>;

/**
 * Again and again the source that most uncovered records list; of several, the one that comes first in them.
 *
 * Counts only go down, and the first use of a source moves only when its count does, so one pass from the
 * greatest count to the least is enough.
 */
function fewest(records: readonly Sources[]): readonly Source[] {
  const uses = usesOf(records);
  const counts = new Map([...uses].map(([source, { length }]) => [source, length]));
  const levels: Source[][] = [];
  const wait = (source: Source, count: number) => {
    const level = levels[count];
    if (level) level.push(source);
    else levels[count] = [source];
  };
  for (const [source, count] of counts) wait(source, count);
  const covered = new Set<number>();
  const chosen: Source[] = [];
  for (let level = levels.length - 1; level > 0; level -= 1) {
    const waiting = (levels[level] ?? []).filter((source) => counts.get(source) === level);
    for (const source of byFirstUse(waiting, records, uses, covered)) {
      if (counts.get(source) !== level) continue;
      chosen.push(source);
      for (const left of cover(source, records, uses, covered, counts)) wait(left, counts.get(left) ?? 0);
    }
  }
  return chosen;
}

function usesOf(records: readonly Sources[]): Uses {
  const uses = new Map<Source, number[]>();
  records.forEach((sources, index) => {
    for (const source of sources) {
      const known = uses.get(source);
      if (known) known.push(index);
      else uses.set(source, [index]);
    }
  });
  return uses;
}

/** Marks the records of `source` as covered, and gives the sources that count for less from now on. */
function cover(
  source: Source,
  records: readonly Sources[],
  uses: Uses,
  covered: Set<number>,
  counts: Map<Source, number>,
): ReadonlySet<Source> {
  const lower = new Set<Source>();
  for (const index of uses.get(source) ?? []) {
    if (covered.has(index)) continue;
    covered.add(index);
    for (const other of records[index] ?? []) {
      counts.set(other, (counts.get(other) ?? 0) - 1);
      lower.add(other);
    }
  }
  return lower;
}

function byFirstUse(
  waiting: readonly Source[],
  records: readonly Sources[],
  uses: Uses,
  covered: ReadonlySet<number>,
): readonly Source[] {
  if (waiting.length < 2) return waiting;
  return waiting
    .map((source) => {
      const record = uses.get(source)?.find((index) => !covered.has(index)) ?? 0;
      return { source, record, place: records[record]?.indexOf(source) ?? 0 };
    })
    .sort((a, b) => a.record - b.record || a.place - b.place)
    .map(({ source }) => source);
}
