import type { types } from "@slack/bolt";
import type { Source } from "../../src/knowledge/knowledge-base.ts";
import { oncePer } from "../../src/questions/evaluate/once-per.ts";
import type { Composed } from "../../src/wording/compose.ts";
import { clip, escapeMarkdown, escapeText, escapeUrl } from "./escape.ts";
import { plainText } from "./message.ts";

const LIMIT = { sources: 2400, title: 300, label: 200 } as const;

/** Where it can be checked, and then `notes`: as of when, and the like. */
export function footerOf(
  sources: readonly Source[],
  labels: Composed["labels"],
  notes: readonly string[],
): types.ContextBlock[] {
  const note = notes
    .filter((words) => words.trim() !== "")
    .map((words) => clip(escapeText(words), LIMIT.label))
    .join(" · ");
  const elements: Array<types.MrkdwnElement | types.PlainTextElement> = [];
  if (sources.length > 0) {
    elements.push({ type: "mrkdwn", verbatim: true, text: `${label(labels.sources)} ${links(sources)}` });
  }
  if (note !== "") elements.push(plainText(note));
  return elements.length > 0 ? [{ type: "context", elements }] : [];
}

function label(words: string): string {
  return clip(escapeMarkdown(words), LIMIT.label);
}

/** As many sources as there is room for, then how many more: `<…|A page> (example.org) · +3`. */
function links(sources: readonly Source[]): string {
  const shown: string[] = [];
  let length = 0;
  for (const source of sources) {
    const next = linkTo(source);
    length += next.length + 3;
    if (length > LIMIT.sources) break;
    shown.push(next);
  }
  const hidden = sources.length - shown.length;
  return [...shown, ...(hidden > 0 ? [`+${hidden}`] : [])].join(" · ");
}

/** The host stands beside the title, so that no title can pass for another site. */
const linkTo = oncePer(({ title, url }: Source): string => {
  const words = clip(escapeMarkdown(title), LIMIT.title);
  const address = escapeUrl(url);
  if (address === null) return words;
  const link = `<${address}|${words}> (${escapeMarkdown(new URL(url).host)})`;
  return link.length <= LIMIT.sources - 3 ? link : words;
});
