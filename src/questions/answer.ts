import type { Sources } from "../knowledge/knowledge-base.ts";
import type { RemarkWords, StatementWords } from "../wording/sentences.ts";
import type { Facts, ReplyOutcome } from "./reply.ts";

/** One sentence of an answer. A statement carries its sources: without one it does not compile. */
export type Sentence =
  | {
      readonly kind: "statement";
      readonly words: StatementWords;
      readonly sources: Sources;
      /** Begins a line of a list. */
      readonly item?: boolean;
    }
  | { readonly kind: "remark"; readonly words: RemarkWords; readonly item?: boolean };

/** What is answered, before it is put into a language. */
export interface Answer {
  readonly outcome: ReplyOutcome;
  readonly facts: Facts;
  readonly sentences: readonly Sentence[];
}

export const NO_FACTS: Facts = {
  verdict: null,
  countries: [],
  possible: [],
  dates: [],
  number: null,
  range: null,
};

/** A sentence that states a fact, with where it can be checked. */
export function state(words: StatementWords, sources: Sources): Sentence {
  return { kind: "statement", words, sources };
}

/** A sentence that states no fact. */
export function remark(words: RemarkWords): Sentence {
  return { kind: "remark", words };
}

/** `Yes.`, `No.` or `That is not known.` */
export function verdictWord(verdict: "yes" | "no" | "unknown"): Sentence {
  return remark({ id: verdict, args: {} });
}

export function answered(facts: Partial<Facts>, sentences: readonly Sentence[]): Answer {
  return { outcome: "answered", facts: complete(facts), sentences };
}

/** All facts, in the order of the schema; one by one, as spreading two objects takes ten times as long. */
function complete({
  verdict = null,
  countries = [],
  possible = [],
  dates = [],
  number = null,
  range = null,
}: Partial<Facts>): Facts {
  return { verdict, countries, possible, dates, number, range };
}

/** Understood, but no source on record says it: with what is known nearby. */
export function notOnRecord(facts: Partial<Facts>, sentences: readonly Sentence[]): Answer {
  return { outcome: "not-on-record", facts: complete(facts), sentences };
}
