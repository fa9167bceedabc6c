import type { KnowledgeBase } from "../src/knowledge/knowledge-base.ts";
import { COUNTRY_NAMES } from "../src/language/names.generated.ts";

export interface NamedCountry {
  readonly code: string;
  readonly names: readonly string[];
}

/** English names of all countries of the world, with the adjectives and further names of the knowledge. */
export function namesOf(knowledge: KnowledgeBase): readonly NamedCountry[] {
  const english = [...knowledge.languages.values()].find(({ code }) => code === "en");
  return Object.entries(COUNTRY_NAMES).map(([code, names]) => {
    const further = [...(english?.countryNames ?? [])].find(([key]) => key === code)?.[1] ?? [];
    return {
      code,
      names: [...new Set([...(names["en"] ?? []), ...further].map((name) => name.toLowerCase()))],
    };
  });
}

/** Index of names: one look-up for each run of words. */
export type NameIndex = ReadonlyMap<string, string>;

export function indexNames(names: readonly NamedCountry[]): NameIndex {
  return new Map(
    names.flatMap(({ code, names: list }) => list.map((name) => [wordsOf(name).join(" "), code])),
  );
}

const WORD = /[\p{L}\p{N}]+/gu;
const LONGEST = 5;

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(WORD) ?? [];
}

export interface Masked {
  readonly text: string;
  readonly countries: readonly string[];
}

/** The question in lower case with `country` for each country that is named exactly, longest name first. */
export function mask(text: string, index: NameIndex): Masked {
  const words = wordsOf(text);
  const kept: string[] = [];
  const countries: string[] = [];
  for (let at = 0; at < words.length; ) {
    const found = longestName(words, at, index);
    kept.push(found ? "country" : (words[at] ?? ""));
    if (found) countries.push(found.code);
    at += found?.length ?? 1;
  }
  return { text: kept.join(" "), countries };
}

function longestName(words: readonly string[], at: number, index: NameIndex) {
  for (let length = Math.min(LONGEST, words.length - at); length > 0; length -= 1) {
    const code = index.get(words.slice(at, at + length).join(" "));
    if (code) return { code, length };
  }
  return null;
}
