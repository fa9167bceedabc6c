import { onTestFinished } from "vitest";
import { type Environment, type Program, startProgram } from "./program.ts";

export type { Environment, Program as BotProcess } from "./program.ts";

export function startBot(environment: Environment): Program {
  return untilTestFinished(startProgram("main.js", [], environment));
}

export function runAnnounce(args: readonly string[], environment: Environment): Program["ended"] {
  return untilTestFinished(startProgram("terminal/announce.js", args, environment)).ended;
}

function untilTestFinished(program: Program): Program {
  onTestFinished(() => program.signal("SIGKILL"));
  return program;
}
