import type { LanguageCode } from "../knowledge/schema/values.ts";
import { fold } from "../language/fold.ts";
import type { RemarkWords } from "../wording/sentences.ts";
import type { Terms } from "./terms.ts";

/** A word of a command, as it was typed and for comparing. */
export interface Word {
  readonly raw: string;
  readonly folded: string;
}

/** The language that a command ends with, and the words before it. */
export type LanguageRead =
  | { readonly kind: "none" }
  | { readonly kind: "named"; readonly before: readonly Word[]; readonly language: LanguageCode }
  /** Whichever, or none that there is; the hint is for where one is needed. */
  | { readonly kind: "any" | "unknown"; readonly before: readonly Word[]; readonly hint: RemarkWords };

const BEFORE_LANGUAGE: ReadonlySet<string> = new Set(["in", "auf", "en", "pa", "po"]);
const ANY = "any";
/** In words. */
const LONGEST_NAME = 4;
/** A code that is a common word as well names a language only where it is said to. */
const COMMON_WORDS: ReadonlySet<string> = new Set(["no"]);

export function wordsOf(text: string): readonly Word[] {
  const parts = text.replace(/[,;]|[:=](?!\d)/g, " ").split(/\s+/);
  return parts.filter(Boolean).map((raw) => ({ raw, folded: fold(raw).replace(/[()]|[.!]+$/g, "") }));
}

/** Reads `in German`, `auf Deutsch`, `language: de`, `German language` and a bare `German` at the end of a command. */
export function readLanguage(said: readonly Word[], terms: Terms): LanguageRead {
  const announces = ({ folded }: Word) => BEFORE_LANGUAGE.has(folded) || terms.languageWords.has(folded);
  const [last, previous] = [said.at(-1), said.at(-2)];
  const isAfter = last && previous && terms.languageWords.has(last.folded) && !announces(previous);
  const words = isAfter ? said.slice(0, -1) : said;
  const at = words.findIndex(announces);
  return at < 0 ? bareLanguage(words, terms) : announced(words, at, announces, terms);
}

function announced(
  words: readonly Word[],
  at: number,
  announces: (word: Word) => boolean,
  terms: Terms,
): LanguageRead {
  const before = words.slice(0, at);
  let named = words.slice(at);
  // The last word stays: `en` stands before a language, and is one.
  while (named[0] && named.length > 1 && announces(named[0])) named = named.slice(1);
  return resolve(before, named, terms) ?? { kind: "unknown", before, hint: hintAt(named, terms) };
}

/** The longest name that the words end with. */
function bareLanguage(words: readonly Word[], terms: Terms): LanguageRead {
  for (let length = Math.min(words.length, LONGEST_NAME); length > 0; length -= 1) {
    const named = words.slice(-length);
    const [word] = named;
    const isCommon = length === 1 && word !== undefined && COMMON_WORDS.has(word.folded);
    const found = isCommon ? null : resolve(words.slice(0, -length), named, terms);
    if (found) return found;
  }
  return { kind: "none" };
}

function resolve(before: readonly Word[], named: readonly Word[], terms: Terms): LanguageRead | null {
  const name = named.map(({ folded }) => folded).join(" ");
  if (name === ANY) return { kind: "any", before, hint: hintAt(named, terms) };
  const language = terms.languages.get(name);
  return language ? { kind: "named", before, language } : null;
}

function hintAt(named: readonly Word[], { languages }: Terms): RemarkWords {
  const words = [named.map(({ raw }) => raw).join(" ")];
  return { id: "malformed-language", args: { words, languages: [...new Set(languages.values())] } };
}
