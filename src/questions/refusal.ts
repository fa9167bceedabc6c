import { type Answer, NO_FACTS, remark } from "./answer.ts";
import { isContinuation, isElliptic } from "./follow-ups/follow-up.ts";
import { speaksOfSigning } from "./frames/frame.ts";
import type { Interpretation } from "./read.ts";
import type { Reading } from "./reading.ts";
import type { ReplyOutcome } from "./reply.ts";

/** Why a question is not answered: nothing was asked, a word is unknown, it is another matter, or it can mean two things. */
export function refusal(interpretation: Interpretation | null, hasContext: boolean): Answer {
  if (!interpretation || interpretation.tokens === 0)
    return refuse("clarify", remark({ id: "empty", args: {} }));
  const { unexplained, queries, reading } = interpretation;
  if (queries.length > 1) return refuse("clarify", remark({ id: "ask-which-reading", args: {} }));
  if (unexplained.length > 0) {
    if (!isNear(interpretation)) return refuse("off-topic", remark({ id: "off-topic", args: {} }));
    const words = [...new Set(unexplained.map(({ raw }) => raw))].slice(0, 3);
    return refuse("not-understood", remark({ id: "not-understood", args: { words } }));
  }
  if (!hasContext && isElliptic(reading))
    return refuse("clarify", remark({ id: "ask-what-about", args: {} }));
  if (isContinuation(reading)) return refuse("clarify", remark({ id: "ask-which-reading", args: {} }));
  if (isOtherMatter(reading)) return refuse("off-topic", remark({ id: "off-topic", args: {} }));
  return refuse("not-understood", remark({ id: "not-understood-at-all", args: {} }));
}

function refuse(outcome: ReplyOutcome, sentence: ReturnType<typeof remark>): Answer {
  return { outcome, facts: NO_FACTS, sentences: [sentence] };
}

/** Whether a question with unknown words at least speaks of signing or of a country. */
function isNear({ reading, unexplained, tokens }: Interpretation): boolean {
  const known = reading.loose.some((term) =>
    term.senses.some(
      (sense) =>
        sense.kind === "country" ||
        sense.kind === "topic" ||
        (sense.kind === "cue" && ["sign", "signatory", "declaration", "ratify"].includes(sense.cue)),
    ),
  );
  return known && unexplained.length < tokens;
}

/** A bloc's own members, size or dates, and anything that does not speak of signing. */
function isOtherMatter(reading: Reading): boolean {
  return (reading.blocs.length > 0 && !speaksOfSigning(reading)) || !speaksOfSigning(reading);
}
