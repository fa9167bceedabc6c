import { cueSet, only } from "../language/cue-set.ts";
import { KIND } from "../language/lexicon.ts";
import type { Term } from "../language/term.ts";
import { hasCue, leaveLoose, type Reading } from "./reading.ts";
import { overFillers, type Scene } from "./scan.ts";

const ASKING = cueSet(["which", "who"]);
const THEY = only("they");

/** More than these few are not spoken of as "the three": "which of the 27 …?" counts them. */
const MOST = 4;

/** "Which of the two (countries) signed first?" asks among those spoken of, and not for the first two. */
export function bindThose({ terms }: Scene, at: number, reading: Reading): number {
  const asking = terms[at];
  if (!asking || !hasCue(asking, ASKING)) return 0;
  const next = overFillers(terms, at + 1);
  const those = terms[next];
  const between = terms.slice(at + 1, next);
  // "Which two …?", "welche beiden …?" and "quels sont les deux …?" ask for so many; "welches der beiden" does not.
  const isOf = between.some((term) => hasCue(term, "of")) || (between.length > 0 && hasCue(those, "both"));
  if (!those || !isOf || !isFew(those)) return 0;
  leaveLoose(reading, asking);
  leaveLoose(reading, { ...those, cues: THEY, kinds: KIND.cue, senses: [{ kind: "cue", cue: "they" }] });
  return next - at + 1;
}

function isFew(term: Term): boolean {
  if (hasCue(term, "both")) return true;
  return term.senses.some((sense) => sense.kind === "number" && sense.value > 1 && sense.value <= MOST);
}
