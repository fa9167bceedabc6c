import { escapeText, GROWTH } from "./escape.ts";

/**
 * Escaped lines of `text`, each at most `limit` long.
 *
 * A line that is too long is cut before it is escaped, at a space where there is one, so that no cut
 * falls between a backslash and what it escapes or inside a surrogate pair.
 */
export function escapedLines(text: string, limit: number): string[] {
  return text.split(/\r\n|[\n\r]/).flatMap((line) => {
    const escaped = escapeText(line);
    return escaped.length <= limit ? [escaped] : cut(line, Math.floor(limit / GROWTH)).map(escapeText);
  });
}

/** The first `length` UTF-16 units of `text`, one less where the last would be half a character. */
export function beginning(text: string, length: number): string {
  const last = text.charCodeAt(length - 1);
  const isHalf = text.length > length && last >= 0xd800 && last <= 0xdbff;
  return text.slice(0, isHalf ? length - 1 : length);
}

/** Joins lines into as few texts of at most `limit` as their order allows; blank ends are left out. */
export function fill(lines: readonly string[], limit: number): string[] {
  const texts: string[] = [];
  let text = "";
  for (const line of lines) {
    if (text === "") text = line;
    else if (text.length + 1 + line.length <= limit) text += `\n${line}`;
    else {
      texts.push(text);
      text = line;
    }
  }
  return [...texts, text].map((filled) => filled.trim()).filter((filled) => filled !== "");
}

function cut(line: string, length: number): string[] {
  const pieces: string[] = [];
  let rest = line;
  while (rest.length > length) {
    const space = rest.lastIndexOf(" ", length);
    const piece = space > 0 ? rest.slice(0, space) : beginning(rest, length);
    pieces.push(piece);
    rest = rest.slice(piece.length).trimStart();
  }
  return [...pieces, rest];
}
