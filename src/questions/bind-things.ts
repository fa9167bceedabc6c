import type { Slug } from "../knowledge/schema/values.ts";
import { cueSet, isEmpty } from "../language/cue-set.ts";
import { KIND, type Sense } from "../language/lexicon.ts";
import type { Term } from "../language/term.ts";
import { hasCue, type Reading } from "./reading.ts";
import { overFillers, type Scene } from "./scan.ts";

const BEFORE_THING = cueSet(["in", "on", "at", "for", "with", "from", "by"]);

/** A topic, a milestone or a person who signed; a name that is several counts as each. */
export function bindThing({ terms }: Scene, at: number, reading: Reading): number {
  const bound = hasCue(terms[at], BEFORE_THING);
  const start = bound ? overFillers(terms, at + 1) : at;
  const term = terms[start];
  if (!term || (term.kinds & THING) === 0) return 0;
  for (const sense of term.senses) name(sense, reading);
  if ((term.kinds & KIND.topic) === 0) reading.events.push(...milestonesOf(term));
  const before = terms[at];
  // "How much sequencing is there?" asks for an amount of it, not for what it costs.
  if (before && hasCue(terms[at - 1], "much") && !hasCue(terms[at - 1], "many")) reading.stray.push(before);
  // The Polish "w" is "in" and "on".
  if (before && (hasCue(before, "in") || hasCue(before, "on"))) reading.hints.push(before);
  if (!isEmpty(term.cues)) reading.hints.push(term);
  return start - at + 1;
}

const THING = KIND.topic | KIND.milestone | KIND.signer;

function milestonesOf({ senses }: Term): readonly Slug[] {
  return senses.flatMap((sense) => (sense.kind === "milestone" ? [sense.id] : []));
}

function name(sense: Sense, reading: Reading): void {
  if (sense.kind === "topic") (sense.weak ? reading.weakTopics : reading.topics).push(sense.id);
  else if (sense.kind === "milestone") reading.milestones.push(sense.id);
  else if (sense.kind === "signer") reading.people.push(...sense.countries);
}
