import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { COMPILED_FORMAT, compile, revive } from "../../src/knowledge/compiled.ts";
import type { Day } from "../../src/knowledge/day.ts";
import type { KnowledgeBase } from "../../src/knowledge/knowledge-base.ts";
import type { FileReadings } from "../../src/knowledge/knowledge-files.ts";
import { hashOf, type ParseResult, parseKnowledge } from "../../src/knowledge/parse-knowledge.ts";
import { readKnowledgeFiles } from "./read-knowledge.ts";

/** Reads and checks a knowledge folder; one that cannot be read is a problem like any other. */
export async function loadKnowledge(dir: string, today: Day): Promise<ParseResult> {
  const texts = await readKnowledgeFiles(dir).catch((error: unknown) => String(error));
  return typeof texts === "string" ? unreadable(dir, texts) : parseKnowledge(texts, today);
}

/** The same, with what is left of earlier readings; null when the folder holds what `hash` stands for. */
export async function reloadKnowledge(
  dir: string,
  today: Day,
  hash: string,
  readings: FileReadings,
): Promise<ParseResult | null> {
  const texts = await readKnowledgeFiles(dir).catch((error: unknown) => String(error));
  if (typeof texts === "string") return unreadable(dir, texts);
  return hashOf(texts) === hash ? null : parseKnowledge(texts, today, readings);
}

function unreadable(dir: string, why: string): ParseResult {
  const hint =
    "Set KNOWLEDGE_DIR or --knowledge to the folder with initiative.yaml, and let the bot read it.";
  return { problems: [{ file: dir, path: "", message: `cannot be read (${why})`, hint }] };
}

/**
 * The same from the compiled form of an earlier start, if `dataDir` has it: it was checked when it was made,
 * and is found by the hash of all files. A sound knowledge that is not there yet is compiled for next time.
 */
export async function loadCompiledKnowledge(dir: string, today: Day, dataDir: string): Promise<ParseResult> {
  return load(dir, today, dataDir, (knowledge) => keepCompiled(knowledge, dataDir));
}

/** The same, and nothing is written. */
export async function loadKnownKnowledge(dir: string, today: Day, dataDir: string): Promise<ParseResult> {
  return load(dir, today, dataDir, async () => false);
}

async function load(
  dir: string,
  today: Day,
  dataDir: string,
  keep: (knowledge: KnowledgeBase) => Promise<boolean>,
): Promise<ParseResult> {
  const texts = await readKnowledgeFiles(dir).catch(() => null);
  if (texts === null) return loadKnowledge(dir, today);
  const hash = hashOf(texts);
  const compiled = await readFile(compiledIn(dataDir), "utf8").then(revive, () => null);
  if (compiled?.hash === hash) return { knowledge: compiled, warnings: [] };
  const parsed = parseKnowledge(texts, today);
  if ("knowledge" in parsed) await keep(parsed.knowledge);
  return parsed;
}

function compiledIn(dataDir: string): string {
  return join(dataDir, `knowledge-${COMPILED_FORMAT}.json`);
}

/** Written beside and moved into place, so that nobody reads half a file. A full disk costs only the time saved. */
export async function keepCompiled(knowledge: KnowledgeBase, dataDir: string): Promise<boolean> {
  const path = compiledIn(dataDir);
  const beside = `${path}.${process.pid}`;
  return mkdir(dataDir, { recursive: true })
    .then(() => writeFile(beside, compile(knowledge)))
    .then(() => rename(beside, path))
    .then(
      () => true,
      () => false,
    );
}
