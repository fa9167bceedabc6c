import { readSettings, type Settings } from "../settings.ts";

/** What a program of the terminal runs with: `process`, or what a test puts in its place. */
export interface Terminal {
  /** Two for the program itself, then those given to it. */
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean; readonly readableLength: number };
  readonly stdout: NodeJS.WritableStream & { readonly isTTY?: boolean };
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean };
}

/** Says why a program ends as it does. The result is `code`, for the program to end with. */
export function fail({ stderr }: Terminal, code: number, lines: readonly string[]): number {
  for (const line of lines) stderr.write(`${line}\n`);
  return code;
}

/** The settings of the environment; else the exit code, after all that is wrong with them was said. */
export function settingsOf(terminal: Terminal): Settings | number {
  const read = readSettings(terminal.env);
  if ("settings" in read) return read.settings;
  const lines = read.problems.map(({ name, expected }) => `${name}: expected ${expected}`);
  return fail(terminal, 2, lines);
}
