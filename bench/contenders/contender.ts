import type { QuestionSet } from "../questions.ts";

/** What a contender made of a question; `op` is null when it does not accept it. */
export interface Guess {
  readonly op: string | null;
  readonly countries: readonly string[];
  /** How sure a search is, more is better; 1 where the library decides by itself. */
  readonly score: number;
}

/** A way to understand questions, loaded and ready. */
export interface Contender<Result = unknown> {
  /** The only part that is timed; a promise is waited for. */
  run(text: string): Result | Promise<Result>;
  guess(result: Result): Guess;
}

/** Makes a contender ready from the examples and names, or from the knowledge of the repository. */
export type Load = (set: QuestionSet) => Promise<Contender>;

export const REFUSED: Guess = { op: null, countries: [], score: 1 };
