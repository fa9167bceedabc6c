import type { Day } from "../day.ts";
import type { KnowledgeBase } from "../knowledge-base.ts";
import type { KnowledgeFiles } from "../knowledge-files.ts";
import type { ProblemAcross } from "../problem.ts";

/** What a rule looks at: the knowledge as built, the files as written, and the day of the check. */
interface Checked {
  readonly knowledge: KnowledgeBase;
  readonly files: KnowledgeFiles;
  readonly today: Day;
}

/** A statement that must hold across files. */
export interface Rule {
  readonly name: string;
  check(checked: Checked): readonly ProblemAcross[];
}
