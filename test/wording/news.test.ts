import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { loadKnowledge } from "../../adapters/files/load-knowledge.ts";
import { correction, factsOf, type News } from "../../src/announcements/event.ts";
import type { KnowledgeBase } from "../../src/knowledge/knowledge-base.ts";
import { wordNews, wordTest } from "../../src/wording/word-news.ts";
import { aCountry, aDay } from "../announcements/knowledge-fixture.ts";

const NORWAY = aCountry("NO");
const LATVIA = aCountry("LV");
let knowledge: KnowledgeBase;

beforeAll(async () => {
  const folder = fileURLToPath(new URL("../../knowledge", import.meta.url));
  const loaded = await loadKnowledge(folder, aDay("2026-11-22"));
  if ("problems" in loaded) throw new Error("The knowledge is not sound.");
  knowledge = loaded.knowledge;
});

/** Norway's day was said to be another, and then corrected. */
function mended(): News {
  const norway = knowledge.signatories.get(NORWAY);
  if (!norway) throw new Error("Norway is missing.");
  const after = factsOf(norway);
  const day = aDay("2019-06-01");
  const before = { ...after, signed: { earliest: day, latest: day } };
  return [correction(NORWAY, before, after, 2)];
}

function joined(...countries: ReadonlyArray<typeof NORWAY>): News {
  const [first, ...more] = countries.flatMap((country) => {
    const signatory = knowledge.signatories.get(country);
    return signatory
      ? [{ kind: "accession" as const, id: country, country, facts: factsOf(signatory), revision: 1 }]
      : [];
  });
  if (!first) throw new Error("No country is known.");
  return [first, ...more];
}

describe("the words of a correction", () => {
  it("word the earlier post anew, and say that it was corrected", () => {
    const { text } = wordNews(knowledge, joined(NORWAY), aLanguage("en"), {
      kind: "edit",
      corrected: [NORWAY],
    });
    expect(text).toMatch(/^Norway has signed .* on 14 June 2019\./);
    expect(text).toMatch(/This post has been corrected: Norway\.$/);
  });

  it("keep the whole of a summary", () => {
    const { text } = wordNews(knowledge, joined(NORWAY, LATVIA), aLanguage("en"), {
      kind: "edit",
      corrected: [NORWAY],
    });
    expect(text).toMatch(/2 pieces of news/);
    expect(text).toContain("Latvia");
  });

  it("say in the thread what had been said before", () => {
    const { text } = wordNews(knowledge, mended(), aLanguage("en"), { kind: "note" });
    expect(text).toMatch(/^Correction: .*The date given before was 1 June 2019\..*14 June 2019/);
  });

  it("tell a country and its correction in one post as one piece of news", () => {
    const [first, ...more] = [...joined(NORWAY), ...mended()];
    if (!first) throw new Error("no news");
    const { text } = wordNews(knowledge, [first, ...more], aLanguage("en"));
    expect(text).toMatch(/^Norway has signed/);
    expect(text).not.toContain("Correction");
  });

  it("are there in each language, with no argument left out", () => {
    for (const language of knowledge.languages.keys()) {
      const texts = [
        wordNews(knowledge, joined(NORWAY), language, { kind: "edit", corrected: [NORWAY] }).text,
        wordNews(knowledge, mended(), language, { kind: "note" }).text,
        wordTest(knowledge, language).text,
      ];
      for (const text of texts) expect(text).not.toMatch(/[{}]|undefined/);
      expect(new Set(texts).size).toBe(3);
    }
  });
});

function aLanguage(code: string) {
  const language = [...knowledge.languages.keys()].find((one) => one === code);
  if (!language) throw new Error(`There is no ${code}.`);
  return language;
}
