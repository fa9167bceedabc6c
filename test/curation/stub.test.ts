import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { readKnowledgeFiles } from "../../adapters/files/read-knowledge.ts";
import { readCorpus } from "../../adapters/terminal/corpus-file.ts";
import { clusterUnanswered } from "../../src/curation/cluster.ts";
import { missingFacts } from "../../src/curation/missing-fact.ts";
import { stubFor } from "../../src/curation/stub.ts";
import { judge } from "../../src/evaluation/judge.ts";
import { topicFile } from "../../src/knowledge/schema/topic.ts";
import { type LanguageCode, languageCode } from "../../src/knowledge/schema/values.ts";
import { ROOT } from "../fixtures/root.ts";
import { openEngine, TODAY } from "../questions/engine.ts";
import { tempFolder } from "../store/temp-folder.ts";

const { knowledge, rollcall } = await openEngine();
const ENGLISH = languageCode.parse("en");
const GERMAN = languageCode.parse("de");

function stubOf(text: string, language: LanguageCode = ENGLISH) {
  const { outcome } = rollcall.ask(text, { today: TODAY });
  const [cluster] = clusterUnanswered([
    { text, language, outcome: outcome === "answered" ? "off-topic" : outcome, count: 1, users: ["a"] },
  ]);
  if (!cluster) throw new Error("There is no cluster.");
  return stubFor(cluster, rollcall, TODAY);
}

describe("stubFor", () => {
  it("finds the class of a form of a known word", () => {
    const { vocabulary, topic } = stubOf("who were the signatoriesses?");
    expect(vocabulary).toEqual([
      expect.objectContaining({
        word: "signatoriesses",
        file: "knowledge/languages/en/vocabulary.yaml",
        cue: "signatory",
      }),
    ]);
    expect(topic).toBeNull();
  });

  it("offers a small word as a filler only beside a topic, and a name never", () => {
    expect(stubOf("has Norway signed verily?").vocabulary[0]?.cue).toBe("filler");
    expect(stubOf("What is the Human Genome Project?").vocabulary).toEqual([]);
    expect(stubOf("Wer hat die Gesundheitskarte unterschrieben?", GERMAN).vocabulary).toEqual([]);
  });

  it("makes a topic that the schema takes once its texts are filled in, and not before", () => {
    const { topic } = stubOf("What is the Human Pangenome Project?");
    expect(topic?.file).toBe("knowledge/topics/human-pangenome-project.yaml");
    const text = topic?.text ?? "";
    expect(topicFile.safeParse(parse(text)).success).toBe(false);
    const filled = text
      .replace('title: ""\nnames', "title: HPP\nnames")
      .replace('text: ""', "text: It is a project.")
      .replace('title: ""', "title: About the project")
      .replace('publisher: ""', "publisher: The project")
      .replace('url: ""', "url: https://www.example.org/");
    expect(topicFile.safeParse(parse(filled)).error?.issues ?? []).toEqual([]);
    expect(topicFile.parse(parse(filled)).names).toEqual({ en: ["human pangenome project"] });
  });

  it.each([
    ["Who signed for Austria?", "signatories/austria.yaml", "signedBy"],
    ["Where did Austria sign?", "signatories/austria.yaml", "place"],
    ["Why hasn't Poland signed?", "non-signatories.yaml", "PL.note"],
    ["Is Japan in GDI?", "topics/gdi.yaml", "facts.participants"],
  ])("names the fact that would answer %j", (question, file, key) => {
    expect(stubOf(question).facts).toContainEqual({ file, key });
  });

  it("names only files of signatories that are there", async () => {
    const files = await readKnowledgeFiles(join(ROOT, "knowledge"));
    const named = missingFacts({ op: "place", countries: [...knowledge.signatories.keys()] }, knowledge);
    expect(named.filter(({ file }) => !files.has(file))).toEqual([]);
  });

  it("gives lines that the corpus takes, one of which is true today", async () => {
    const folder = await tempFolder();
    const questions = [
      "What is the Human Pangenome Project?",
      "Who signed for Austria?",
      "what is the weather?",
    ];
    for (const question of questions) {
      const path = join(folder, "lines.jsonl");
      await writeFile(
        path,
        stubOf(question)
          .corpus.map(({ line }) => line)
          .join("\n"),
      );
      const [answered, stays] = await readCorpus(path);
      expect(answered?.expected.outcome).toBe("answered");
      const reply = rollcall.ask(question, { today: TODAY });
      expect(stays && judge(reply, stays.expected)).toBe("right");
    }
  });

  it("says when the question is answered by now", () => {
    expect(stubOf("has Norway signed?")).toMatchObject({
      now: "answered",
      unknown: [],
      topic: null,
      facts: [],
    });
  });
});
