import type { KnowledgeBase } from "./knowledge-base.ts";
import type { LanguageCode } from "./schema/values.ts";
import { supportedLanguage } from "./supported-language.ts";

/** Nobody's browser asks for more; the rest is not read. */
const MOST_WANTED = 20;

/**
 * The language of the bot that a browser wants most; null where it wants none of them.
 *
 * `"it, fr-CH;q=0.9, en;q=0.8"` gives French.
 */
export function preferredLanguage(
  knowledge: Pick<KnowledgeBase, "languages">,
  acceptLanguage: string | undefined,
): LanguageCode | null {
  const wanted = (acceptLanguage ?? "")
    .split(",", MOST_WANTED)
    .map(weighted)
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  for (const { tag } of wanted) {
    const found = supportedLanguage(knowledge, tag);
    if (found) return found;
  }
  return null;
}

function weighted(part: string): { readonly tag: string; readonly weight: number } {
  const [tag = "", ...parameters] = part.split(";").map((piece) => piece.trim());
  const given = parameters.find((one) => one.startsWith("q="));
  const weight = given === undefined ? 1 : Number(given.slice(2));
  return { tag, weight: Number.isFinite(weight) ? weight : 0 };
}
