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
import { fail, type Terminal } from "./terminal.ts";

/** `npm run ask`: one question, a conversation, or JSON Lines. */
export async function ask(terminal: Terminal): Promise<number> {
  const { argv, env, stdin, stdout } = terminal;
  const options = readAskOptions(argv.slice(2), env, systemClock.today());
  if ("wrong" in options) return badUsage(terminal, options.wrong);
  if (options.help) {
    stdout.write(`${ASK_HELP}\n`);
    return 0;
  }
  // A question leaves no folder behind where there was none.
  const dataDir = env["DATA_DIR"] || "./data";
  const loaded = existsSync(dataDir)
    ? await loadCompiledKnowledge(options.knowledge, systemClock.today(), dataDir)
    : await loadKnowledge(options.knowledge, systemClock.today());
  if ("problems" in loaded) {
    return fail(terminal, 2, loaded.problems.map(describeProblem));
  }
  const wrong = wrongLanguage(options.language, [...loaded.knowledge.languages.keys()]);
  if (wrong !== null) return badUsage(terminal, wrong);
  const rollcall = createRollcall(loaded.knowledge);
  if (options.jsonl) {
    const { today, language, suggest } = options;
    const all = await answerJsonLines({
      rollcall,
      today,
      language,
      suggest,
      input: stdin,
      output: stdout,
    });
    return all ? 0 : 1;
  }
  const { question } = options;
  return question === null
    ? talk(terminal, rollcall, options)
    : answerOnce(terminal, rollcall, question, options);
}

function wrongLanguage(language: string | null, known: readonly string[]): string | null {
  if (language === null || known.includes(language)) return null;
  return `--lang: "${language}" is not a language of the knowledge; use one of ${known.join(", ")}`;
}

function answerOnce(
  { env, stdout }: Terminal,
  rollcall: Rollcall,
  question: string,
  options: AskOptions,
): number {
  const { today, language, json } = options;
  const reply = rollcall.ask(question, { today, language });
  if (json) {
    const suggestions = options.suggest ? rollcall.suggest(question, reply) : [];
    stdout.write(`${replyJson(reply, {}, suggestions)}\n`);
  } else {
    const suggestions = rollcall.suggest(question, reply);
    stdout.write(printReply(reply, styleFor(stdout.isTTY ?? false, env), suggestions));
  }
  return reply.outcome === "answered" ? 0 : 1;
}

async function talk(
  terminal: Terminal,
  rollcall: Rollcall,
  { today, language, json }: AskOptions,
): Promise<number> {
  const { env, stdin, stdout } = terminal;
  if (json) return badUsage(terminal, "--json needs a question.");
  if (!stdin.isTTY) return badUsage(terminal, "There is no question and no terminal to ask for one.");
  let previous: Turn | null = null;
  const ask = (text: string): Reply => {
    const reply = rollcall.ask(text, { today, language, previous });
    previous = reply.turn ?? previous;
    return reply;
  };
  await converse({
    ask,
    suggest: rollcall.suggest,
    input: stdin,
    output: stdout,
    env,
  });
  return 0;
}

function badUsage(terminal: Terminal, wrong: string): number {
  return fail(terminal, 2, [`${wrong}\n\n${ASK_HELP}`]);
}
