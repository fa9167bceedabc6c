import Fuse from "fuse.js";
import type { KnowledgeBase } from "../knowledge/knowledge-base.ts";
import { languageCode } from "../knowledge/schema/values.ts";
import { tokenise } from "../language/tokenise.ts";
import type { Reply } from "./reply.ts";

const ENGLISH = languageCode.parse("en");

/** Longer questions are not near anything. */
const MOST_TOKENS = 12;
const MOST_SUGGESTIONS = 3;
const CACHED = 500;

/**
 * Finds example questions near one that was refused. A suggestion is never an answer, and it takes
 * milliseconds: ask for it only where a person waits.
 */
export function createSuggester(knowledge: KnowledgeBase): (text: string, reply: Reply) => readonly string[] {
  const examples = examplesOf(knowledge);
  let fuse: Fuse<string> | null = null;
  const cache = new Map<string, readonly string[]>();
  return (text, { outcome }) => {
    const tokens = tokenise(text);
    if (outcome === "answered" || tokens.length === 0 || tokens.length > MOST_TOKENS) return [];
    const key = tokens.map((token) => token.text).join(" ");
    const known = cache.get(key);
    if (known) return known;
    fuse ??= new Fuse(examples, {
      useTokenSearch: true,
      threshold: 0.35,
      ignoreLocation: true,
      includeScore: true,
    });
    const found = fuse.search(key, { limit: MOST_SUGGESTIONS }).map(({ item }) => item);
    cache.set(key, found);
    const oldest = cache.keys().next();
    if (cache.size > CACHED && !oldest.done) cache.delete(oldest.value);
    return found;
  };
}

function examplesOf(knowledge: KnowledgeBase): readonly string[] {
  const names = [...(knowledge.languages.get(ENGLISH)?.countries.entries() ?? [])].filter(
    ([code]) => knowledge.signatories.has(code) || knowledge.absences.has(code),
  );
  return [
    "Who has signed?",
    "Who has not signed?",
    "How many countries have signed?",
    "Who signed first?",
    "Who was the latest to sign?",
    ...names.flatMap(([, { subject, number }]) => [
      `${number === "many" ? "Have" : "Has"} ${subject} signed?`,
      `When did ${subject} sign?`,
    ]),
    ...[...knowledge.topics.values()].flatMap(({ title, names }) => {
      const known = names["en"] ?? [];
      const name = known.includes(title.toLowerCase()) ? title : known[0];
      // A heading wants no article, as "Tell me about European Commission" did.
      return name ? [`About: ${name}`] : [];
    }),
  ];
}
