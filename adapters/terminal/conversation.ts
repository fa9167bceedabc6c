import { createInterface } from "node:readline/promises";
import type { Reply } from "../../src/questions/reply.ts";
import { printReply } from "./print-reply.ts";
import { styleFor } from "./style.ts";

export interface ConversationDeps {
  readonly ask: (text: string) => Reply;
  readonly suggest: (text: string, reply: Reply) => readonly string[];
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream & { readonly isTTY?: boolean };
  readonly env: Readonly<Record<string, string | undefined>>;
}

const WELCOME =
  "Rollcall: ask who has signed the 1+ Million Genomes declaration. Type help for examples, exit to leave.\n";
const LEAVE = new Set(["exit", "quit", "bye", ":q"]);

/** A conversation in a terminal, with history by the arrow keys; ends on exit, Ctrl-C or Ctrl-D. */
export async function converse({ ask, suggest, input, output, env }: ConversationDeps): Promise<void> {
  const style = styleFor(output.isTTY ?? false, env);
  const lines = createInterface({
    input,
    output,
    historySize: 200,
    removeHistoryDuplicates: true,
    prompt: "> ",
  });
  output.write(WELCOME);
  lines.prompt();
  for await (const line of lines) {
    const text = line.trim();
    if (LEAVE.has(text.toLowerCase())) break;
    if (text !== "") {
      const reply = ask(text);
      output.write(`${printReply(reply, style, suggest(text, reply))}\n`);
    }
    lines.prompt();
  }
  lines.close();
}
