import { buildClaims, toSpan } from "./build-signatories.ts";
import type { Day } from "./day.ts";
import type {
  Bloc,
  Initiative,
  Membership,
  Milestone,
  Statement,
  Topic,
  TopicFact,
} from "./knowledge-base.ts";
import type { KnowledgeFiles, Parsed } from "./knowledge-files.ts";
import type { BlocsFile, InitiativeFile } from "./schema/initiative.ts";
import { ASPECTS, type Aspect, type TopicFactFile, type TopicFile } from "./schema/topic.ts";
import { type Slug, slug } from "./schema/values.ts";
import type { SourceBook } from "./source-book.ts";

export function buildTopics(files: KnowledgeFiles["topics"], book: SourceBook): ReadonlyMap<Slug, Topic> {
  return new Map(files.map((parsed) => [slug.parse(parsed.name), buildTopic(parsed, book)]));
}

function buildTopic({ file, name, data }: Parsed<TopicFile>, book: SourceBook): Topic {
  return {
    id: slug.parse(name),
    title: data.title,
    names: data.names,
    weakNames: data.weakNames,
    project: data.project,
    list: data.list ?? null,
    facts: buildFacts(file, "facts", data.facts, book),
    gaps: buildFacts(file, "gaps", data.gaps, book),
    elsewhere: elsewhereOf(data),
    related: data.related,
  };
}

function elsewhereOf({ elsewhere }: TopicFile): Topic["elsewhere"] {
  const told: { [A in Aspect]?: Slug } = {};
  for (const aspect of ASPECTS) {
    const id = elsewhere[aspect];
    if (id) told[aspect] = id;
  }
  return told;
}

function buildFacts(
  file: string,
  path: string,
  facts: { readonly [A in Aspect]?: TopicFactFile | undefined },
  book: SourceBook,
): { readonly [A in Aspect]?: TopicFact } {
  const built: { [A in Aspect]?: TopicFact } = {};
  for (const aspect of ASPECTS) {
    const fact = facts[aspect];
    if (!fact) continue;
    const at = `${path}.${aspect}`;
    built[aspect] = {
      text: fact.text,
      dates: fact.dates,
      number: fact.number ?? null,
      counts: fact.counts ?? null,
      countries: fact.countries,
      verdict: fact.verdict ?? null,
      sources: book.resolve(file, `${at}.sources`, fact.sources),
      claims: buildClaims(file, `${at}.claims`, fact.claims, book),
    };
  }
  return built;
}

export function buildMilestones(
  files: KnowledgeFiles["milestones"],
  book: SourceBook,
): ReadonlyMap<Slug, Milestone> {
  const built = files.flatMap(({ file, data }) =>
    data.milestones.map((entry, index) => {
      const at = `milestones.${index}`;
      return {
        id: entry.id,
        title: entry.title,
        names: entry.names,
        date: toSpan(entry.date),
        of: entry.of ?? null,
        steps: entry.steps,
        nth: entry.nth ?? null,
        joined: entry.joined,
        planned: entry.planned,
        text: entry.text,
        place: entry.place ?? null,
        sources: book.resolve(file, `${at}.sources`, entry.sources),
        claims: buildClaims(file, `${at}.claims`, entry.claims, book),
      };
    }),
  );
  return new Map(
    built
      .toSorted((a, b) =>
        a.date.earliest < b.date.earliest ? -1 : a.date.earliest > b.date.earliest ? 1 : 0,
      )
      .map((milestone) => [milestone.id, milestone]),
  );
}

export function buildInitiative({ file, data }: Parsed<InitiativeFile>, book: SourceBook): Initiative {
  const statements = (path: string, list: InitiativeFile["aims"]): Statement[] =>
    list.map(({ text, sources }, index) => ({
      text,
      sources: book.resolve(file, `${path}.${index}.sources`, sources),
    }));
  const at = (path: string, refs: InitiativeFile["asOf"]["sources"]) => book.resolve(file, path, refs);
  return {
    title: { text: data.title.text, sources: at("title.sources", data.title.sources) },
    otherTitles: data.otherTitles.map(({ text, sources }, index) => ({
      text,
      sources: at(`otherTitles.${index}.sources`, sources),
    })),
    names: data.names,
    cities: data.cities,
    launch: { ...data.launch, sources: at("launch.sources", data.launch.sources) },
    asOf: { ...data.asOf, sources: at("asOf.sources", data.asOf.sources) },
    openTo: { ...data.openTo, sources: at("openTo.sources", data.openTo.sources) },
    lists: {
      aims: statements("aims", data.aims),
      commitments: statements("commitments", data.commitments),
      benefits: statements("benefits", data.benefits),
      governance: statements("governance", data.governance),
      related: data.related.map(({ title, about, sources }, index) => ({
        text: `${title} (${about})`,
        sources: at(`related.${index}.sources`, sources),
      })),
    },
    claims: buildClaims(file, "claims", data.claims, book),
  };
}

/** Blocs with the members of those they include. */
export function buildBlocs(files: KnowledgeFiles["blocs"], book: SourceBook): ReadonlyMap<Slug, Bloc> {
  const entries = files.flatMap(({ file, data }) =>
    data.blocs.map((entry, index) => ({ file, entry, index })),
  );
  const own = new Map(entries.map(({ entry }) => [entry.id, membershipsOf(entry)]));
  return new Map(
    entries.map(({ file, entry, index }) => [
      entry.id,
      {
        id: entry.id,
        kind: entry.kind,
        names: entry.names,
        members: [entry.id, ...entry.includes]
          .flatMap((id) => own.get(id) ?? [])
          .map((member) => notBefore(member, entry.since)),
        sources: book.resolve(file, `blocs.${index}.sources`, entry.sources),
      },
    ]),
  );
}

function notBefore(member: Membership, since: Day | undefined): Membership {
  return since && (member.from === null || member.from < since) ? { ...member, from: since } : member;
}

function membershipsOf(entry: BlocsFile["blocs"][number]): Membership[] {
  return entry.members.flatMap(({ countries, from, through }) =>
    countries.map((country) => ({ country, from: from ?? null, through: through ?? null })),
  );
}
