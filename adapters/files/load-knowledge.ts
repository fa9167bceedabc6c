import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { COMPILED_FORMAT, compile, revive } from "../../src/knowledge/compiled.ts";
import type { Day } from "../../src/knowledge/day.ts";
import { READINGS_FORMAT, readReadings, writeReadings } from "../../src/knowledge/kept-readings.ts";
import type { KnowledgeBase } from "../../src/knowledge/knowledge-base.ts";
import type { FileReadings } from "../../src/knowledge/knowledge-files.ts";
import { hashOf, type ParseResult, parseKnowledge } from "../../src/knowledge/parse-knowledge.ts";
import { readKnowledgeFiles } from "./read-knowledge.ts";

/** Reads and checks a knowledge folder; one that cannot be read is a problem like any other. */
export async function loadKnowledge(dir: string, today: Day): Promise<ParseResult> {
  const texts = await readKnowledgeFiles(dir).catch((error: unknown) => String(error));
  return typeof texts === "string" ? unreadable(dir, texts) : parseKnowledge(texts, today);
}

/** The same, with what is left of `readings` or else kept in `dataDir`; null when the folder holds what `hash` stands for. */
export async function reloadKnowledge(
  { dir, dataDir }: Folders,
  today: Day,
  hash: string,
  readings: FileReadings,
): Promise<ParseResult | null> {
  const texts = await readKnowledgeFiles(dir).catch((error: unknown) => String(error));
  if (typeof texts === "string") return unreadable(dir, texts);
  if (hashOf(texts) === hash) return null;
  if (readings.size === 0)
    for (const [file, reading] of await readingsIn(dataDir)) readings.set(file, reading);
  return parseKnowledge(texts, today, readings);
}

/** Where the knowledge is, and where what was made of it is kept. */
interface Folders {
  readonly dir: string;
  readonly dataDir: string;
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
  return load({ dir, dataDir }, today, (knowledge, readings) => keepCompiled(knowledge, readings, dataDir));
}

/** The same, and nothing is written. */
export async function loadKnownKnowledge(dir: string, today: Day, dataDir: string): Promise<ParseResult> {
  return load({ dir, dataDir }, today, async () => false);
}

async function load(
  { dir, dataDir }: Folders,
  today: Day,
  keep: (knowledge: KnowledgeBase, readings: FileReadings) => Promise<boolean>,
): Promise<ParseResult> {
  const texts = await readKnowledgeFiles(dir).catch(() => null);
  if (texts === null) return loadKnowledge(dir, today);
  const hash = hashOf(texts);
  const compiled = await readFile(compiledIn(dataDir), "utf8").then(revive, () => null);
  if (compiled?.hash === hash) return { knowledge: compiled, warnings: [] };
  const readings = await readingsIn(dataDir);
  const parsed = parseKnowledge(texts, today, readings);
  if ("knowledge" in parsed) await keep(parsed.knowledge, readings);
  return parsed;
}

/** What the files came to when they were last read. */
function readingsIn(dataDir: string): Promise<FileReadings> {
  return readFile(filesIn(dataDir), "utf8").then(readReadings, () => new Map());
}

function compiledIn(dataDir: string): string {
  return join(dataDir, `knowledge-${COMPILED_FORMAT}.json`);
}

function filesIn(dataDir: string): string {
  return join(dataDir, `knowledge-files-${READINGS_FORMAT}.json`);
}

/** Keeps a knowledge and what its files came to, for the next start. A full disk costs only the time saved. */
export async function keepCompiled(
  knowledge: KnowledgeBase,
  readings: FileReadings,
  dataDir: string,
): Promise<boolean> {
  return mkdir(dataDir, { recursive: true })
    .then(() => putInPlace(filesIn(dataDir), writeReadings(readings)))
    .then(() => putInPlace(compiledIn(dataDir), compile(knowledge)))
    .then(
      () => true,
      () => false,
    );
}

/** Written beside and moved into place, so that nobody reads half a file. */
async function putInPlace(path: string, text: string): Promise<void> {
  const beside = `${path}.${process.pid}`;
  await writeFile(beside, text);
  await rename(beside, path);
}
