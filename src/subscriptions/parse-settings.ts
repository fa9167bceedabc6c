import { fold } from "../language/fold.ts";
import type { RemarkWords } from "../wording/sentences.ts";
import { MODES, type SettingsCommand } from "./channel-settings.ts";
import type { Terms } from "./terms.ts";

/** What is asked of the settings of a channel, or an exact hint at what is wrong with it: nothing is guessed. */
export type ParsedSettings =
  | { readonly kind: "settings"; readonly asked: SettingsCommand }
  | { readonly kind: "malformed"; readonly hint: RemarkWords };

const BEFORE_LANGUAGE: ReadonlySet<string> = new Set(["in", "auf", "en", "pa", "po"]);
const ANY: ReadonlySet<string> = new Set(["any", "any language"]);
const FORGET: ReadonlySet<string> = new Set(["forget", "forget me", "forget everything"]);
const MOST_QUOTED = 5;

/**
 * Reads what follows the command of the bot; null when its first word is not `settings`.
 *
 * `"settings automatic in German"` gives both; `"settings"` alone asks for nothing but to see them.
 */
export function parseSettings(text: string, terms: Terms): ParsedSettings | null {
  const [first, ...raw] = wordsOf(text);
  if (plain(first ?? "") !== "settings") return null;
  const at = raw.findIndex((word) => BEFORE_LANGUAGE.has(plain(word)));
  const named = at < 0 ? raw : raw.slice(0, at);
  const [word, ...more] = named;
  const mode = MODES.find((one) => one === plain(word ?? ""));
  if ((word !== undefined && !mode) || more.length > 0) return unknown(mode ? more : named);
  const asked = mode ? { mode } : {};
  return at < 0 ? { kind: "settings", asked } : inLanguage(asked, raw.slice(at), terms);
}

/** `said` begins with the word before the language. */
function inLanguage(asked: SettingsCommand, said: readonly string[], { languages }: Terms): ParsedSettings {
  const named = said.slice(1);
  const name = named.map(plain).join(" ");
  const language = ANY.has(name) ? null : languages.get(name);
  if (language !== undefined) return { kind: "settings", asked: { ...asked, language } };
  const args = {
    words: [(named.length > 0 ? named : said).join(" ")],
    languages: [...new Set(languages.values())],
  };
  return { kind: "malformed", hint: { id: "malformed-language", args } };
}

/** Whether what follows the command of the bot asks it to forget the person; "forget Norway" does not. */
export function isForget(text: string): boolean {
  return FORGET.has(wordsOf(text).map(plain).join(" "));
}

function unknown(words: readonly string[]): ParsedSettings {
  return {
    kind: "malformed",
    hint: { id: "malformed-settings", args: { words: words.slice(0, MOST_QUOTED) } },
  };
}

function wordsOf(text: string): readonly string[] {
  return text.replace(/[,;]/g, " ").split(/\s+/).filter(Boolean);
}

function plain(word: string): string {
  return fold(word).replace(/[()]|[.!]+$/g, "");
}
