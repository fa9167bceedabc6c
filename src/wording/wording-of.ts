import type { KnowledgeBase } from "../knowledge/knowledge-base.ts";
import type { LanguageCode } from "../knowledge/schema/values.ts";
import { oncePer } from "../questions/evaluate/once-per.ts";
import { createWording, type Wording } from "./wording.ts";

const compiled = oncePer(createWording);

/** The words of `language`; those of the first language where the knowledge does not have it any more. */
export function wordingOf({ languages }: Pick<KnowledgeBase, "languages">, language: LanguageCode): Wording {
  const pack = languages.get(language) ?? [...languages.values()][0];
  if (!pack) throw new Error("The knowledge has no language to word anything in.");
  return compiled(pack);
}
