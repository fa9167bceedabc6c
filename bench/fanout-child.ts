import { type ChildProcess, fork } from "node:child_process";
import { on, once } from "node:events";
import { fileURLToPath } from "node:url";
import { ROOT } from "./setting.ts";

/** A process of a fan-out, and what it says, one message after the other; rejects when it ends early. */
export interface Child {
  readonly child: ChildProcess;
  next(): Promise<unknown>;
}

/** Starts `script`, which lies beside this one. */
export function start(script: string, args: readonly string[] = []): Child {
  const child = fork(fileURLToPath(new URL(script, import.meta.url)), args, { cwd: ROOT });
  const messages = on(child, "message");
  const ended = once(child, "exit").then(() => {
    throw new Error("A process of the fan-out ended early.");
  });
  ended.catch(() => undefined);
  const said = async (): Promise<unknown> => (await messages.next()).value?.[0];
  return { child, next: () => Promise.race([said(), ended]) };
}
