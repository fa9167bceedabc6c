import type { RemarkWords } from "../wording/sentences.ts";
import { MODES, type SettingsCommand } from "./channel-settings.ts";
import { readLanguage, type Word, wordsOf } from "./read-language.ts";
import type { Terms } from "./terms.ts";

/** What is asked of the settings of a channel, or an exact hint at what is wrong with it: nothing is guessed. */
export type ParsedSettings =
  | { readonly kind: "settings"; readonly asked: SettingsCommand }
  | { readonly kind: "malformed"; readonly hint: RemarkWords };

const FORGET: ReadonlySet<string> = new Set(["forget", "forget me", "forget everything"]);
const MOST_QUOTED = 5;

/**
 * Reads what follows the command of the bot; null when its first word is not `settings`.
 *
 * `"settings automatic in German"` gives both, as does `"settings language: de, mode: automatic"`; `"settings"`
 * alone asks for nothing but to see them.
 */
export function parseSettings(text: string, terms: Terms): ParsedSettings | null {
  const [first, ...words] = wordsOf(text);
  if (first?.folded !== "settings") return null;
  const mode = MODES.find((one) => words.some(({ folded }) => folded === one));
  const at = words.findIndex(({ folded }) => folded === mode);
  const rest = words.filter(({ folded }, index) => index !== at && !terms.modeWords.has(folded));
  const asked = mode ? { mode } : {};
  if (rest.length === 0) return { kind: "settings", asked };
  const read = readLanguage(rest, terms);
  if (read.kind === "none") return unknown(rest);
  if (read.before.length > 0) return unknown(read.before);
  if (read.kind === "unknown") return { kind: "malformed", hint: read.hint };
  const language = read.kind === "named" ? read.language : null;
  return { kind: "settings", asked: { ...asked, language } };
}

/** Whether what follows the command of the bot asks it to forget the person; "forget Norway" does not. */
export function isForget(text: string): boolean {
  return FORGET.has(
    wordsOf(text)
      .map(({ folded }) => folded)
      .join(" "),
  );
}

function unknown(words: readonly Word[]): ParsedSettings {
  const quoted = words.slice(0, MOST_QUOTED).map(({ raw }) => raw);
  return { kind: "malformed", hint: { id: "malformed-settings", args: { words: quoted } } };
}
