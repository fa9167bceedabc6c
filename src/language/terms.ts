import { dayOf, parseDay } from "../knowledge/day.ts";
import { type CountryCode, countryCode } from "../knowledge/schema/values.ts";
import { ANY_LANGUAGE, type Entry, type Lexicon, type Node, type Sense } from "./lexicon.ts";
import { COUNTRY_NAMES } from "./names.generated.ts";
import { oneErrorAway } from "./repair.ts";
import type { Token } from "./tokenise.ts";

/** A word or phrase of a question with the meanings it has in one language. */
export interface Term {
  readonly senses: readonly Sense[];
  readonly tokens: readonly Token[];
  readonly afterPause: boolean;
  /** The word it was read as, when a typing error was repaired. */
  readonly repairedTo: string | null;
}

export interface Segmented {
  readonly terms: readonly Term[];
  readonly unexplained: readonly Token[];
  readonly repairs: number;
}

/** At most one repaired word in four, where the question is long enough to be sure of the others. */
const TOKENS_PER_REPAIR = 4;
const FEWEST_TOKENS = 3;

/** Splits tokens into the longest words and phrases that language number `language` knows. */
export function segment(tokens: readonly Token[], lexicon: Lexicon, language: number): Segmented {
  const mask = 1 << language;
  const codes = tokens.some(({ raw }) => raw !== raw.toUpperCase());
  const terms: Term[] = [];
  const unexplained: Token[] = [];
  let at = 0;
  while (at < tokens.length) {
    const found = termAt(tokens, at, lexicon, mask, codes);
    if (found) terms.push(found);
    else unexplained.push(...tokens.slice(at, at + 1));
    at += found?.tokens.length ?? 1;
  }
  return { terms, unexplained, repairs: terms.filter(({ repairedTo }) => repairedTo !== null).length };
}

function termAt(
  tokens: readonly Token[],
  at: number,
  lexicon: Lexicon,
  mask: number,
  codes: boolean,
): Term | null {
  const token = tokens[at];
  if (!token) return null;
  const phrase = longestPhrase(tokens, at, lexicon.root, mask);
  const code = codes && (phrase?.length ?? 1) === 1 ? codeSense(token.raw) : null;
  if (code) return term([token], [code], null);
  if (phrase) return term(tokens.slice(at, at + phrase.length), phrase.senses, null);
  const senses = shapeSenses(token.text, lexicon, mask) ?? stemSenses(token.text, lexicon, mask);
  if (senses) return term([token], senses, null);
  const repaired = repair(token, lexicon, mask);
  return repaired ? term([token], repaired.senses, repaired.word) : null;
}

/** Whether no more words were repaired than the length of the question allows. */
export function withinRepairBudget(tokens: readonly Token[], repairs: number): boolean {
  if (tokens.length < FEWEST_TOKENS) return repairs === 0;
  return repairs <= Math.max(1, Math.floor(tokens.length / TOKENS_PER_REPAIR));
}

function term(tokens: readonly Token[], senses: readonly Sense[], repairedTo: string | null): Term {
  return { senses, tokens, afterPause: tokens[0]?.afterPause ?? false, repairedTo };
}

function longestPhrase(
  tokens: readonly Token[],
  start: number,
  root: Node,
  mask: number,
): { readonly length: number; readonly senses: readonly Sense[] } | null {
  let node: Node | undefined = root;
  let best: { length: number; senses: readonly Sense[] } | null = null;
  for (let at = start; at < tokens.length; at += 1) {
    node = node.next.get(tokens[at]?.text ?? "");
    if (!node) break;
    const senses = sensesIn(node.entries, mask);
    if (senses) best = { length: at - start + 1, senses };
  }
  return best;
}

function sensesIn(entries: readonly Entry[] | undefined, mask: number): readonly Sense[] | null {
  const senses = entries?.filter(({ languages }) => (languages & mask) !== 0).map(({ sense }) => sense) ?? [];
  return senses.length > 0 ? senses : null;
}

