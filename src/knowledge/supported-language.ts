import type { KnowledgeBase } from "./knowledge-base.ts";
import type { LanguageCode } from "./schema/values.ts";

/** The language of the bot that a client's locale asks for: `de-AT` is German, `no` Norwegian bokmål. */
export function supportedLanguage(
  { languages }: Pick<KnowledgeBase, "languages">,
  locale: string | null | undefined,
): LanguageCode | null {
  const base = locale?.toLowerCase().split("-")[0] ?? "";
  const wanted = base === "no" || base === "nn" ? "nb" : base;
  return [...languages.keys()].find((code) => code === wanted) ?? null;
}
