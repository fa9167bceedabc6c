import { defineConfig } from "vitest/config";
import { FaultMatrix } from "./test/fault-matrix/reporter.ts";
import { ProgramsFirst } from "./test/programs-first.ts";

export default defineConfig({
  test: {
    dir: "test",
    include: ["**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 30_000,
    // One more than a small machine has cores: a test that has started a program waits for it most of the time.
    maxWorkers: 3,
    // Every file's garbage is young, and collecting it in larger pieces saves a fourteenth of all processor time.
    execArgv: ["--max-semi-space-size=64"],
    sequence: { sequencer: ProgramsFirst },
    globalSetup: ["test/postgresql/global-setup.ts"],
    reporters: [new FaultMatrix(), "default"],
    // No test changes a module or the knowledge, and loading both anew for each file took as long as the tests.
    isolate: false,
  },
});
