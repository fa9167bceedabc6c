import type { Reply } from "../../src/questions/reply.ts";
import type { Style } from "./style.ts";

/** More sources than this are counted, not listed. */
const MOST_SOURCES = 8;

/** The answer, its sources and its as-of date, as lines for a terminal. */
export function printReply(reply: Reply, style: Style, suggestions: readonly string[] = []): string {
  const { text, sources, labels } = reply;
  const lines = [style.strong(visible(text))];
  if (sources.length > 0) {
    lines.push("", style.faint(`${labels.asOf}. ${labels.sources}`));
    for (const { title, publisher, url, published } of sources.slice(0, MOST_SOURCES)) {
      const date = published ? `, ${published}` : "";
      lines.push(`  ${style.link(visible(`${title} (${publisher}${date})`), visible(url))}`);
    }
    if (sources.length > MOST_SOURCES) lines.push(style.faint(`  +${sources.length - MOST_SOURCES}`));
  }
  for (const suggestion of suggestions) lines.push(style.faint(`  ? ${visible(suggestion)}`));
  return `${lines.join("\n")}\n`;
}

/** Without control characters: a question quoted back must not move the cursor or change colours. */
function visible(text: string): string {
  return text.replace(/[^\P{Cc}\n]/gu, "");
}
