import { accession, factsOf } from "../announcements/event.ts";
import type { Post } from "../announcements/post.ts";
import type { KnowledgeBase, Signatory } from "../knowledge/knowledge-base.ts";
import type { LanguageCode } from "../knowledge/schema/values.ts";
import { wordNews } from "../wording/word-news.ts";
import { wordingOf } from "../wording/wording-of.ts";

/** The post that the latest signature would make; in place of its reference it says that it is a preview. */
export function previewOf(knowledge: KnowledgeBase, language: LanguageCode): Post | null {
  const latest = latestOf([...knowledge.signatories.values()].filter(({ withdrawn }) => !withdrawn));
  if (!latest) return null;
  const event = accession(latest.country, factsOf(latest));
  const reference = wordingOf(knowledge, language).say({ id: "label-preview", args: {} });
  return { ...wordNews(knowledge, [event], language), reference };
}

function latestOf(signatories: readonly Signatory[]): Signatory | undefined {
  return signatories.toSorted((a, b) => (a.signed.latest < b.signed.latest ? -1 : 1)).at(-1);
}
