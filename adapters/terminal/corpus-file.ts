import { readdir, readFile, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { z } from "zod";
import type { Expectation } from "../../src/evaluation/judge.ts";

/** One question with what it should come to. */
export interface CorpusLine {
  readonly question: string;
  /** Earlier questions of the same conversation. */
  readonly turns: readonly string[];
  readonly expected: Expectation;
  /** Name of the file without ending: `status`. */
  readonly kind: string;
  readonly place: string;
}

const line = z.object({
  question: z.string(),
  turns: z.array(z.string()).default([]),
  outcome: z.enum(["answered", "clarify", "not-understood", "off-topic", "not-on-record", "refused"]),
  facts: z.record(z.string(), z.unknown()).optional(),
  query: z.record(z.string(), z.unknown()).optional(),
  language: z.string().optional(),
});

/** Reads JSON Lines with expectations, or plain text of which every line must be refused; a folder means all its files. */
export async function readCorpus(path: string): Promise<readonly CorpusLine[]> {
  if ((await stat(path)).isDirectory()) {
    const names = (await readdir(path, { recursive: true }))
      .filter((name) => /\.(jsonl|txt)$/.test(name))
      .sort();
    return (await Promise.all(names.map((name) => readCorpus(join(path, name))))).flat();
  }
  const text = await readFile(path, "utf8");
  const kind = basename(path).replace(/\.\w+$/, "");
  const parse = path.endsWith(".jsonl") ? expectedLine : refusedLine;
  return text.split("\n").flatMap((raw, index) => {
    const place = `${path}:${index + 1}`;
    return raw.trim() === "" ? [] : [{ ...parse(raw, place), kind, place }];
  });
}

type Unplaced = Omit<CorpusLine, "kind" | "place">;

function refusedLine(raw: string): Unplaced {
  return { question: raw, turns: [], expected: { outcome: "refused" } };
}

function expectedLine(raw: string, place: string): Unplaced {
  const parsed = line.safeParse(parseJson(raw, place));
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new Error(`${place} is not a line of a corpus (${problems.join("; ")}).`);
  }
  const { question, turns, outcome, facts, query, language } = parsed.data;
  return { question, turns, expected: { outcome, facts, query, language } };
}

function parseJson(raw: string, place: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    throw new Error(`${place} is not valid JSON.`);
  }
}
