import type { Day } from "../knowledge/day.ts";
import type { Source } from "../knowledge/knowledge-base.ts";
import type { CountryCode, LanguageCode } from "../knowledge/schema/values.ts";
import type { Query } from "./query.ts";

/** How a question ended. */
export type ReplyOutcome = "answered" | "clarify" | "not-understood" | "off-topic" | "not-on-record";

/** Whether the bot has no answer, rather than one or a question back. */
export function isRefusal(outcome: ReplyOutcome): boolean {
  return outcome !== "answered" && outcome !== "clarify";
}

/** Whether it was a question to the bot, answered or not. */
export function isUnderstood(outcome: ReplyOutcome): boolean {
  return outcome !== "not-understood" && outcome !== "off-topic";
}

/** The answer as data; see "The answer as data" in docs/architecture.md. */
export interface Facts {
  /** For a yes/no question, a claim, or a date or rank asked of a country that has not signed. */
  readonly verdict: "yes" | "no" | "unknown" | null;
  /** What the answer is about; for a list, "who" or rank question exactly its members; for a count the certain ones. */
  readonly countries: readonly CountryCode[];
  /** Countries that bounds leave open. */
  readonly possible: readonly CountryCode[];
  /** Exact days that the answer states. */
  readonly dates: readonly Day[];
  /** The count, or the rank; with bounds, the number that is certain. */
  readonly number: number | null;
  /** [certain, possible], when bounds leave the number open. */
  readonly range: readonly [number, number] | null;
}

/** What to hand back with the next question of the same conversation. */
export interface Turn {
  readonly query: Query;
  readonly language: LanguageCode;
  /** Countries that the last answer was about: what "it" and "they" stand for. */
  readonly focus: readonly CountryCode[];
}

/** An answer, a refusal or a question back, worded in one language. */
export interface Reply {
  readonly outcome: ReplyOutcome;
  /** Language of the question. */
  readonly language: LanguageCode;
  /** Language of `text`: differs where a text exists in English only. */
  readonly textLanguage: LanguageCode;
  /** Language of all that stands beside `text`: the one wished for, else that of the question. */
  readonly answerLanguage: LanguageCode;
  readonly query: Query | null;
  /** Whether `query` stands in the question as typed: no typing error mended, nothing taken from the turn before. */
  readonly asTyped: boolean;
  /** Plain text, not mark-up: escape it for the platform. Lines are joined by "\n"; an item of a list begins with "• ". */
  readonly text: string;
  readonly facts: Facts;
  /** Empty only for help, courtesy and refusals. */
  readonly sources: readonly Source[];
  readonly asOf: Day;
  /** `KnowledgeBase.version`. */
  readonly knowledge: string;
  /** Words for the lines under an answer, in its language: `As of 13 March 2026`, `Sources`. */
  readonly labels: { readonly asOf: string; readonly sources: string };
  readonly turn: Turn | null;
}
