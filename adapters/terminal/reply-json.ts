import type { Reply } from "../../src/questions/reply.ts";

/** The answer as data, keys always in the same order: byte-stable for the same knowledge, language and day. */
export function replyJson(reply: Reply, request: RequestIds, suggestions: readonly string[]): string {
  const { outcome, language, textLanguage, query, text, facts, sources, asOf, knowledge } = reply;
  return JSON.stringify({
    ...request,
    language,
    ...(textLanguage === language ? {} : { textLanguage }),
    outcome,
    query,
    text,
    facts: {
      verdict: facts.verdict,
      countries: facts.countries,
      possible: facts.possible,
      dates: facts.dates,
      number: facts.number,
      range: facts.range,
    },
    sources: sources.map(({ id, title, publisher, url, published, checked }) => ({
      id,
      title,
      publisher,
      url,
      published,
      ...(checked === null ? {} : { checked }),
    })),
    asOf,
    knowledge,
    suggestions,
  });
}

/** What a line of JSON Lines said of itself; empty for a question on the command line. */
export interface RequestIds {
  readonly id?: string | number | null;
  readonly conversation?: string;
}
