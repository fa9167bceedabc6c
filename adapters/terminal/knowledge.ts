#!/usr/bin/env node
import { parseArgs } from "node:util";
import { parseKnowledge } from "../../src/knowledge/parse-knowledge.ts";
import { describeProblem } from "../../src/knowledge/problem.ts";
import { systemClock } from "../clock.ts";
import { readKnowledgeFiles } from "../files/read-knowledge.ts";

const HELP = `Checks the knowledge folder and reports every problem.

  npm run knowledge [-- --knowledge DIR]

Exit code: 0 clean (warnings allowed), 1 problems, 2 bad usage.`;

/** `npm run knowledge`: all problems at once, each with file, path, what is wrong and how to mend it. */
async function main(): Promise<number> {
  const options = readOptions();
  if (options === null) return 2;
  if (options.help) {
    console.log(HELP);
    return 0;
  }
  const texts = await readKnowledgeFiles(options.dir).catch((error: unknown) => String(error));
  if (typeof texts === "string") {
    console.error(`The knowledge folder cannot be read: ${texts}`);
    return 2;
  }
  const result = parseKnowledge(texts, systemClock.today());
  if ("problems" in result) {
    for (const problem of result.problems) console.error(describeProblem(problem));
    console.error(`\n${result.problems.length} ${result.problems.length === 1 ? "problem" : "problems"}`);
    return 1;
  }
  for (const warning of result.warnings) console.error(`warning: ${describeProblem(warning)}`);
  const { signatories, topics, milestones, sources, version } = result.knowledge;
  console.log(
    `Knowledge ${version} is sound: ${signatories.size} signatories, ${topics.size} topics, ` +
      `${milestones.size} milestones, ${sources.size} sources.`,
  );
  return 0;
}

function readOptions(): { readonly dir: string; readonly help: boolean } | null {
  try {
    const { values } = parseArgs({
      options: {
        knowledge: { type: "string", default: "./knowledge" },
        help: { type: "boolean", short: "h" },
      },
    });
    return { dir: values.knowledge, help: values.help ?? false };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${HELP}`);
    return null;
  }
}

process.exitCode = await main();
