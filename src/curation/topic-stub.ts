import type { LanguageCode } from "../knowledge/schema/values.ts";
import { fold } from "../language/fold.ts";
import { tokenise } from "../language/tokenise.ts";

const MOST_WORDS = 5;

/** `knowledge/topics/<id>.yaml` for a thing asked about; the schema refuses it until its texts are filled in. */
export function topicStub(
  question: string,
  unknown: readonly string[],
  language: LanguageCode,
): { readonly id: string; readonly text: string } {
  const words = nameIn(question, unknown);
  const id = words
    .map((word) => fold(word).replace(/[^a-z0-9]+/g, ""))
    .filter(Boolean)
    .join("-");
  const name = words.map((word) => word.toLowerCase()).join(" ");
  const text = [
    "# yaml-language-server: $schema=../schema/topic.schema.json",
    'title: ""',
    "names:",
    `  ${language}: [${JSON.stringify(name)}]`,
    "facts:",
    "  definition:",
    '    text: ""',
    "    sources:",
    '      - title: ""',
    '        publisher: ""',
    '        url: ""',
    "related: []",
    "",
  ].join("\n");
  return { id: id || "new-topic", text };
}

/** The unknown words with the capitalised ones beside them: of "the Human Genome Project" all three. */
function nameIn(question: string, unknown: readonly string[]): readonly string[] {
  const raw = tokenise(question).map((token) => token.raw);
  const first = raw.findIndex((word) => unknown.includes(word));
  const last = raw.findLastIndex((word) => unknown.includes(word));
  if (first < 0) return unknown.slice(0, MOST_WORDS);
  let [from, to] = [first, last];
  while (from > 1 && isCapitalised(raw[from - 1])) from -= 1;
  while (isCapitalised(raw[to + 1])) to += 1;
  return raw.slice(from, to + 1).slice(0, MOST_WORDS);
}

function isCapitalised(word: string | undefined): boolean {
  return word !== undefined && /^\p{Lu}/u.test(word);
}
