import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    dir: "test",
    include: ["**/*.test.ts"],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    maxWorkers: 2,
    globalSetup: ["test/postgresql/global-setup.ts", "test/fault-matrix/global-setup.ts"],
    // No test changes a module or the knowledge, and loading both anew for each file took as long as the tests.
    isolate: false,
  },
});
