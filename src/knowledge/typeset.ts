import type { LanguagePack } from "./language-pack.ts";
import type { WordingFile } from "./schema/language.ts";

const NO_BREAK = "\u00A0";
const NARROW_NO_BREAK = "\u202F";

/** The texts of a language with the spaces of its punctuation, which nobody sees or types in the file. */
export function typeset({
  quotes,
  messages,
  noBreak,
}: WordingFile): Pick<LanguagePack, "quotes" | "messages"> {
  if (!noBreak) return { quotes, messages };
  const { before = "", narrowBefore = "", after = "" } = noBreak;
  const rules = [
    [before, (marks: string) => ` (?=[${marks}])`, NO_BREAK],
    [narrowBefore, (marks: string) => ` (?=[${marks}])`, NARROW_NO_BREAK],
    [after, (marks: string) => `(?<=[${marks}]) `, NO_BREAK],
  ] as const;
  const patterns = rules.flatMap(([marks, pattern, space]) =>
    marks === "" ? [] : [[new RegExp(pattern(marks.replace(/[\]\\^-]/g, "\\$&")), "gu"), space] as const],
  );
  const set = (text: string) =>
    patterns.reduce((spaced, [pattern, space]) => spaced.replace(pattern, space), text);
  const [open, close] = quotes;
  return {
    quotes: [set(open), set(close)],
    messages: Object.fromEntries(Object.entries(messages).map(([id, text]) => [id, set(text)])),
  };
}
