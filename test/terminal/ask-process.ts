import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const ASK = fileURLToPath(new URL("../../dist/adapters/terminal/ask.js", import.meta.url));
const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** A program that hangs is ended, so that its code is null. */
const PATIENCE_MS = 50_000;

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Run {
  /** All of standard input. */
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Closes the pipe of standard output after the first that comes. */
  readonly readsOnce?: boolean;
}

/** `npm run ask` as its own process, with nothing of this machine's environment, and no terminal. */
export function askIn(dataDir: string) {
  return (args: readonly string[], run: Run = {}): Promise<Ended> =>
    runProgram(process.execPath, [ASK, ...args], { ...run, env: { DATA_DIR: dataDir, ...run.env } });
}

export function runProgram(
  program: string,
  args: readonly string[],
  { input = "", env = {}, readsOnce = false }: Run = {},
): Promise<Ended> {
  const child = spawn(program, args, { cwd: ROOT, env: { ...env }, timeout: PATIENCE_MS });
  const written = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (text: string) => {
      written[name] += text;
      if (name === "stdout" && readsOnce) child.stdout.destroy();
    });
  }
  child.stdin.on("error", () => child.stdin.destroy());
  child.stdin.end(input);
  return new Promise((resolve) => {
    child.on("close", (code) => resolve({ code, ...written }));
  });
}
