import type { KnowledgeBase, Source } from "./knowledge-base.ts";

/** Changes when the shape of `KnowledgeBase` does, so that no older compiled form is read. */
export const COMPILED_FORMAT = 1;

/**
 * The knowledge as JSON: reading it back takes a fraction of the time of parsing and checking the YAML.
 *
 * Sources are written once and named by id elsewhere, so that they are the same objects again when read.
 */
export function compile(knowledge: KnowledgeBase): string {
  const { sources, ...rest } = knowledge;
  const known = new Set<unknown>(sources.values());
  const body = JSON.stringify(rest, (_key, value: unknown) => {
    if (value instanceof Map) return { $map: [...value] };
    return known.has(value) ? { $source: idOf(value) } : value;
  });
  return JSON.stringify({ format: COMPILED_FORMAT, sources: [...sources.values()], body });
}

function idOf(value: unknown): unknown {
  return typeof value === "object" && value !== null && "id" in value ? value.id : undefined;
}

/** The knowledge that `compile` wrote; null when the text is not of this format or not whole. */
export function revive(text: string): KnowledgeBase | null {
  const outer = parse(text, (_key, value) => value);
  if (!isCompiled(outer)) return null;
  const sources = new Map(outer.sources.map((source) => [source.id, source]));
  const byId: ReadonlyMap<unknown, Source> = sources;
  const body = parse(outer.body, (_key, value) => {
    if (typeof value !== "object" || value === null) return value;
    if ("$map" in value && Array.isArray(value.$map)) return new Map(value.$map);
    return "$source" in value ? byId.get(value.$source) : value;
  });
  return isKnowledge(body) ? { ...body, sources } : null;
}

interface Compiled {
  readonly format: number;
  readonly sources: readonly Source[];
  readonly body: string;
}

function isCompiled(value: unknown): value is Compiled {
  return (
    typeof value === "object" &&
    value !== null &&
    "format" in value &&
    value.format === COMPILED_FORMAT &&
    "sources" in value &&
    Array.isArray(value.sources) &&
    "body" in value &&
    typeof value.body === "string"
  );
}

function isKnowledge(value: unknown): value is Omit<KnowledgeBase, "sources"> {
  return (
    typeof value === "object" &&
    value !== null &&
    "signatories" in value &&
    value.signatories instanceof Map &&
    "languages" in value &&
    value.languages instanceof Map
  );
}

function parse(text: string, reviver: (key: string, value: unknown) => unknown): unknown {
  try {
    return JSON.parse(text, reviver);
  } catch {
    return null;
  }
}
