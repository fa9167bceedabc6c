import { describe, expect, it } from "vitest";
import { tally } from "../../src/curation/tally.ts";
import { openEngine } from "../questions/engine.ts";

const { knowledge } = await openEngine();
const kept = (question: string, user: string, language = "en", outcome = "off-topic") => ({
  ...{ question, user, language, outcome },
});
async function* each<T>(all: readonly T[]) {
  yield* all;
}

describe("tally", () => {
  it("counts each wording once, with everyone who used it", async () => {
    const questions = [
      kept("what is a pangenome", "a"),
      kept(" what is a pangenome ", "b"),
      kept("what is a pangenome", "a"),
    ];
    expect(await tally(each(questions), knowledge)).toEqual([
      { text: "what is a pangenome", language: "en", outcome: "off-topic", count: 3, users: ["a", "b"] },
    ]);
  });

  it("keeps languages and outcomes apart", async () => {
    const questions = [kept("2030", "a"), kept("2030", "a", "de"), kept("2030", "a", "en", "not-understood")];
    expect(await tally(each(questions), knowledge)).toHaveLength(3);
  });

  it("leaves out what cannot be curated: answers, and languages that are gone", async () => {
    const questions = [kept("x", "a", "xx"), kept("x", "a", "en", "answered")];
    expect(await tally(each(questions), knowledge)).toEqual([]);
  });
});
