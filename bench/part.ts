import type { Budget } from "./budget.ts";

/** How much to measure. */
export interface Extent {
  /** A smoke run: a few questions, numbers without meaning. */
  readonly quick: boolean;
}

/** What a part of the benchmark comes to. */
export interface PartResult {
  /** Tables for people, without the budgets. */
  readonly text: string;
  readonly budgets: readonly Budget[];
  /** The same numbers and more, for programs. */
  readonly data: unknown;
}

export type Part = (extent: Extent) => Promise<PartResult>;
