import type { Dispatch } from "../../src/announcements/post.ts";
import type { Source } from "../../src/knowledge/knowledge-base.ts";
import { day, languageCode, slug } from "../../src/knowledge/schema/values.ts";
import type { Reply } from "../../src/questions/reply.ts";

export function source(change: Partial<Source> = {}): Source {
  return {
    id: slug.parse("a-page"),
    title: "A page",
    publisher: "A publisher",
    url: "https://example.org/page",
    published: null,
    checked: null,
    ...change,
  };
}

export function reply(change: Partial<Reply> = {}): Reply {
  return {
    outcome: "answered",
    language: languageCode.parse("en"),
    textLanguage: languageCode.parse("en"),
    answerLanguage: languageCode.parse("en"),
    query: null,
    asTyped: false,
    text: "Yes. Norway signed on 14 June 2019.",
    facts: { verdict: "yes", countries: [], possible: [], dates: [], number: null, range: null },
    sources: [source()],
    asOf: day.parse("2026-03-13"),
    knowledge: "3f9c2a1",
    labels: { asOf: "As of 13 March 2026", sources: "Sources:" },
    turn: null,
    ...change,
  };
}

export function dispatch(change: Partial<Dispatch["post"]> = {}, channel = "C0NEWS"): Dispatch {
  return {
    channel,
    action: { kind: "post" },
    nonce: "n-3f9c2a1b7d",
    post: {
      text: "Norway has signed.",
      sources: [source()],
      labels: { asOf: "As of 13 March 2026", sources: "Sources:" },
      reference: "rc-3f9c2a1b7d",
      ...change,
    },
  };
}
