import { cp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { systemClock } from "../../adapters/clock.ts";
import { keepCompiled } from "../../adapters/files/load-knowledge.ts";
import { readKnowledgeFiles } from "../../adapters/files/read-knowledge.ts";
import type { KnowledgeBase } from "../../src/knowledge/knowledge-base.ts";
import type { FileReadings } from "../../src/knowledge/knowledge-files.ts";
import { parseKnowledge } from "../../src/knowledge/parse-knowledge.ts";
import { countryFile } from "../end-to-end/country-file.ts";
import { ROOT } from "../fixtures/root.ts";

/** What one life of the bot knows. */
export interface Known {
  readonly environment: { readonly KNOWLEDGE_DIR: string; readonly DATA_DIR: string };
  readonly hash: string;
}

/** What is known when: Poland was announced, and each life of the bot learns something more. */
export interface History {
  readonly atFirst: KnowledgeBase;
  readonly withPoland: KnowledgeBase;
  /** Poland is corrected, and Slovakia signs. */
  readonly first: Known;
  /** Iceland signs too. */
  readonly later: Known;
}

/** What a reader of each channel has to learn, in this order. */
export const NEWS = ["Slovakia", "Iceland"] as const;

/** What the edited post says of Poland, which said another day before. */
export const CORRECTED = "21 April 2026";

const POLAND = { code: "PL", ordinal: 28, url: "https://www.example.org/poland" };
const SLOVAKIA = { code: "SK", ordinal: 29, url: "https://www.example.org/slovakia", day: "2026-05-20" };
const ICELAND = { code: "IS", ordinal: 30, url: "https://www.example.org/iceland", day: "2026-06-20" };

/** Writes the folders into `folder`, and compiles them once for all starts to come. */
export async function prepareHistory(folder: string): Promise<History> {
  const atFirst = await sound(join(ROOT, "knowledge"));
  const before = await copy(join(folder, "before"), { "poland.yaml": poland("2026-04-20") });
  const files = { "poland.yaml": poland("2026-04-21"), "slovakia.yaml": countryFile(SLOVAKIA) };
  const iceland = countryFile(ICELAND).replace("eu-member", "eea-efta");
  const later = { ...files, "iceland.yaml": iceland };
  return {
    atFirst,
    withPoland: await sound(before),
    first: await compiled(await copy(join(folder, "first"), files)),
    later: await compiled(await copy(join(folder, "later"), later)),
  };
}

function poland(day: string): string {
  return countryFile({ ...POLAND, day });
}

async function copy(folder: string, files: Readonly<Record<string, string>>): Promise<string> {
  await cp(join(ROOT, "knowledge"), folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, "signatories", name), text);
  return folder;
}

async function compiled(KNOWLEDGE_DIR: string): Promise<Known> {
  const DATA_DIR = `${KNOWLEDGE_DIR}-data`;
  const knowledge = await sound(KNOWLEDGE_DIR);
  if (!(await keepCompiled(knowledge, READINGS, DATA_DIR))) throw new Error(`${DATA_DIR} cannot be written.`);
  return { environment: { KNOWLEDGE_DIR, DATA_DIR }, hash: knowledge.hash };
}

/** The folders differ in few files. */
const READINGS: FileReadings = new Map();

async function sound(folder: string): Promise<KnowledgeBase> {
  const parsed = parseKnowledge(await readKnowledgeFiles(folder), systemClock.today(), READINGS);
  if ("knowledge" in parsed) return parsed.knowledge;
  throw new Error(`${folder} has problems: ${JSON.stringify(parsed.problems)}`);
}
