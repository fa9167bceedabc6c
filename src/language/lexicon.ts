import type { Day } from "../knowledge/day.ts";
import type { CountryCode, LanguageCode, Slug } from "../knowledge/schema/values.ts";
import { type CueSet, NO_CUES, only, union } from "./cue-set.ts";
import type { Cue } from "./cues.ts";

/** One meaning of a word or phrase. */
export type Sense =
  | { readonly kind: "cue"; readonly cue: Cue }
  /** `part` names the part of the state that was said: Scotland for GB. */
  | { readonly kind: "country"; readonly code: CountryCode; readonly part: string | null }
  /** `region`: a common name for neighbours, which one cannot join. */
  | { readonly kind: "bloc"; readonly id: Slug; readonly region: boolean }
  /** `weak`: the name is an everyday word too. */
  | { readonly kind: "topic"; readonly id: Slug; readonly weak: boolean }
  | { readonly kind: "milestone"; readonly id: Slug }
  /** A city in which the declaration was signed. */
  | { readonly kind: "city"; readonly id: Slug }
  /** A person who signed, and for whom. */
  | { readonly kind: "signer"; readonly countries: readonly CountryCode[] }
  | { readonly kind: "number"; readonly value: number; readonly ordinal: boolean }
  | { readonly kind: "month"; readonly month: number }
  | { readonly kind: "day"; readonly day: Day };

/** Each kind of sense as a bit, so that one number tells which kinds a word has. */
export const KIND = {
  cue: 1,
  country: 2,
  bloc: 4,
  topic: 8,
  milestone: 16,
  signer: 32,
  number: 64,
  month: 128,
  day: 256,
  city: 512,
} as const satisfies Readonly<Record<Sense["kind"], number>>;

/** A sense and the languages in which the words have it, as a bit mask. */
export interface Entry {
  readonly sense: Sense;
  /** Languages in which it is understood: names are understood in all. */
  readonly languages: number;
  /** Languages to which the words belong. */
  readonly owners: number;
}

/** What a word or phrase can mean in one language. */
export interface Meaning {
  readonly senses: readonly Sense[];
  /** The kinds of the senses, as bits of `KIND`. */
  readonly kinds: number;
  /** The cue classes among the senses. */
  readonly cues: CueSet;
  /** Languages to which the words belong; 0 for numbers and codes. */
  readonly owners: number;
}

/** Node of the trie over tokens. */
export interface Node {
  readonly next: ReadonlyMap<string, Node>;
  /** What the words so far mean in each language, by its number; null where they mean nothing. */
  readonly meanings: ReadonlyArray<Meaning | null>;
  /** Meanings of one spelling, where accents tell words apart: `før` and `for`, `où` and `ou`. */
  readonly exact: ReadonlyMap<string, ReadonlyArray<Meaning | null>>;
  /** Languages in which the words so far are understood, and those to which they belong, as bit masks. */
  readonly languages: number;
  readonly owners: number;
}

/** All that is known of one word, so that a question looks it up once. Languages are bit masks. */
export interface Word {
  /** Languages in whose phrases it stands; all of them where it may be a code. */
  readonly languages: number;
  /** Languages to which it belongs. */
  readonly owners: number;
  /** The phrases that begin with it; null when it only stands further on. */
  readonly start: Node | null;
  /** Verbs in two parts that begin with it: `skrev … under`. */
  readonly splits: readonly SplitVerb[];
  /** Languages in which it is a name only with a capital: `man` is also a word. */
  readonly homograph: number;
}

/** The words of the second part of a verb in two parts, and what both together mean. */
export interface SplitVerb {
  readonly second: readonly string[];
  readonly entry: Entry;
}

/** All words and names of all languages, and the words that typing errors are looked up in. */
export interface Lexicon {
  readonly root: Node;
  /** Every word of every phrase. */
  readonly words: ReadonlyMap<string, Word>;
  /** Beginnings of words, from `podpisa*`. */
  readonly stems: ReadonlyMap<string, Node>;
  /** The first letters of the stems. */
  readonly stemStarts: ReadonlySet<string>;
  /** Bit i of a mask is `languages[i]`. */
  readonly languages: readonly LanguageCode[];
  readonly ordinalSuffixes: ReadonlyMap<string, number>;
  /** Languages that write all nouns with a capital, as a bit mask. */
  readonly capitalisedNouns: number;
  /** Languages in which 4/5/2018 is 4 May and nothing else, as a bit mask. */
  readonly dayFirst: number;
  /** The two-letter codes that are understood in capitals: `NO`, but not `AI`. */
  readonly codes: ReadonlyMap<string, Meaning>;
  /** Common words never taken for a misspelt one, folded, with the languages they are words of. */
  readonly protectedWords: ReadonlyMap<string, number>;
  /** The same words by each form with one letter less, for what may be misspelt itself; made at its first use. */
  readonly protectedForms: () => ReadonlyMap<string, readonly string[]>;
  /** Words that a typing error may be of, by each form with one letter less; made at its first use. */
  readonly misspellings: () => ReadonlyMap<string, readonly string[]>;
}

/** Entity names are understood in any language. */
export const ANY_LANGUAGE = -1;

/** The senses that `entries` have in language number `language`. */
export function meaningOf(entries: readonly Entry[], language: number): Meaning | null {
  const known = entries.filter((entry) => (entry.languages & (1 << language)) !== 0);
  if (known.length === 0) return null;
  const owners = known.reduce((mask, entry) => mask | entry.owners, 0);
  // A language's own word goes before a name of another that is written alike: Polish "dane" is no Dane.
  const own = known.filter((entry) => (entry.owners & (1 << language)) !== 0);
  const meant = own.length > 0 ? own : known;
  return meaningOfSenses(
    meant.map(({ sense }) => sense),
    owners,
  );
}

export function meaningOfSenses(senses: readonly Sense[], owners = 0): Meaning {
  let kinds = 0;
  let cues = NO_CUES;
  for (const sense of senses) {
    kinds |= KIND[sense.kind];
    if (sense.kind === "cue") cues = union(cues, only(sense.cue));
  }
  return { senses, kinds, cues, owners };
}

const PLAIN = /^[a-z0-9 ]*$/;

/** How words are written: in lower case, but with their accents. */
export function spellingOf(raws: readonly string[]): string {
  const [raw = "", ...more] = raws;
  const spelling = (more.length === 0 ? raw : raws.join(" ")).toLowerCase();
  return PLAIN.test(spelling) ? spelling : spelling.normalize("NFC");
}
