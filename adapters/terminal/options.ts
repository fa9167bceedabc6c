import { parseArgs } from "node:util";
import { type Day, parseDay } from "../../src/knowledge/day.ts";

/** What `npm run ask` was asked to do. */
export interface AskOptions {
  /** Null when none was given; an empty one is a question like any other. */
  readonly question: string | null;
  readonly json: boolean;
  readonly jsonl: boolean;
  readonly suggest: boolean;
  readonly knowledge: string;
  readonly language: string | null;
  readonly today: Day;
  readonly help: boolean;
}

export const ASK_HELP = `Asks Rollcall a question about the 1+ Million Genomes declaration.

  npm run --silent ask -- "has Norway signed?"
  npm run --silent ask                          a conversation (on a terminal)
  npm run --silent ask -- --jsonl < questions   one question a line in, one answer a line out

  --json            the answer as JSON
  --jsonl           questions from standard input as JSON Lines: {"id":"1","conversation":"a","text":"…"}
  --suggest         add suggestions to refused questions (takes milliseconds each)
  --knowledge DIR   another knowledge folder (default: KNOWLEDGE_DIR, else ./knowledge)
  --lang CODE       language of the answer, such as en (default: that of the question)
  --today DAY       the day to answer for, YYYY-MM-DD (default: today)
  -h, --help        this text

Exit code: 0 answered, 1 not answered, 2 bad usage.`;

/** Reads the command line; what is wrong with it comes back as text. */
export function readAskOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  today: Day,
): AskOptions | { readonly wrong: string } {
  const parsed = parse(args);
  if (typeof parsed === "string") return { wrong: parsed };
  const { values, positionals } = parsed;
  const day = values.today === undefined ? today : parseDay(values.today);
  if (day === null) return { wrong: `--today: "${values.today}" is not a day; write it as 2026-11-22` };
  if (values.jsonl && positionals.length > 0) return { wrong: "--jsonl reads questions from standard input" };
  return {
    question: positionals.length > 0 ? positionals.join(" ") : null,
    json: values.json,
    jsonl: values.jsonl,
    suggest: values.suggest,
    knowledge: values.knowledge ?? (env["KNOWLEDGE_DIR"] || "./knowledge"),
    language: values.lang ?? null,
    today: day,
    help: values.help,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: "boolean", default: false },
        jsonl: { type: "boolean", default: false },
        suggest: { type: "boolean", default: false },
        knowledge: { type: "string" },
        lang: { type: "string" },
        today: { type: "string" },
        help: { type: "boolean", short: "h", default: false },
      },
    });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
