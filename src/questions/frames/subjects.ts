import { type Slug, slug } from "../../knowledge/schema/values.ts";
import { cueSet, only } from "../../language/cue-set.ts";
import { hasCue, type Reading, says, saysAny } from "../reading.ts";

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
