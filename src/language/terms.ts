import { type Day, dayOf, parseDay } from "../knowledge/day.ts";
import type { CountryCode } from "../knowledge/schema/values.ts";
import type { Cue } from "./cues.ts";
import { type Lexicon, type Meaning, meaningOfSenses, type Node, type Sense, spellingOf } from "./lexicon.ts";
import { oneErrorAway } from "./repair.ts";
import type { Token } from "./tokenise.ts";

/** A word or phrase of a question with the meanings it has in one language. */
export interface Term {
  readonly senses: readonly Sense[];
  readonly cues: readonly Cue[];
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

/** At most one repaired word in four, where the question is long enough to be sure of the others. */
const TOKENS_PER_REPAIR = 4;
const FEWEST_TOKENS = 3;

/** Splits tokens into the longest words and phrases that a language knows; null when it does not know them all. */
export function segment(tokens: readonly Token[], lexicon: Lexicon, language: number): Segmented | null {
  const plain = split(tokens, lexicon, language, 0);
  return plain.unexplained.length === 0 ? plain : null;
}

/**
 * The same for a question with typing errors, looked for only where so few words are unknown that all of them
 * could be errors.
 */
export function segmentMended(
  tokens: readonly Token[],
  lexicon: Lexicon,
  language: number,
): Segmented | null {
  const budget = repairBudget(tokens.length);
  const { unexplained } = split(tokens, lexicon, language, budget + MOST_STRAY);
  const strangers = unexplained.filter(({ text }) => !isOwn(text, lexicon, language));
  if (strangers.length === 0 || strangers.length > budget) return null;
  const ways = waysToMend(tokens, unexplained, lexicon, language);
  return agreed(
    ways.filter((way) => way.filter(({ mended }) => mended !== undefined).length <= budget),
    lexicon,
    language,
  );
}

/** Words of phrases that may stand alone beside a misspelt one: `untied kingdom`. */
const MOST_STRAY = 2;
/** More ways to mend a question than this are too many to be sure of one. */
const MOST_WAYS = 24;

/** Words are mended before phrases are looked for, so that "twenty-frist" is the 21st and not twenty and first. */
function waysToMend(
  tokens: readonly Token[],
  unknown: readonly Token[],
  lexicon: Lexicon,
  language: number,
): ReadonlyArray<readonly Token[]> {
  let ways: ReadonlyArray<readonly Token[]> = [tokens];
  for (const token of unknown) {
    const mends = mendsOf(token, lexicon, language);
    ways = ways.flatMap((way) => mends.map((mend) => way.map((each) => (each === token ? mend : each))));
    if (ways.length === 0 || ways.length > MOST_WAYS) return [];
  }
  return ways;
}

/** What the ways that are understood have in common: the question, if they say the same and all are sound. */
function agreed(ways: ReadonlyArray<readonly Token[]>, lexicon: Lexicon, language: number): Segmented | null {
  const understood = ways
    .map((way) => split(way, lexicon, language))
    .filter(({ unexplained }) => unexplained.length === 0);
  const [first] = understood;
  const meaning = JSON.stringify(first?.terms.map(({ senses }) => senses));
  const isAgreed = understood.every(
    ({ terms }) =>
      JSON.stringify(terms.map(({ senses }) => senses)) === meaning &&
      terms.every((each) => isSound(each, ways[0] ?? [], lexicon, language)),
  );
  return first && isAgreed ? first : null;
}

/** The word as it stands, where a phrase of the language has it (`untied kingdom`), and all it may be an error for. */
function mendsOf(token: Token, lexicon: Lexicon, language: number): readonly Token[] {
  if (lexicon.protectedWords.has(token.text)) return [];
  const candidates = candidatesFor(token.text, lexicon, language);
  const mends = candidates.map((word) => ({ ...token, text: word, mended: word }));
  return isOwn(token.text, lexicon, language) ? [token, ...mends] : mends;
}

/** Words of the language itself that are one typing error away. */
function candidatesFor(text: string, lexicon: Lexicon, language: number): readonly string[] {
  return oneErrorAway(text, lexicon.misspellings()).filter((word) => isOwn(word, lexicon, language));
}

function isOwn(word: string, { ownWords }: Lexicon, language: number): boolean {
  return ((ownWords.get(word) ?? 0) & (1 << language)) !== 0;
}

/**
 * Whether a mended word may mean what it was read as: a name of a country or bloc always, a topic only by a
 * long name, and a common word only where it was not written as a name, with a capital within the question.
 */
function isSound(
  { senses, tokens }: Term,
  all: readonly Token[],
  lexicon: Lexicon,
  language: number,
): boolean {
  const token = tokens.find(({ mended: word }) => word !== undefined);
  if (!token?.mended || tokens.length > 1) return true;
  const capital = token.raw !== all[0]?.raw && /^\p{Lu}\p{Ll}/u.test(token.raw);
  const isName = capital && (lexicon.capitalisedNouns & (1 << language)) === 0;
  return senses.every((sense) => isRepairable(sense, token.mended ?? "", isName));
}

/** Splits tokens into the longest words and phrases known; gives up once more than `most` are unknown. */
export function split(
  tokens: readonly Token[],
  lexicon: Lexicon,
  language: number,
  most = Number.POSITIVE_INFINITY,
): Segmented {
  const codes = tokens.length === 1 || tokens.some(({ raw }) => raw !== raw.toUpperCase());
  const seconds = new Set<number>();
  const found: Term[] = [];
  const unexplained: Token[] = [];
  for (let at = 0; at < tokens.length && unexplained.length <= most; ) {
    const next = seconds.has(at)
      ? SILENT
      : (inTwoParts(tokens, at, lexicon, language, seconds) ?? termAt(tokens, at, lexicon, language, codes));
    if (next) found.push(next);
    else unexplained.push(...tokens.slice(at, at + 1));
    at += Math.max(1, next?.tokens.length ?? 1);
  }
  return { terms: found.filter((each) => each !== SILENT), unexplained };
}

/** The second part of a verb, which was told with the first. */
const SILENT: Term = { senses: [], cues: [], owners: 0, tokens: [], afterPause: false, repairedTo: null };

/** For each language, how many words of a question stand in none of its phrases. */
export function unknownWords(tokens: readonly Token[], lexicon: Lexicon): readonly number[] {
  const unknown = lexicon.languages.map(() => 0);
  for (const { text } of tokens) {
    const mask = wordMask(text, lexicon);
    if (mask === EVERY_LANGUAGE) continue;
    for (let index = 0; index < unknown.length; index += 1) {
      if ((mask & (1 << index)) === 0) unknown[index] = (unknown[index] ?? 0) + 1;
    }
  }
  return unknown;
}

const EVERY_LANGUAGE = -1;

function wordMask(text: string, { words, stems, codes }: Lexicon): number {
  const first = text.charCodeAt(0);
  // What begins with a digit, or may be a code, is looked at by each language for itself; q4 is a quarter in all.
  if (first >= 48 && first <= 57) return EVERY_LANGUAGE;
  if (text.length === 2 && (first === 113 || codes.has(text.toUpperCase()))) return EVERY_LANGUAGE;
  return words.get(text) ?? stemMask(text, stems);
}

/** Languages that know a beginning of the word. */
export function stemMask(text: string, stems: Lexicon["stems"]): number {
  let mask = 0;
  for (let length = text.length; length >= SHORTEST_STEM; length -= 1) {
    for (const { languages } of stems.get(text.slice(0, length))?.entries ?? []) mask |= languages;
  }
  return mask;
}

/** How many words may be repaired in a question of so many. */
export function repairBudget(tokens: number): number {
  return tokens < FEWEST_TOKENS ? 0 : Math.max(1, Math.floor(tokens / TOKENS_PER_REPAIR));
}

/** Words that may stand between the parts of a verb. */
const MOST_BETWEEN = 6;

/** "Skrev Norge under?": a verb whose second part stands further on. */
function inTwoParts(
  tokens: readonly Token[],
  at: number,
  { splits }: Lexicon,
  language: number,
  seconds: Set<number>,
): Term | null {
  const token = tokens[at];
  for (const { second, entry } of (token && splits.get(token.text)) ?? []) {
    if (!token || (entry.languages & (1 << language)) === 0) continue;
    const found = tokens.findIndex(
      (other, index) => index > at && index <= at + MOST_BETWEEN && other.text === second,
    );
    if (found <= at + 1) continue;
    seconds.add(found);
    return term([token], meaningOfSenses([entry.sense], entry.owners));
  }
  return null;
}

function termAt(
  tokens: readonly Token[],
  at: number,
  lexicon: Lexicon,
  language: number,
  codes: boolean,
): Term | null {
  const token = tokens[at];
  if (!token) return null;
  const phrase = longestPhrase(tokens, at, lexicon.root, language);
  const code = codes && (phrase?.length ?? 1) === 1 ? codeMeaning(token.raw, lexicon) : null;
  if (code) return term([token], code);
  if (phrase) {
    const meaning =
      phrase.length === 1 ? withoutHomograph(token, phrase.meaning, lexicon, language) : phrase.meaning;
    return meaning ? term(tokens.slice(at, at + phrase.length), meaning) : null;
  }
  const meaning = inDigits(token.text, lexicon, language) ?? byStem(token.text, lexicon, language);
  return meaning ? term([token], meaning) : null;
}

/** "Har man signert?": a name that is also a word counts only with a capital. */
function withoutHomograph(
  token: Token,
  meaning: Meaning,
  lexicon: Lexicon,
  language: number,
): Meaning | null {
  const isWord = ((lexicon.homographs.get(token.text) ?? 0) & (1 << language)) !== 0;
  if (!isWord || /^\p{Lu}/u.test(token.raw)) return meaning;
  const senses = meaning.senses.filter(({ kind }) => kind !== "country");
  return senses.length > 0 ? meaningOfSenses(senses, meaning.owners) : null;
}

function term(tokens: readonly Token[], { senses, cues, owners }: Meaning): Term {
  const repairedTo = tokens.find(({ mended: word }) => word !== undefined)?.mended ?? null;
  return { senses, cues, owners, tokens, afterPause: tokens[0]?.afterPause ?? false, repairedTo };
}

function longestPhrase(
  tokens: readonly Token[],
  start: number,
  root: Node,
  language: number,
): { readonly length: number; readonly meaning: Meaning } | null {
  let node: Node | undefined = root;
  let best: { length: number; meaning: Meaning } | null = null;
  for (let at = start; at < tokens.length; at += 1) {
    node = nextNode(node, tokens[at]?.text ?? "");
    if (!node) break;
    const exact = node.exact.size > 0 ? spellingOf(tokens.slice(start, at + 1).map(({ raw }) => raw)) : "";
    const meaning = spelt(node, exact, language);
    if (meaning) best = { length: at - start + 1, meaning };
  }
  return best;
}

/** A full stop that ends the sentence is no part of a name: "digital day 2." */
function nextNode(node: Node, text: string): Node | undefined {
  return node.next.get(text) ?? (text.endsWith(".") ? node.next.get(text.slice(0, -1)) : undefined);
}

/** The meaning of exactly this spelling, or else of the same letters without accents, which tell of no language. */
function spelt(node: Node, spelling: string, language: number): Meaning | null {
  const exact = node.exact.get(spelling);
  const meaning = node.meanings[language] ?? null;
  if (!exact) return meaning;
  return exact[language] ?? (meaning && { ...meaning, owners: 0 });
}

/** `NO`, `UK` and `EL`, in capitals only: `no`, `is` and `at` are words. */
function codeMeaning(raw: string, { codes }: Lexicon): Meaning | null {
  const code = raw.length === 2 ? codes.get(raw) : undefined;
  return code ? { senses: [{ kind: "country", code, part: null }], cues: [], owners: 0 } : null;
}

const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const DAY_FIRST = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/;
const DIGITS = /^(\d{1,4})$/;
const DIGITS_AND_SUFFIX = /^(\d{1,3})([a-z]{1,3}|\.)$/;

/** Numbers, ordinals and dates written in digits. */
function inDigits(text: string, lexicon: Lexicon, language: number): Meaning | null {
  const quarter = /^q([1-4])$/.exec(text)?.[1];
  if (quarter)
    return {
      senses: [{ kind: "number", value: Number(quarter), ordinal: true }],
      cues: ["quarter"],
      owners: 0,
    };
  const first = text.charCodeAt(0);
  if (first < 48 || first > 57) return null;
  const digits = DIGITS.exec(text);
  if (digits) return number(Number(digits[1]), false);
  const ordinal = DIGITS_AND_SUFFIX.exec(text);
  if (ordinal) {
    const languages = lexicon.ordinalSuffixes.get(ordinal[2] ?? "") ?? 0;
    if ((languages & (1 << language)) !== 0) return number(Number(ordinal[1]), true);
    // A full stop after a number ends the sentence where it makes no ordinal.
    return ordinal[2] === "." ? number(Number(ordinal[1]), false) : null;
  }
  const day = dayInDigits(text);
  return day ? { senses: [{ kind: "day", day }], cues: [], owners: 0 } : null;
}

function number(value: number, ordinal: boolean): Meaning {
  return { senses: [{ kind: "number", value, ordinal }], cues: [], owners: 0 };
}

/** ISO, or day.month.year; `4/5/2018` could be April or May and is not read. */
function dayInDigits(text: string): Day | null {
  const iso = ISO.exec(text);
  if (iso) return parseDay(`${iso[1]}-${iso[2]?.padStart(2, "0")}-${iso[3]?.padStart(2, "0")}`);
  const parts = DAY_FIRST.exec(text);
  if (!parts) return null;
  const [first, second, year] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  if (text.includes(".") || first > 12 || first === second) return dayOf(year, second, first);
  return second > 12 ? dayOf(year, first, second) : null;
}

const SHORTEST_STEM = 3;

function byStem(text: string, lexicon: Lexicon, language: number): Meaning | null {
  for (let length = text.length; length >= SHORTEST_STEM; length -= 1) {
    const meaning = lexicon.stems.get(text.slice(0, length))?.meanings[language];
    if (meaning) return meaning;
  }
  return null;
}

/** Shorter names of topics lie too near to everyday words: cancer, cancel. */
const MIN_TOPIC = 8;

/** Names of countries, blocs and topics; in a word that is no name also cue words and months. */
function isRepairable(sense: Sense, word: string, isName: boolean): boolean {
  switch (sense.kind) {
    case "country":
    case "bloc":
    case "month":
      return true;
    case "topic":
      return !sense.weak && word.length >= MIN_TOPIC;
    case "cue":
      return !isName;
    default:
      return false;
  }
}

/** The country that a term means. */
export function countryOf(term: Term): { readonly code: CountryCode; readonly part: string | null } | null {
  for (const sense of term.senses) if (sense.kind === "country") return sense;
  return null;
}
