import type { Guess } from "./contenders/contender.ts";
import type { Question } from "./questions.ts";

/** Shares from 0 to 1. */
export interface Score {
  /** Of the answerable questions: kind and countries agree. */
  readonly right: number;
  /** Of the answerable questions: accepted and not right; the rest was refused. */
  readonly wrong: number;
  /** Of the questions to refuse: accepted. */
  readonly falseAccepts: number;
  /** Least score that counts as accepted; null where the library decides by itself. */
  readonly threshold: number | null;
}

interface Judged {
  readonly answerable: boolean;
  readonly accepted: boolean;
  readonly right: boolean;
  readonly score: number;
}

/** Whose guesses they are: only the engine is blamed for what it misses, and only a search needs a threshold. */
export type Kind = "engine" | "classifier" | "search";

/** Compares guesses with what was expected. */
export function scoreOf(guesses: readonly Guess[], questions: readonly Question[], kind: Kind): Score {
  const judged = questions.flatMap(({ expected }, at) => {
    const guess = guesses[at];
    return guess && (expected.kind !== "missed" || kind === "engine") ? [judge(guess, expected)] : [];
  });
  const threshold = kind === "search" ? bestThreshold(judged) : null;
  const accepted = judged.map((one) => ({
    ...one,
    accepted: one.accepted && (threshold === null || one.score >= threshold),
  }));
  const answerable = accepted.filter((one) => one.answerable);
  const others = accepted.filter((one) => !one.answerable);
  return {
    right: share(answerable, (one) => one.accepted && one.right),
    wrong: share(answerable, (one) => one.accepted && !one.right),
    falseAccepts: share(others, (one) => one.accepted),
    threshold,
  };
}

function judge(guess: Guess, expected: Question["expected"]): Judged {
  // A greeting that is returned answers nothing.
  const accepted = guess.op !== null && !(expected.kind === "refusal" && guess.op === "courtesy");
  const countries = [...new Set(guess.countries)].sort().join();
  const right =
    expected.kind === "answer" && guess.op === expected.op && countries === expected.countries.join();
  return { answerable: expected.kind !== "refusal", accepted, right, score: guess.score };
}

/** Most questions right, answered or refused: chosen on the very questions, which favours the library. */
function bestThreshold(judged: readonly Judged[]): number {
  const sorted = judged.filter(({ accepted }) => accepted).toSorted((a, b) => b.score - a.score);
  let gain = 0;
  let best = { gain: 0, score: Number.POSITIVE_INFINITY };
  for (const { right, answerable, score } of sorted) {
    gain += right ? 1 : answerable ? 0 : -1;
    if (gain > best.gain) best = { gain, score };
  }
  return best.score;
}

function share(of: readonly Judged[], holds: (one: Judged) => boolean): number {
  return of.length === 0 ? 0 : of.filter(holds).length / of.length;
}
