import type { Aspect } from "../../knowledge/schema/topic.ts";
import { type Slug, slug } from "../../knowledge/schema/values.ts";
import { cueSet, only } from "../../language/cue-set.ts";
import { hasCue, type Reading, says, saysAny } from "../reading.ts";
import { isYesNo, speaksOfNumber, TARGET } from "./frame.ts";

export const DECLARATION = slug.parse("declaration");

/** Topics named; the declaration itself when nothing narrower is; and "it", which can only mean the declaration. */
export function subjects(reading: Reading): readonly Slug[] {
  const named = distinct(reading.topics.length > 0 ? reading.topics : reading.weakTopics);
  const declared = declaredOf(reading);
  if (named.length === 0)
    return declared.length === 0 && impliesDeclaration(reading) ? [DECLARATION] : declared;
  return says(reading, COMPARING) ? distinct([...declared, ...named]) : named;
}

const COMPARING = cueSet(["difference", "same"]);

/** The declaration where it is named; a topic that bears its name goes before it. */
function declaredOf(reading: Reading): readonly Slug[] {
  if (!says(reading, NAMED_DECLARATION)) return [];
  const term = reading.loose.find((each) => hasCue(each, NAMED_DECLARATION));
  if (!term) return [];
  for (const sense of term.senses) if (sense.kind === "topic" && !sense.weak) return [sense.id];
  return [DECLARATION];
}

const NAMED_DECLARATION = only("declaration");

export function distinct(ids: readonly Slug[]): readonly Slug[] {
  return ids.length < 2 ? ids : [...new Set(ids)];
}

/** "Is it binding?", "does signing cost money?" */
function impliesDeclaration(reading: Reading): boolean {
  return (says(reading, "it") && says(reading, "aux")) || saysAny(reading, ["sign", "signatory"]);
}

const USE_CASES = slug.parse("use-cases");

/** Diseases whose status says that they are one. */
const OF_USE_CASES: ReadonlySet<Slug> = new Set(
  ["cancer", "rare-diseases", "common-complex-diseases", "infectious-diseases", "covid-19"].map((id) =>
    slug.parse(id),
  ),
);

/** "Is cancer a use case?" asks of cancer. */
export function withoutKind(named: readonly Slug[], reading: Reading): readonly Slug[] {
  if (named.length !== 2 || !named.includes(USE_CASES) || !isYesNo(reading)) return named;
  const others = named.filter((id) => OF_USE_CASES.has(id));
  return others.length === 1 ? others : named;
}

const MEETINGS = slug.parse("signatory-meetings");
const GENOME_COUNT = slug.parse("genome-count");

/** What a number or a number of times is asked of, whatever it is beside. */
export function askedOf(aspect: Aspect, reading: Reading): readonly Slug[] | null {
  // "The deadline for a million genomes" is that of the target, and not the end of the initiative.
  if (aspect === "end" && speaksOfNumber(reading)) return [TARGET];
  if (aspect === "status" && speaksOfNumber(reading)) return [GENOME_COUNT];
  // "How many times has the 1+MG Group met?"
  return aspect === "size" && says(reading, "often") && says(reading, "meet") ? [MEETINGS] : null;
}
