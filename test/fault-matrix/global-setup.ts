import type { TestCase, TestProject } from "vitest/node";
import "./in-matrix.ts";
import { type FaultRow, matrixText, unmet } from "./matrix.ts";

/** Prints the fault matrix once all tests have run, and fails a whole run in which a fault was not met. */
export function setup(project: TestProject): () => Promise<void> {
  return async () => {
    const modules = project.vitest.state.getTestModules();
    const rows = modules.flatMap((file) => [...file.children.allTests()].flatMap(rowsOf));
    if (rows.length === 0) return;
    process.stderr.write(`\nFault matrix\n\n${matrixText(rows)}\n`);
    const { testFiles } = await project.globTestFiles();
    const isWhole = modules.length === testFiles.length && !project.config.testNamePattern;
    const missing = unmet(rows);
    if (!isWhole || missing.length === 0) return;
    process.stderr.write(`\nNo test met: ${missing.join(", ")}.\n`);
    process.exitCode = 1;
  };
}

function rowsOf(test: TestCase): FaultRow[] {
  const found = test.result();
  const result = found.state === "skipped" ? `skipped: ${found.note ?? "no reason"}` : found.state;
  return (test.meta().faults ?? []).map((check) => ({ ...check, result }));
}
