import type { TestProject } from "vitest/node";
import { startPostgresql } from "../../tools/postgresql/server.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Address of the server of this run; null where none can be started. */
    postgresql: string | null;
  }
}

/** One PostgreSQL server for all tests of a run. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgresql();
  if ("unavailable" in server) {
    process.stderr.write(`Tests on PostgreSQL are skipped: ${server.unavailable}\n`);
    project.provide("postgresql", null);
    return async () => undefined;
  }
  project.provide("postgresql", server.url);
  return server.stop;
}
