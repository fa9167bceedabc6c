import type { Day } from "../day.ts";
import type { KnowledgeBase } from "../knowledge-base.ts";
import type { KnowledgeFiles } from "../knowledge-files.ts";
import type { ProblemAcross } from "../problem.ts";
import { capacityMatchesBlocs } from "./capacity-matches-blocs.ts";
import { everyIdResolves } from "./every-id-resolves.ts";
import { noFutureDate } from "./no-future-date.ts";
import { noRepeatedId } from "./no-repeated-id.ts";
import { noSharedName } from "./no-shared-name.ts";
import { orderedDates } from "./ordered-dates.ts";
import { realCountries } from "./real-countries.ts";

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

/** All of them, written out: nothing is discovered. */
export const rules: readonly Rule[] = [
  realCountries,
  orderedDates,
  noFutureDate,
  capacityMatchesBlocs,
  everyIdResolves,
  noRepeatedId,
  noSharedName,
];
