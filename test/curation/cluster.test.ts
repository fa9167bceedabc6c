import { array, assert, constantFrom, integer, property, record } from "fast-check";
import { describe, expect, it } from "vitest";
import { clusterUnanswered, type Unanswered } from "../../src/curation/cluster.ts";
import { idleWords } from "../../src/curation/idle-words.ts";
import { languageCode } from "../../src/knowledge/schema/values.ts";
import { openEngine } from "../questions/engine.ts";

const { knowledge } = await openEngine();
const isIdle = idleWords(knowledge);
const ENGLISH = languageCode.parse("en");
const GERMAN = languageCode.parse("de");

function asked(text: string, users: readonly string[], more: Partial<Unanswered> = {}): Unanswered {
  return { text, language: ENGLISH, outcome: "off-topic", count: users.length, users, ...more };
}

const names = (questions: readonly Unanswered[]) =>
  clusterUnanswered(questions, isIdle).map(({ name, users, count }) => [name, users, count]);

describe("clusterUnanswered", () => {
  it("puts together what differs in small words, order, case and endings, and names it by the most frequent", () => {
    const questions = [
      asked("what is the human pangenome project", ["a"]),
      asked("What is the Human Pangenome Project?", ["b", "c", "d"]),
      asked("the project of the human pangenome, please", ["e"]),
      asked("human pangenome projects?", ["f"]),
      asked("what does a genome cost", ["g"]),
    ];
    expect(names(questions)).toEqual([
      ["What is the Human Pangenome Project?", 6, 6],
      ["what does a genome cost", 1, 1],
    ]);
  });

  it("counts people and not questions: one who asks often weighs little", () => {
    const questions = [
      asked("what does a genome cost", ["a"], { count: 90 }),
      asked("tell me about pangenomes", ["b", "c"]),
    ];
    expect(names(questions)).toEqual([
      ["tell me about pangenomes", 2, 2],
      ["what does a genome cost", 1, 90],
    ]);
  });

  it("counts a person once, however the question was put", () => {
    expect(names([asked("pangenome costs", ["a", "b"]), asked("costs of a pangenome", ["b"])])).toEqual([
      ["pangenome costs", 2, 3],
    ]);
  });

  it("keeps languages and outcomes apart", () => {
    const questions = [
      asked("pangenome 2030", ["a"]),
      asked("pangenome 2030", ["b"], { language: GERMAN }),
      asked("pangenome 2030", ["c"], { outcome: "not-understood" }),
    ];
    expect(names(questions)).toHaveLength(3);
  });

  it("takes what has no words at all", () => {
    expect(names([asked("???", ["a"]), asked("", ["b"])])).toHaveLength(1);
  });

  it("gives the same in whatever order they come, each question once", () => {
    const word = constantFrom("pangenome", "cost", "price", "china", "the", "sequencer", "vaccine", "how");
    const question = record({
      words: array(word, { minLength: 1, maxLength: 5 }),
      user: integer({ min: 0, max: 5 }),
    });
    assert(
      property(array(question, { maxLength: 30 }), (made) => {
        const texts = new Map(made.map(({ words, user }) => [words.join(" "), `u${user}`]));
        const questions = [...texts].map(([text, user]) => asked(text, [user]));
        const clusters = clusterUnanswered(questions, isIdle);
        expect(clusterUnanswered([...questions].reverse(), isIdle)).toEqual(clusters);
        expect(clusters.flatMap((cluster) => cluster.questions.map(({ text }) => text)).sort()).toEqual(
          questions.map(({ text }) => text).sort(),
        );
      }),
    );
  });

  it("takes 10,000 questions in seconds", () => {
    const parts = ["cost", "price", "vaccine", "china", "sequencer", "patient", "insurance", "pangenome"];
    const questions = Array.from({ length: 10_000 }, (_, index) =>
      asked(`what ${parts[index % 8]} has topic${index % 700} for ${parts[(index >> 3) % 8]}`, [
        `u${index % 90}`,
      ]),
    );
    const before = performance.now();
    const clusters = clusterUnanswered(questions, isIdle);
    expect(performance.now() - before).toBeLessThan(10_000);
    expect(clusters.length).toBeLessThan(10_000);
    expect(clusters.reduce((sum, { count }) => sum + count, 0)).toBe(10_000);
  });
});
