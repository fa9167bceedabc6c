import type { Query } from "../../src/questions/query.ts";
import { count, list, membership, place, status, when } from "./asked.ts";
import { ENGLISH } from "./english.ts";
import type { Filled } from "./sentences.ts";

/**
 * A kind of sentence and the query it asks.
 *
 * `[aux]` is any word of that class; `[when:when]` one of those listed, if the vocabulary has them in the class;
 * `{country}`, `{other}`, `{bloc}`, `{nth}`, `{amount}`, `{year}`, `{date}`, `{topic}` are filled from names and numbers.
 */
export interface Pattern {
  readonly words: string;
  readonly asks: (filled: Filled) => Query;
}

/** Patterns by language; those of a language that the knowledge does not speak are left out. */
export const PATTERNS: Readonly<Record<string, readonly Pattern[]>> = {
  en: ENGLISH,
  de: [
    { words: "hat {country} unterzeichnet", asks: (f) => status(f) },
    { words: "wann hat {country} unterzeichnet", asks: when },
    { words: "wo hat {country} unterzeichnet", asks: place },
    { words: "ist {country} in der {bloc}", asks: membership },
    { words: "wer hat unterzeichnet", asks: () => list({}) },
    { words: "wie viele länder haben unterzeichnet", asks: () => count({}) },
  ],
  fr: [
    { words: "est-ce que {country} a signé", asks: (f) => status(f) },
    { words: "quand est-ce que {country} a signé", asks: when },
    { words: "qui a signé", asks: () => list({}) },
    { words: "combien de pays ont signé", asks: () => count({}) },
  ],
  es: [
    { words: "ha firmado {country}", asks: (f) => status(f) },
    { words: "cuándo firmó {country}", asks: when },
    { words: "quién ha firmado", asks: () => list({}) },
    { words: "cuántos países han firmado", asks: () => count({}) },
  ],
  nb: [
    { words: "har {country} signert", asks: (f) => status(f) },
    { words: "når signerte {country}", asks: when },
    { words: "hvem har signert", asks: () => list({}) },
    { words: "hvor mange land har signert", asks: () => count({}) },
  ],
  pl: [
    { words: "czy {country} podpisała", asks: (f) => status(f) },
    { words: "kiedy {country} podpisała deklarację", asks: when },
    { words: "kto podpisał", asks: () => list({}) },
    { words: "ile krajów podpisało", asks: () => count({}) },
  ],
};
