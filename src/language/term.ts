import type { CountryCode } from "../knowledge/schema/values.ts";
import type { CueSet } from "./cue-set.ts";
import { KIND, type Meaning, type Sense } from "./lexicon.ts";
import type { Token } from "./tokenise.ts";

/** A word or phrase of a question with the meanings it has in one language. */
export interface Term {
  readonly senses: readonly Sense[];
  /** The kinds of the senses, as bits of `KIND`. */
  readonly kinds: number;
  readonly cues: CueSet;
  readonly owners: number;
  readonly tokens: readonly Token[];
  readonly afterPause: boolean;
  /** The word it was read as, when a typing error was repaired. */
  readonly repairedTo: string | null;
}

export interface Segmented {
  readonly terms: readonly Term[];
  readonly unexplained: readonly Token[];
}

/** The term that these tokens are with this meaning. */
export function term(tokens: readonly Token[], { senses, kinds, cues, owners }: Meaning): Term {
  let repairedTo: string | null = null;
  for (const { mended } of tokens) repairedTo ??= mended ?? null;
  return { senses, kinds, cues, owners, tokens, afterPause: tokens[0]?.afterPause ?? false, repairedTo };
}

/** The country that a term means. */
export function countryOf(term: Term): { readonly code: CountryCode; readonly part: string | null } | null {
  if ((term.kinds & KIND.country) === 0) return null;
  for (const sense of term.senses) if (sense.kind === "country") return sense;
  return null;
}
