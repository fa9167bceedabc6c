import type { Source, Sources } from "./knowledge-base.ts";
import type { Parsed } from "./knowledge-files.ts";
import type { Problem, ProblemAcross } from "./problem.ts";
import type { SourcesFile } from "./schema/topic.ts";
import { inlineSource, type Slug, type SourceInput, type SourceRef } from "./schema/values.ts";

/** Resolves the sources that files name or give in place, merged by address. */
export interface SourceBook {
  /** At least one source; an id that nothing defines becomes a problem. */
  resolve(file: string, path: string, refs: readonly SourceRef[]): Sources;
  readonly all: () => ReadonlyMap<Slug, Source>;
  /** Problems found while resolving. */
  readonly problems: readonly ProblemAcross[];
  /** Sources of sources.yaml that nothing uses. */
  readonly unused: () => readonly Problem[];
}

/** Starts with the sources of sources.yaml and those that other files give in place with an id. */
export function createSourceBook(
  shared: ReadonlyArray<Parsed<SourcesFile>>,
  others: ReadonlyArray<Parsed<unknown>>,
): SourceBook {
  const byId = new Map<string, Source>();
  const byUrl = new Map<string, Source>();
  const used = new Set<string>();
  const problems: ProblemAcross[] = [];

  const add = (file: string, path: string, input: SourceInput): Source => {
    const known = byUrl.get(input.url);
    if (known) return known;
    const source = toSource(input, byId);
    const clash = byId.get(source.id);
    if (clash) {
      problems.push({
        file,
        path,
        message: `source id "${source.id}" already belongs to ${clash.url}`,
        hint: "Choose another id.",
      });
    }
    byId.set(source.id, source);
    byUrl.set(source.url, source);
    return source;
  };
  for (const { file, data } of shared) {
    data.sources.forEach((source, index) => {
      if (byUrl.has(source.url)) {
        problems.push({
          file,
          path: `sources.${index}.url`,
          message: `${source.url} is listed twice`,
          hint: "Keep one of the two entries.",
        });
      }
      add(file, `sources.${index}`, source);
    });
  }
  const fromSharedFile = new Map(byId);
  for (const { file, data } of others) {
    for (const source of inlineSources(data)) if (source.id) add(file, `sources.${source.id}`, source);
  }

  return {
    problems,
    resolve(file, path, refs) {
      const found = refs.flatMap((ref, index) => {
        const source = typeof ref === "string" ? byId.get(ref) : add(file, `${path}.${index}`, ref);
        if (source) used.add(source.id);
        else problems.push(unknownSource(file, `${path}.${index}`, String(ref)));
        return source ? [source] : [];
      });
      const [first, ...rest] = found;
      return first ? [first, ...rest] : [UNKNOWN];
    },
    all: () => new Map([...byId.values()].map((source) => [source.id, source])),
    unused: () =>
      [...fromSharedFile.values()]
        .filter(({ id }) => !used.has(id))
        .map(({ id }) => ({
          file: shared[0]?.file ?? "sources.yaml",
          path: id,
          message: "is used nowhere",
          hint: "Cite it or remove it.",
        })),
  };
}

/** Sources given in place, wherever they stand in a file, so that their ids resolve in any order. */
function inlineSources(data: unknown): SourceInput[] {
  if (Array.isArray(data)) return data.flatMap(inlineSources);
  if (typeof data !== "object" || data === null) return [];
  const source = inlineSource.safeParse(data);
  return source.success ? [source.data] : Object.values(data).flatMap(inlineSources);
}

/** Stands in for a source that does not resolve; knowledge with one is never served. */
const UNKNOWN: Source = {
  id: slugOf("unknown"),
  title: "unknown",
  publisher: "unknown",
  url: "https://invalid.example/",
  published: null,
  checked: null,
};

function toSource(input: SourceInput, taken: ReadonlyMap<string, Source>): Source {
  return {
    id: input.id ?? freeSlug(`${input.publisher} ${input.title}`, taken),
    title: input.title,
    publisher: input.publisher,
    url: input.url,
    published: input.published ?? null,
    checked: input.checked ?? null,
  };
}

function freeSlug(words: string, taken: ReadonlyMap<string, Source>): Slug {
  const base = slugOf(words);
  if (!taken.has(base)) return base;
  let number = 2;
  while (taken.has(`${base}-${number}`)) number += 1;
  return slugOf(`${base}-${number}`);
}

function slugOf(words: string): Slug {
  const plain = words
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 60)
    .replace(/^-+|-+$/g, "");
  return plain as Slug;
}

function unknownSource(file: string, path: string, id: string): ProblemAcross {
  return {
    file,
    path,
    message: `source "${id}" is not in sources.yaml`,
    needs: "sources.yaml",
    hint: "Add it there, or give title, publisher and url in place.",
  };
}
