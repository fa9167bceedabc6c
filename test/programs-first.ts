import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Folders whose tests start whole programs and wait for them, the longest first. */
const PROGRAMS = ["kill", "end-to-end", "life-cycle", "terminal", "fault-matrix"];

/**
 * Begins with the files that take longest, so that no worker is left with one of them at the end. How long they took
 * is known from the run before; in a fresh checkout, their folders tell.
 */
export class ProgramsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => rank(a.moduleId) - rank(b.moduleId));
  }
}

function rank(path: string): number {
  const at = PROGRAMS.findIndex((folder) => path.includes(`/test/${folder}/`));
  return at < 0 ? PROGRAMS.length : at;
}
