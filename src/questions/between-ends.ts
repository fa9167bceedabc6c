import type { KnowledgeBase } from "../knowledge/knowledge-base.ts";
import { orderOf } from "./evaluate/order.ts";
import type { Reading } from "./reading.ts";

/** "Between Norway and Greece" is between Greece and Norway: whoever asks need not know who signed first. */
export function inOrderOfEnds(reading: Reading, { signatories }: KnowledgeBase): Reading {
  const [after, before] = reading.relations;
  if (!reading.between || reading.relations.length !== 2 || !after || !before) return reading;
  const [first, last] = [signatories.get(after.country), signatories.get(before.country)];
  // Whoever has signed did so before a country that has not.
  const turned = last && (!first || orderOf(first, last) === "after");
  if (!turned) return reading;
  const ends = [
    { kind: "after", country: before.country },
    { kind: "before", country: after.country },
  ] as const;
  return { ...reading, relations: [...ends] };
}
