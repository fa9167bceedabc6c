import { steady } from "../../src/wording/echo.ts";

const ENTITY: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/**
 * Makes any text harmless for Slack: `<!channel>` becomes `&lt;!channel&gt;`, which is shown and pings nobody.
 *
 * Half a surrogate pair would break the request, and control characters the display, so they go too.
 */
export function escapeText(raw: string): string {
  return steady(raw)
    .replace(/\r\n?/g, "\n")
    .replace(/(?![\n\t])\p{Cc}/gu, "")
    .replace(/\p{Surrogate}/gu, "\uFFFD")
    .replace(/[&<>]/g, (sign) => ENTITY[sign] ?? sign);
}

/** Look-alikes for what would format a mrkdwn text, or end the label of a link. */
const LOOKALIKE: Readonly<Record<string, string>> = {
  "*": "\u2217",
  _: "\u02CD",
  "~": "\u223C",
  "`": "\u02CB",
  "|": "\u2502",
};

/** For the few places where Slack takes mrkdwn only: mrkdwn has no escape for its own signs, so they are replaced. */
export function escapeMarkdown(raw: string): string {
  const line = escapeText(raw.replace(/[^\S\u00A0\u202F]+/g, " "));
  return line.replace(/[*_~`|]/g, (sign) => LOOKALIKE[sign] ?? sign);
}

/** An address fit for `<address|label>`: http or https only, without a sign that would end it; else null. */
export function escapeUrl(raw: string): string | null {
  if (!URL.canParse(raw)) return null;
  const url = new URL(raw);
  if (url.protocol !== "https:" && url.protocol !== "http:") return null;
  return escapeText(url.href.replace(/[|<>]/g, (sign) => encodeURIComponent(sign)));
}

/** The longest beginning of an escaped text that fits, cut inside no entity and no surrogate pair. */
function head(escaped: string, max: number): string {
  if (escaped.length <= max) return escaped;
  const entity = escaped.lastIndexOf("&", max - 1);
  if (entity >= 0 && escaped.indexOf(";", entity) >= max) return escaped.slice(0, entity);
  return escaped.slice(0, /[\uD800-\uDBFF]/.test(escaped.charAt(max - 1)) ? max - 1 : max);
}

/** `head`, with an ellipsis where something was left out. */
export function clip(escaped: string, max: number): string {
  return escaped.length <= max ? escaped : `${head(escaped, max - 1)}…`;
}

/** Parts of an escaped text of at most `max` characters each, cut at line ends where there are any. */
export function split(escaped: string, max: number): readonly string[] {
  const parts: string[] = [];
  let rest = escaped;
  while (rest.length > max) {
    const line = rest.lastIndexOf("\n", max);
    const part = line > 0 ? rest.slice(0, line) : head(rest, max);
    parts.push(part);
    rest = rest.slice(line > 0 ? line + 1 : part.length);
  }
  return [...parts, rest].filter((part) => part.trim() !== "");
}
