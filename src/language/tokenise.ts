import { fold } from "./fold.ts";

/** One word, number, date or flag of a question. */
export interface Token {
  /** Folded: lower case, no accents. A flag is `flag:NO`. */
  readonly text: string;
  /** As typed. */
  readonly raw: string;
  /** Whether a comma, colon or the like stands between it and the token before. */
  readonly afterPause: boolean;
  /** Whether nothing but a hyphen stands between it and the token before. */
  readonly hyphened?: true;
  /** The word it is taken for, when it is misspelt. */
  readonly mended?: string;
}

/** Longer questions are cut here before anything else looks at them. */
export const MAX_QUESTION = 500;

/** Zero-width and direction marks: they carry no letter and would split words. */
const INVISIBLE = /\p{Cf}|\uFE0E|\uFE0F/gu;
const PIECE =
  /[\u{1F1E6}-\u{1F1FF}]{2}|\d{4}-\d{1,2}-\d{1,2}(?![\d-])|\d{1,2}[./]\d{1,2}[./]\d{4}(?!\d)|\d{1,3}\.[ºª]|\d{1,3}\.(?=\s+\p{L}|[?!,;)]|$)|[\p{L}\p{N}][\p{L}\p{N}\p{M}+]*/gu;
/** What begins with a digit where only ASCII is typed. */
const ASCII_NUMBER =
  /\d{4}-\d{1,2}-\d{1,2}(?![\d-])|\d{1,2}[./]\d{1,2}[./]\d{4}(?!\d)|\d{1,3}\.(?=\s+[a-z]|[?!,;)]|$)|[a-z0-9][a-z0-9+]*/iy;
const PAUSE = /[,;:()?!.–—]/;
/** "hasnt": the apostrophe is often left out; none of these is a word of another language. */
const NEGATED = /^(?:has|have|had|did|does|is|are|was|were)nt$/;
const APOSTROPHE = /^['’`´]$/;

/**
 * Splits a question into tokens: `"Hasn't Côte d’Ivoire signed?"` gives `has not cote d ivoire signed`.
 *
 * Cut at 500 characters first, so that the cost of any input is bounded.
 */
export function tokenise(question: string): Token[] {
  const cut = cutOff(question);
  return isAscii(cut) ? asciiTokens(cut) : anyTokens(cut.replace(INVISIBLE, ""));
}

/** Longer than any word there is: what has no end by then is part of what was asked. */
const LONGEST_WORD = 40;

/** Between two words where there are any: half a word can be another one, or no word at all. */
function cutOff(question: string): string {
  const cut = question.slice(0, MAX_QUESTION);
  if (question.length <= MAX_QUESTION || /\s/.test(question.charAt(MAX_QUESTION))) return cut;
  const end = cut.lastIndexOf(" ");
  return end > 0 && cut.length - end <= LONGEST_WORD ? cut.slice(0, end) : cut;
}

function anyTokens(text: string): Token[] {
  const tokens: Token[] = [];
  let end = 0;
  PIECE.lastIndex = 0;
  for (let match = PIECE.exec(text); match; match = PIECE.exec(text)) {
    const [raw] = match;
    addToken(tokens, text.slice(end, match.index), raw, foldPiece(raw));
    end = match.index + raw.length;
  }
  return tokens;
}

/** The same where only ASCII is typed, letter by letter: several times as fast. */
function asciiTokens(text: string): Token[] {
  const lower = text.toLowerCase();
  const tokens: Token[] = [];
  let end = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = lower.charCodeAt(at);
    if (!isLetter(code) && !isDigit(code)) continue;
    const after = isDigit(code) ? numberEnd(text, at) : wordEnd(lower, at);
    addToken(tokens, text.slice(end, at), text.slice(at, after), lower.slice(at, after));
    end = after;
    at = after - 1;
  }
  return tokens;
}

function numberEnd(text: string, start: number): number {
  ASCII_NUMBER.lastIndex = start;
  ASCII_NUMBER.test(text);
  return ASCII_NUMBER.lastIndex;
}

function wordEnd(lower: string, start: number): number {
  let end = start + 1;
  for (; end < lower.length; end += 1) {
    const code = lower.charCodeAt(end);
    if (!isLetter(code) && !isDigit(code) && code !== PLUS) break;
  }
  return end;
}

const PLUS = 43;

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isLetter(code: number): boolean {
  return code >= 97 && code <= 122;
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 127) return false;
  return true;
}

/** A "t" after "n'" is a "not" of its own: "hasn't". */
function addToken(tokens: Token[], between: string, raw: string, text: string): void {
  const before = tokens.at(-1);
  if (before && isNegation(before.text, raw) && APOSTROPHE.test(between)) {
    tokens[tokens.length - 1] = { ...before, text: before.text.slice(0, -1) };
    tokens.push({ text: "not", raw: `n${between}t`, afterPause: false });
    return;
  }
  const afterPause = between !== " " && PAUSE.test(between);
  if (text.endsWith("nt") && NEGATED.test(text)) {
    tokens.push({ text: text.slice(0, -2), raw: raw.slice(0, -2), afterPause });
    tokens.push({ text: "not", raw: raw.slice(-2), afterPause: false });
  } else tokens.push(between === "-" ? { text, raw, afterPause, hyphened: true } : { text, raw, afterPause });
}

function isNegation(before: string, raw: string): boolean {
  return (raw === "t" || raw === "T") && before.endsWith("n") && before.length > 1;
}

/** "1.º" folds to `1.o`. */
function withoutInnerStop(text: string): string {
  return text.includes(".") ? text.replace(/\.(?=[a-z])/, "") : text;
}

const FLAG_BASE = 0x1f1e6;

function foldPiece(raw: string): string {
  const first = raw.codePointAt(0) ?? 0;
  if (first < FLAG_BASE || first > FLAG_BASE + 25) return withoutInnerStop(fold(raw));
  const letters = Array.from(raw, (letter) =>
    String.fromCharCode(65 + (letter.codePointAt(0) ?? 0) - FLAG_BASE),
  );
  return `flag:${letters.join("")}`;
}
