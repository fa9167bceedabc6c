import { Readable, Writable } from "node:stream";
import type { Terminal } from "../../adapters/terminal/terminal.ts";
import type { Ended } from "./ask-process.ts";

/**
 * Runs a program of the terminal within the process of the test: a start of its own takes a second of the machine.
 * Each program has a test that runs it as its own process and compares.
 */
export async function inProcess(
  program: (terminal: Terminal) => Promise<number>,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  input = "",
): Promise<Ended> {
  const [stdout, stderr] = [kept(), kept()];
  const stdin = Readable.from(input === "" ? [] : [input]);
  const argv = ["node", "program", ...args];
  const code = await program({ argv, env, stdin, stdout: stdout.stream, stderr: stderr.stream });
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

function kept() {
  const written: string[] = [];
  const stream = new Writable({
    decodeStrings: false,
    write(text: string, _encoding, done) {
      written.push(text);
      done();
    },
  });
  return { stream, text: () => written.join("") };
}
