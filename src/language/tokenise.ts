import { fold } from "./fold.ts";

/** One word, number, date or flag of a question. */
export interface Token {
  /** Folded: lower case, no accents. A flag is `flag:NO`. */
  readonly text: string;
  /** As typed. */
  readonly raw: string;
  /** Whether a comma, colon or the like stands between it and the token before. */
  readonly afterPause: boolean;
  /** The word it is taken for, when it is misspelt. */
  readonly mended?: string;
}

/** Longer questions are cut here before anything else looks at them. */
export const MAX_QUESTION = 500;

/** Zero-width and direction marks: they carry no letter and would split words. */
const INVISIBLE = /\p{Cf}|\uFE0E|\uFE0F/gu;
const PIECE =
  /[\u{1F1E6}-\u{1F1FF}]{2}|\d{4}-\d{1,2}-\d{1,2}(?![\d-])|\d{1,2}[./]\d{1,2}[./]\d{4}(?!\d)|\d{1,3}\.[ºª]|\d{1,3}\.(?=\s+\p{L}|[?!,;)]|$)|[\p{L}\p{N}][\p{L}\p{N}\p{M}+]*/gu;
/** The same where only ASCII is typed, which is read several times as fast. */
const ASCII_PIECE =
  /\d{4}-\d{1,2}-\d{1,2}(?![\d-])|\d{1,2}[./]\d{1,2}[./]\d{4}(?!\d)|\d{1,3}\.(?=\s+[a-z]|[?!,;)]|$)|[a-z0-9][a-z0-9+]*/gi;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII begins with them.
const ASCII = /^[\u0000-\u007F]*$/;
const PAUSE = /[,;:()?!.\n–—]/;
const APOSTROPHE = /^['’`´]$/;

/**
 * Splits a question into tokens: `"Hasn't Côte d’Ivoire signed?"` gives `has not cote d ivoire signed`.
 *
 * Cut at 500 characters first, so that the cost of any input is bounded.
 */
export function tokenise(question: string): Token[] {
  const cut = question.slice(0, MAX_QUESTION);
  const ascii = ASCII.test(cut);
  const text = ascii ? cut : cut.replace(INVISIBLE, "");
  const tokens: Token[] = [];
  let end = 0;
  for (const match of text.matchAll(ascii ? ASCII_PIECE : PIECE)) {
    const raw = match[0];
    const between = text.slice(end, match.index);
    end = match.index + raw.length;
    const before = tokens.at(-1);
    if (before && APOSTROPHE.test(between) && isNegation(before.text, raw)) {
      tokens[tokens.length - 1] = { ...before, text: before.text.slice(0, -1) };
      tokens.push({ text: "not", raw: `n${between}t`, afterPause: false });
      continue;
    }
    const folded = ascii ? raw.toLowerCase() : foldPiece(raw);
    tokens.push({ text: folded, raw, afterPause: between !== " " && PAUSE.test(between) });
  }
  return tokens;
}

function isNegation(before: string, raw: string): boolean {
  return (raw === "t" || raw === "T") && before.endsWith("n") && before.length > 1;
}

const FLAG_BASE = 0x1f1e6;

function foldPiece(raw: string): string {
  const first = raw.codePointAt(0) ?? 0;
  if (first < FLAG_BASE || first > FLAG_BASE + 25) return fold(raw).replace(/\.(?=[a-z])/, "");
  const letters = Array.from(raw, (letter) =>
    String.fromCharCode(65 + (letter.codePointAt(0) ?? 0) - FLAG_BASE),
  );
  return `flag:${letters.join("")}`;
}
