import type { Reporter, TestCase, TestModule, Vitest } from "vitest/node";
import "./in-matrix.ts";
import { type FaultRow, matrixText, unmet } from "./matrix.ts";

/**
 * Prints the fault matrix once all tests have run, and fails a whole run in which a fault was not met. It stands before
 * the default reporter, so that what failed, and the counts, are the last that is read.
 */
export class FaultMatrix implements Reporter {
  #vitest: Vitest | undefined;

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
  }

  async onTestRunEnd(modules: readonly TestModule[]): Promise<void> {
    const rows = modules.flatMap((file) => [...file.children.allTests()].flatMap(rowsOf));
    if (rows.length === 0) return;
    process.stdout.write(`\nFault matrix\n\n${matrixText(rows)}\n`);
    const missing = unmet(rows);
    if (missing.length === 0 || !(await this.#isWhole(modules))) return;
    process.stdout.write(`\nNo test met: ${missing.join(", ")}.\n`);
    process.exitCode = 1;
  }

  async #isWhole(modules: readonly TestModule[]): Promise<boolean> {
    const files = await this.#vitest?.getRootProject().globTestFiles();
    return modules.length === files?.testFiles.length && !this.#vitest?.config.testNamePattern;
  }
}

function rowsOf(test: TestCase): FaultRow[] {
  const found = test.result();
  const result = found.state === "skipped" ? `skipped: ${found.note ?? "no reason"}` : found.state;
  return (test.meta().faults ?? []).map((check) => ({ ...check, result }));
}