/** `NO`, `UK` and `EL`, in capitals only: `no`, `is` and `at` are words. */
function codeSense(raw: string): Sense | null {
  if (!/^[A-Z]{2}$/.test(raw)) return null;
  const code = CUSTOMARY[raw] ?? raw;
  return code in COUNTRY_NAMES ? { kind: "country", code: countryCode.parse(code), part: null } : null;
}

const CUSTOMARY: Readonly<Record<string, string>> = { UK: "GB", EL: "GR" };

const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const DAY_FIRST = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/;
const DIGITS = /^(\d{1,4})$/;
const DIGITS_AND_SUFFIX = /^(\d{1,3})([a-z]{1,3}|\.)$/;

/** Numbers, ordinals and dates written in digits. */
function shapeSenses(text: string, lexicon: Lexicon, mask: number): readonly Sense[] | null {
  const first = text.charCodeAt(0);
  if (first < 48 || first > 57) return null;
  const digits = DIGITS.exec(text);
  if (digits) return [{ kind: "number", value: Number(digits[1]), ordinal: false }];
  const ordinal = DIGITS_AND_SUFFIX.exec(text);
  if (ordinal) {
    const languages = lexicon.ordinalSuffixes.get(ordinal[2] ?? "") ?? 0;
    const value = Number(ordinal[1]);
    if ((languages & mask) !== 0) return [{ kind: "number", value, ordinal: true }];
    // A full stop after a number ends the sentence where it makes no ordinal.
    return ordinal[2] === "." ? [{ kind: "number", value, ordinal: false }] : null;
  }
  const day = dayInDigits(text);
  return day ? [{ kind: "day", day }] : null;
}

/** ISO, or day.month.year; `4/5/2018` could be April or May and is not read. */
function dayInDigits(text: string) {
  const iso = ISO.exec(text);
  if (iso) return parseDay(`${iso[1]}-${iso[2]?.padStart(2, "0")}-${iso[3]?.padStart(2, "0")}`);
  const parts = DAY_FIRST.exec(text);
  if (!parts) return null;
  const [first, second, year] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  if (text.includes(".") || first > 12 || first === second) return dayOf(year, second, first);
  return second > 12 ? dayOf(year, first, second) : null;
}

const SHORTEST_STEM = 3;

function stemSenses(text: string, lexicon: Lexicon, mask: number): readonly Sense[] | null {
  for (let length = text.length; length >= SHORTEST_STEM; length -= 1) {
    const senses = sensesIn(lexicon.stems.get(text.slice(0, length)), mask);
    if (senses) return senses;
  }
  return null;
}

/** The one meaning that a misspelt word can have; null when there is none, or more than one. */
function repair(
  token: Token,
  lexicon: Lexicon,
  mask: number,
): { readonly word: string; readonly senses: readonly Sense[] } | null {
  if (lexicon.protectedWords.has(token.text)) return null;
  const candidates = oneErrorAway(token.text, lexicon.misspellings).flatMap((word) => {
    const entries = lexicon.root.next.get(word)?.entries ?? [];
    const senses = sensesIn(entries.filter(isRepairable), mask);
    return senses ? [{ word, senses, key: JSON.stringify(senses) }] : [];
  });
  const [first] = candidates;
  return first && candidates.every(({ key }) => key === first.key) ? first : null;
}

/** Countries of any language, and cue words of the language itself. */
function isRepairable({ sense, languages }: Entry): boolean {
  return sense.kind === "country"
    ? languages === ANY_LANGUAGE
    : sense.kind === "cue" || sense.kind === "month";
}

/** The countries that a term can mean. */
export function countryOf(term: Term): { readonly code: CountryCode; readonly part: string | null } | null {
  for (const sense of term.senses) if (sense.kind === "country") return sense;
  return null;
}
