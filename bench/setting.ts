import { fileURLToPath } from "node:url";
import { loadKnowledge } from "../adapters/files/load-knowledge.ts";
import { type Day, parseDay } from "../src/knowledge/day.ts";
import type { KnowledgeBase } from "../src/knowledge/knowledge-base.ts";

/** Root of the repository; this file runs from dist/bench. */
export const ROOT = fileURLToPath(new URL("../../", import.meta.url));
export const KNOWLEDGE_DIR = `${ROOT}knowledge`;

/** The day that the corpus speaks of. */
export const TODAY: Day = dayOrThrow("2026-11-22");

function dayOrThrow(text: string): Day {
  const day = parseDay(text);
  if (!day) throw new Error(`${text} is not a day.`);
  return day;
}

/** The knowledge of the repository; throws with its problems when it cannot be used. */
export async function realKnowledge(): Promise<KnowledgeBase> {
  const loaded = await loadKnowledge(KNOWLEDGE_DIR, TODAY);
  if ("knowledge" in loaded) return loaded.knowledge;
  throw new Error(loaded.problems.map(({ file, message }) => `${file}: ${message}`).join("\n"));
}

/** What is under way, on standard error: standard output carries the tables alone. */
export function progress(text: string): void {
  process.stderr.write(`${text}\n`);
}
