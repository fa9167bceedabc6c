import { steady } from "../../src/wording/echo.ts";

/** Longest result of `escapeText` for one UTF-16 unit: `<` becomes backslash, `<` and a zero-width space. */
export const GROWTH = 3;

const ZERO_WIDTH_SPACE = "\u200b";

/**
 * Mark-up that shows exactly `plain`: nothing in it is formatted, linked or mentioned.
 *
 * `"<@1> *x* @everyone"` gives `\<·@1\> \*x\* @·everyone`, where · is a zero-width space: Discord's
 * server looks for mentions without regard to backslashes, so those are also torn apart.
 */
export function escapeText(plain: string): string {
  return steady(plain)
    .replace(/\p{Surrogate}/gu, "\ufffd")
    .replace(/(?![\n\t])\p{Cc}/gu, "")
    .replace(/[\\*_~|`>[\]]/g, "\\$&")
    .replace(/:(?=\/\/)/g, "\\:")
    .replace(/<([@#:/]|a:|t:|id:)?/gi, (_, token: string | undefined) =>
      token ? `\\<${ZERO_WIDTH_SPACE}${token}` : "\\<",
    )
    .replace(/@(?=everyone|here)/gi, `@${ZERO_WIDTH_SPACE}`)
    .replace(/^([ \t]*)([-+#])/gm, "$1\\$2")
    .replace(/^([ \t]*\d+)\./gm, "$1\\.");
}

/** Text of a masked link: on one line, and in round brackets, as Discord reads a square one as its end. */
export function escapeLinkText(title: string): string {
  const line = title.replace(/\s+/g, " ").trim().replaceAll("[", "(").replaceAll("]", ")");
  return escapeText(line);
}

/**
 * Target of a masked link, or null for what is better not linked: no `http`, a user name before the host.
 *
 * `https://example.org/a b(c)` gives `https://example.org/a%20b%28c%29`.
 */
export function linkTarget(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { protocol, username, password, href } = new URL(url);
  if (!/^https?:$/.test(protocol) || username !== "" || password !== "") return null;
  const target = href.replace(/[()[\]<>"'\\`|*@\s]/g, percentEncoded);
  return URL.canParse(target) ? target : null;
}

function percentEncoded(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
}
