import { capacityMatchesBlocs } from "./capacity-matches-blocs.ts";
import { everyIdResolves } from "./every-id-resolves.ts";
import { noFutureDate } from "./no-future-date.ts";
import { noRepeatedId } from "./no-repeated-id.ts";
import { noSharedName } from "./no-shared-name.ts";
import { orderedDates } from "./ordered-dates.ts";
import { realCountries } from "./real-countries.ts";
import type { Rule } from "./rule.ts";

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
