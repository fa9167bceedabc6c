import type { KnowledgeBase, Milestone } from "../../knowledge/knowledge-base.ts";
import { STEPS, type Step } from "../../knowledge/schema/topic.ts";
import { type Slug, slug } from "../../knowledge/schema/values.ts";
import type { Cue } from "../../language/cues.ts";
import { type Reading, says, saysAny } from "../reading.ts";

const CUE_OF_STEP: Readonly<Record<Step, Cue>> = {
  proposed: "propose",
  adopted: "adopt",
  published: "publish",
  "in-force": "in-force",
  start: "begin",
  end: "end",
};

/** What is adopted or published begins as well: these go before a beginning. */
const NARROW: readonly Step[] = ["proposed", "adopted", "published", "in-force"];

/** The step that a question asks for; the narrower goes first. */
export function stepAsked(reading: Reading): Step | null {
  return STEPS.find((step) => says(reading, CUE_OF_STEP[step])) ?? null;
}

/** The one milestone that is this step of the topic spoken of. */
export function stepOf(reading: Reading, { milestones }: KnowledgeBase, step: Step): Milestone | null {
  const named = reading.milestones.flatMap((id) => milestones.get(id)?.of ?? []);
  const [of, ...others] = new Set(reading.topics.length > 0 ? reading.topics : named);
  if (!of || others.length > 0) return null;
  const [found, ...more] = [...milestones.values()].filter(
    (each) => each.of === of && each.steps.includes(step),
  );
  return found && more.length === 0 ? found : null;
}

/** "When was GDI adopted?": such a step is on record as a milestone or not at all; only the declaration has none. */
export function asksNarrowStep(reading: Reading, named: readonly Slug[]): boolean {
  const step = saysAny(reading, ["when", "date"]) ? stepAsked(reading) : null;
  return step !== null && NARROW.includes(step) && !named.includes(DECLARATION);
}

const DECLARATION = slug.parse("declaration");
