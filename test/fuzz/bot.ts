import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { within } from "../end-to-end/within.ts";
import { keepKnowledge } from "../fixtures/kept-knowledge.ts";
import { ROOT } from "../fixtures/root.ts";
import { type Environment, startProgram } from "../life-cycle/program.ts";

/** The built bot as `npm start` has it. */
export interface FuzzedBot {
  /** The next line of its log with `part` in it. */
  line(part: string): Promise<string>;
  /** Resolves with what `promise` gives; fails with the log when the bot has ended, or takes too long. */
  meanwhile<T>(what: string, promise: Promise<T>): Promise<T>;
  /** Ends it in good order, and gives all it logged. */
  stop(): Promise<string>;
}

const PATIENCE_MS = 60_000;

export async function startFuzzedBot(environment: Environment): Promise<FuzzedBot> {
  const folder = await mkdtemp(join(tmpdir(), "rollcall-fuzz-"));
  await keepKnowledge(folder);
  const program = startProgram("main.js", [], {
    ...{ KNOWLEDGE_DIR: join(ROOT, "knowledge"), DATA_DIR: folder, RATE_LIMIT_PER_MINUTE: "0" },
    ...environment,
  });
  const end = program.ended.then(({ code, stderr }): never => {
    throw new Error(`The bot ended with ${code}:\n${stderr.slice(-4_000)}`);
  });
  end.catch(() => undefined);
  const meanwhile = <T>(what: string, promise: Promise<T>) =>
    within(PATIENCE_MS, what, Promise.race([promise, end]));
  return {
    line: (part) => meanwhile(part, program.line(part)),
    meanwhile,
    async stop() {
      program.signal("SIGTERM");
      const { code, stderr } = await within(PATIENCE_MS, "the end", program.ended);
      await rm(folder, { recursive: true });
      if (code !== 0) throw new Error(`The bot ended with ${code}:\n${stderr.slice(-4_000)}`);
      return stderr;
    },
  };
}
