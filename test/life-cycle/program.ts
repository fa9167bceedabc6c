import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { ROOT } from "../fixtures/root.ts";

/** A built program of the bot, running as its own process. */
export interface Program {
  /** The next line of standard error that has `part` in it. */
  line(part: string): Promise<string>;
  signal(name: NodeJS.Signals): void;
  readonly pid: number | undefined;
  /** How it ended, with all it wrote. */
  readonly ended: Promise<End>;
}

interface End {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export type Environment = Readonly<Record<string, string>>;

/** Starts `dist/adapters/<path>`. Only what is given is in the environment: no token of the machine gets in. */
export function startProgram(path: string, args: readonly string[], environment: Environment): Program {
  const script = `${ROOT}dist/adapters/${path}`;
  const child = spawn(process.execPath, [script, ...args], { cwd: ROOT, env: { ...environment } });
  child.stdin.end();
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  createInterface(child.stderr).on("line", (line) => {
    lines.push(line);
    for (const look of waiting) look();
  });
  let read = 0;
  return {
    line: (part) =>
      new Promise((resolve) => {
        const look = () => {
          const at = lines.findIndex((line, index) => index >= read && line.includes(part));
          const found = lines[at];
          if (found === undefined) return;
          read = at + 1;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    signal: (name) => void child.kill(name),
    pid: child.pid,
    ended: endOf(child, lines),
  };
}

function endOf(child: ChildProcessWithoutNullStreams, lines: readonly string[]): Promise<End> {
  let stdout = "";
  child.stdout.on("data", (data: Buffer) => {
    stdout += data.toString();
  });
  return new Promise((resolve) => {
    child.on("close", (code) => resolve({ code, stdout, stderr: lines.join("\n") }));
  });
}
