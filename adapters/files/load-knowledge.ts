import type { Day } from "../../src/knowledge/day.ts";
import { type ParseResult, parseKnowledge } from "../../src/knowledge/parse-knowledge.ts";
import { readKnowledgeFiles } from "./read-knowledge.ts";

/** Reads and checks a knowledge folder; one that cannot be read is a problem like any other. */
export async function loadKnowledge(dir: string, today: Day): Promise<ParseResult> {
  const texts = await readKnowledgeFiles(dir).catch((error: unknown) => String(error));
  if (typeof texts !== "string") return parseKnowledge(texts, today);
  const hint = "Set KNOWLEDGE_DIR to the folder with initiative.yaml, and let the bot read it.";
  return { problems: [{ file: dir, path: "", message: `cannot be read (${texts})`, hint }] };
}
