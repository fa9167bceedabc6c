#!/usr/bin/env node
import { existsSync } from "node:fs";
import { describeProblem } from "../../src/knowledge/problem.ts";
import type { Reply, Turn } from "../../src/questions/reply.ts";
import { createRollcall, type Rollcall } from "../../src/rollcall.ts";
import { systemClock } from "../clock.ts";
import { loadCompiledKnowledge, loadKnowledge } from "../files/load-knowledge.ts";
import { converse } from "./conversation.ts";
import { answerJsonLines } from "./json-lines.ts";
import { ASK_HELP, type AskOptions, readAskOptions } from "./options.ts";
import { printReply } from "./print-reply.ts";
import { replyJson } from "./reply-json.ts";
import { styleFor } from "./style.ts";

/** `npm run ask`: one question, a conversation, or JSON Lines. */
async function main(): Promise<number> {
  const options = readAskOptions(process.argv.slice(2), process.env, systemClock.today());
  if ("wrong" in options) return badUsage(options.wrong);
  if (options.help) {
    console.log(ASK_HELP);
    return 0;
  }
  // A question leaves no folder behind where there was none.
  const dataDir = process.env["DATA_DIR"] || "./data";
  const loaded = existsSync(dataDir)
    ? await loadCompiledKnowledge(options.knowledge, systemClock.today(), dataDir)
    : await loadKnowledge(options.knowledge, systemClock.today());
  if ("problems" in loaded) {
    for (const problem of loaded.problems) console.error(describeProblem(problem));
    return 2;
  }
  const wrong = wrongLanguage(options.language, [...loaded.knowledge.languages.keys()]);
  if (wrong !== null) return badUsage(wrong);
  const rollcall = createRollcall(loaded.knowledge);
  if (options.jsonl) {
    const { today, language, suggest } = options;
    const all = await answerJsonLines({
      rollcall,
      today,
      language,
      suggest,
      input: process.stdin,
      output: process.stdout,
    });
    return all ? 0 : 1;
  }
  const { question } = options;
  return question === null ? talk(rollcall, options) : answerOnce(rollcall, question, options);
}

function wrongLanguage(language: string | null, known: readonly string[]): string | null {
  if (language === null || known.includes(language)) return null;
  return `--lang: "${language}" is not a language of the knowledge; use one of ${known.join(", ")}`;
}

function answerOnce(rollcall: Rollcall, question: string, options: AskOptions): number {
  const { today, language, json } = options;
  const reply = rollcall.ask(question, { today, language });
  if (json) {
    const suggestions = options.suggest ? rollcall.suggest(question, reply) : [];
    console.log(replyJson(reply, {}, suggestions));
  } else {
    const suggestions = rollcall.suggest(question, reply);
    process.stdout.write(printReply(reply, styleFor(process.stdout.isTTY, process.env), suggestions));
  }
  return reply.outcome === "answered" ? 0 : 1;
}

async function talk(rollcall: Rollcall, { today, language, json }: AskOptions): Promise<number> {
  if (json) return badUsage("--json needs a question.");
  if (!process.stdin.isTTY) return badUsage("There is no question and no terminal to ask for one.");
  let previous: Turn | null = null;
  const ask = (text: string): Reply => {
    const reply = rollcall.ask(text, { today, language, previous });
    previous = reply.turn ?? previous;
    return reply;
  };
  await converse({
    ask,
    suggest: rollcall.suggest,
    input: process.stdin,
    output: process.stdout,
    env: process.env,
  });
  return 0;
}

function badUsage(wrong: string): number {
  console.error(`${wrong}\n\n${ASK_HELP}`);
  return 2;
}

/** A reader that has seen enough (`| head -1`) closes the pipe: no reason to fail. */
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
});

process.exitCode = await main();
