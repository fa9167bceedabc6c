import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type CorpusLine, readCorpus } from "../../adapters/terminal/corpus-file.ts";
import { type Judgement, judge } from "../../src/evaluation/judge.ts";
import type { KnowledgeBase } from "../../src/knowledge/knowledge-base.ts";
import type { LanguageCode } from "../../src/knowledge/schema/values.ts";
import type { Reply, Turn } from "../../src/questions/reply.ts";
import { createRollcall, type Rollcall } from "../../src/rollcall.ts";
import { realKnowledge } from "../fixtures/knowledge-texts.ts";
import { aDay } from "../fixtures/values.ts";

/** The day for which the corpus was written. */
export const TODAY = aDay("2026-11-22");

const CORPUS = fileURLToPath(new URL("../corpus", import.meta.url));

/** Outcomes that state nothing. */
export const REFUSALS: readonly Reply["outcome"][] = ["clarify", "not-understood", "off-topic"];

interface Engine {
  readonly knowledge: KnowledgeBase;
  readonly rollcall: Rollcall;
}

let engine: Promise<Engine> | null = null;

/** The real knowledge, and the engine over it; the files that share a worker share both. */
export function openEngine(): Promise<Engine> {
  engine ??= realKnowledge().then((knowledge) => ({ knowledge, rollcall: createRollcall(knowledge) }));
  return engine;
}

/** The corpus of each language that the knowledge speaks; a language without a folder has an empty one. */
export async function corpora(
  knowledge: KnowledgeBase,
): Promise<ReadonlyMap<LanguageCode, readonly CorpusLine[]>> {
  const codes = [...knowledge.languages.keys()];
  const read = async (folder: string) => (existsSync(folder) ? await readCorpus(folder) : []);
  return new Map(
    await Promise.all(codes.map(async (code) => [code, await read(join(CORPUS, code))] as const)),
  );
}

/** Asks the question of a line after its earlier turns. */
export function replyTo(
  { ask }: Rollcall,
  { turns, question }: Pick<CorpusLine, "turns" | "question">,
): Reply {
  let previous: Turn | null = null;
  for (const turn of turns) previous = ask(turn, { today: TODAY, previous }).turn ?? previous;
  return ask(question, { today: TODAY, previous });
}

/** A greeting that is returned states nothing, so it counts as refused. */
export function judged(reply: Reply, { expected }: CorpusLine): Judgement {
  const courteous = reply.query?.op === "courtesy" && expected.outcome === "refused";
  return courteous ? "right" : judge(reply, expected);
}

/** A line as a reviewer reads it: place, question, what came. */
export function described({ place, turns, question }: CorpusLine, reply: Reply): string {
  const facts = Object.entries(reply.facts).filter(([, value]) => value !== null && String(value) !== "");
  const said = [...turns, question].join(" >> ");
  return `${place.replace(/^.*test\/corpus\//, "")}: ${said}\n  ${reply.outcome} ${JSON.stringify(Object.fromEntries(facts))} ${JSON.stringify(reply.query)}`;
}
