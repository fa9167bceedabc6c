import { createInterface } from "node:readline";
import { z } from "zod";
import { createConversations } from "../../src/conversation/conversations.ts";
import type { Day } from "../../src/knowledge/day.ts";
import type { Rollcall } from "../../src/rollcall.ts";
import { type RequestIds, replyJson } from "./reply-json.ts";

const request = z.object({
  id: z.union([z.string(), z.number(), z.null()]).optional(),
  conversation: z.string().optional(),
  text: z.string(),
});

export interface JsonLinesOptions {
  readonly rollcall: Rollcall;
  readonly today: Day;
  readonly language: string | null;
  readonly suggest: boolean;
  readonly input: NodeJS.ReadableStream & { readonly readableLength: number };
  readonly output: NodeJS.WritableStream;
}

/** Written out once this much is waiting, so that a pipe costs few system calls. */
const CHUNK = 32 * 1024;

/**
 * Answers questions as JSON Lines, in order. A line that is not a question gets an error line and the run
 * goes on. Resolves to whether every question was answered.
 */
export async function answerJsonLines(options: JsonLinesOptions): Promise<boolean> {
  const { input, output } = options;
  const answer = lineAnswerer(options);
  let waiting = "";
  let allAnswered = true;
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  for await (const line of lines) {
    if (line.trim() === "") continue;
    const { text, answered } = answer(line);
    allAnswered &&= answered;
    waiting += `${text}\n`;
    if (waiting.length >= CHUNK || input.readableLength === 0) {
      const ready = output.write(waiting);
      waiting = "";
      if (!ready) await new Promise((resolve) => output.once("drain", resolve));
    }
  }
  if (waiting !== "") output.write(waiting);
  return allAnswered;
}

function lineAnswerer({ rollcall, today, language, suggest }: JsonLinesOptions) {
  const conversations = createConversations();
  return (line: string): { readonly text: string; readonly answered: boolean } => {
    const parsed = parseLine(line);
    if ("error" in parsed) {
      return {
        text: JSON.stringify({ id: parsed.id, outcome: "error", error: parsed.error }),
        answered: false,
      };
    }
    const { text, ...ids } = parsed;
    const key = ids.conversation;
    const previous = key === undefined ? null : conversations.recall(key, 0);
    const reply = rollcall.ask(text, { today, previous, language });
    if (key !== undefined) conversations.remember(key, reply.turn, 0);
    const suggestions = suggest ? rollcall.suggest(text, reply) : [];
    return { text: replyJson(reply, ids, suggestions), answered: reply.outcome === "answered" };
  };
}

function parseLine(line: string): (RequestIds & { readonly text: string }) | Refused {
  const data = parseJson(line);
  if (data === undefined) return { id: null, error: "The line is not valid JSON." };
  const result = request.safeParse(data);
  if (!result.success) {
    const places = result.error.issues.map(({ path, message }) => `${path.join(".") || "line"}: ${message}`);
    return { id: idOf(data), error: `The line is not a question: ${places.join("; ")}.` };
  }
  const { id, conversation, text } = result.data;
  return { id: id ?? null, ...(conversation === undefined ? {} : { conversation }), text };
}

/** A line that is no question, with the id by which its sender knows it. */
interface Refused {
  readonly id: string | number | null;
  readonly error: string;
}

function idOf(data: unknown): Refused["id"] {
  const given = z.object({ id: z.union([z.string(), z.number()]) }).safeParse(data);
  return given.success ? given.data.id : null;
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
