import { describe, expect, it } from "vitest";
import type { LanguageCode } from "../../src/knowledge/schema/values.ts";
import type { Query } from "../../src/questions/query.ts";
import type { Reply } from "../../src/questions/reply.ts";
import type { QuestionWords } from "../../src/wording/sentences.ts";
import { wordingOf } from "../../src/wording/wording-of.ts";
import { aCountry } from "../fixtures/values.ts";
import { SAMPLE_QUERIES } from "../wording/sample-queries.ts";
import { corpora, openEngine, replyTo, TODAY } from "./engine.ts";

const { knowledge, rollcall } = await openEngine();
const corpus = await corpora(knowledge);
const SIGNED = [...knowledge.signatories.keys()];
const UNSIGNED = [...knowledge.absences.keys()].filter((code) => !knowledge.signatories.has(code));

const NEAR_EVERY = 10;

/** What is wrong with a suggestion, or null. */
function wrong(text: string, language: LanguageCode, asked: Query | null): string | null {
  const reply = rollcall.ask(text, { today: TODAY });
  if (text.length > 75) return "longer than 75 characters";
  if (reply.language !== language) return `read as ${reply.language}`;
  if (!["answered", "not-on-record"].includes(reply.outcome)) return reply.outcome;
  return JSON.stringify(reply.query) === JSON.stringify(asked) ? "the question just asked" : null;
}

function wrongAfter(reply: Reply, language: LanguageCode, text?: string): readonly string[] {
  const suggestions = rollcall.followUps(reply, TODAY, text);
  const repeated = new Set(suggestions).size < suggestions.length ? ["the same twice"] : [];
  const problems = suggestions.map((one) => {
    const problem = wrong(one, language, reply.query);
    return problem && `${one}: ${problem}`;
  });
  return [...problems, ...repeated].filter((problem) => problem !== null);
}

/** Each question that can be offered, with the query it must be read as. */
const OFFERED: ReadonlyArray<readonly [QuestionWords, Partial<Query>]> = [
  ...SIGNED.flatMap((country) => ofSignatory(country)),
  ...UNSIGNED.flatMap(
    (country): Array<readonly [QuestionWords, Partial<Query>]> => [
      [
        { id: "ask-status", args: { country } },
        { op: "status", countries: [country], signed: true },
      ],
      [
        { id: "ask-eligible", args: { country } },
        { op: "eligibility", countries: [country] },
      ],
    ],
  ),
  ...[14, 21, 22, 23, 27].map((rank): readonly [QuestionWords, Partial<Query>] => [
    { id: "ask-nth", args: { rank } },
    { op: "at-rank", rank: { kind: "nth", n: rank } },
  ]),
  [{ id: "ask-list", args: {} }, { op: "list" }],
  [{ id: "ask-unsigned", args: {} }, { op: "list" }],
  [{ id: "ask-count", args: {} }, { op: "count" }],
  [
    { id: "ask-first", args: {} },
    { op: "at-rank", rank: { kind: "first", count: null } },
  ],
  [
    { id: "ask-latest", args: {} },
    { op: "at-rank", rank: { kind: "latest", count: 1 } },
  ],
  [
    { id: "ask-withdrawn", args: {} },
    { op: "withdrawal", countries: [] },
  ],
  [
    { id: "ask-launch", args: {} },
    { op: "topic", aspect: "start" },
  ],
  [
    { id: "ask-declaration", args: {} },
    { op: "topic", aspect: "definition" },
  ],
  [
    { id: "ask-initiative", args: {} },
    { op: "topic", aspect: "definition" },
  ],
  [
    { id: "ask-aims", args: {} },
    { op: "topic", aspect: "definition" },
  ],
  [
    { id: "ask-binding", args: {} },
    { op: "topic", aspect: "binding" },
  ],
  [
    { id: "ask-topic", args: { title: "GDI" } },
    { op: "topic", aspect: "definition" },
  ],
  [
    { id: "ask-topic-start", args: { title: "GDI" } },
    { op: "topic", aspect: "start" },
  ],
  [
    { id: "ask-topic-participants", args: { title: "GDI" } },
    { op: "topic", aspect: "participants" },
  ],
  [
    { id: "ask-topic-funding", args: { title: "GDI" } },
    { op: "topic", aspect: "funding" },
  ],
  [
    { id: "ask-sources", args: {} },
    { op: "sources", of: null },
  ],
];

function ofSignatory(country: (typeof SIGNED)[number]): Array<readonly [QuestionWords, Partial<Query>]> {
  const countries = [country];
  return [
    [
      { id: "ask-status", args: { country } },
      { op: "status", countries, signed: true },
    ],
    [
      { id: "ask-when", args: { country } },
      { op: "when", countries },
    ],
    [
      { id: "ask-previous", args: { country } },
      { op: "neighbour", direction: "previous", country },
    ],
    [
      { id: "ask-next", args: { country } },
      { op: "neighbour", direction: "next", country },
    ],
    [
      { id: "ask-signer", args: { country } },
      { op: "signer", countries },
    ],
    [
      { id: "ask-place", args: { country } },
      { op: "place", countries },
    ],
  ];
}

/** A beginning is told of a topic, or as the milestone that it was. */
const START = { op: "topic", aspect: "start" };

/** Polish asks for a neighbour with a case that the names do not have: there its place is asked for. */
const UNSAYABLE: ReadonlySet<string> = new Set(["pl ask-previous", "pl ask-next"]);

describe.each([...knowledge.languages.values()])("what is suggested in $code", ({ code }) => {
  it("is understood word for word as it is meant, for every country and place", () => {
    const { say } = wordingOf(knowledge, code);
    const misread = OFFERED.flatMap(([words, meant]) => {
      if (UNSAYABLE.has(`${code} ${words.id}`)) return [];
      const text = say(words);
      const { query, language } = rollcall.ask(text, { today: TODAY });
      const read = query?.op === "milestone" ? START : query;
      const right =
        language === code && read !== null && expect.objectContaining(meant).asymmetricMatch(read);
      return right ? [] : [`${text} (${words.id}): ${language} ${JSON.stringify(query)}`];
    });
    expect(misread).toEqual([]);
  });

  it("is a short whole question with an answer, and another one, after every question of the corpus", () => {
    const lines = corpus.get(code) ?? [];
    const problems = lines.flatMap((line, index) => {
      const reply = replyTo(rollcall, line);
      // To look for questions near a refused one takes milliseconds.
      const text = index % NEAR_EVERY === 0 ? line.question : undefined;
      return wrongAfter(reply, reply.answerLanguage, text).map((each) => `${line.place}: ${each}`);
    });
    expect(problems).toEqual([]);
  });

  it("is three questions after every kind of answer", () => {
    const few = SAMPLE_QUERIES.flatMap((query) => {
      const reply = rollcall.answer(query, { today: TODAY, language: code });
      const suggestions = rollcall.followUps(reply, TODAY);
      return suggestions.length === 3 ? [] : [`${JSON.stringify(query)}: ${suggestions.join(" ")}`];
    });
    expect(few).toEqual([]);
  });
});

describe("followUps", () => {
  const offeredAfter = (text: string, language?: string) =>
    rollcall.followUps(rollcall.ask(text, { today: TODAY, language: language ?? null }), TODAY, text);

  it("goes on from a signature to its neighbours and to those who have not signed", () => {
    expect(offeredAfter("has Norway signed?")).toEqual([
      "Which country signed just before Norway?",
      "Which country signed right after Norway?",
      "Who has not signed?",
    ]);
  });

  it("asks for places in the order where a language lacks the case of a name", () => {
    expect(offeredAfter("Czy Norwegia podpisała deklarację?")).toEqual([
      "Który kraj podpisał deklarację jako 20.?",
      "Który kraj podpisał deklarację jako 22.?",
      "Kto nie podpisał deklaracji?",
    ]);
  });

  it("turns a list round", () => {
    expect(offeredAfter("who has signed?")[0]).toBe("Who has not signed?");
    expect(offeredAfter("Wer hat nicht unterschrieben?")[0]).toBe("Wer hat unterschrieben?");
  });

  it("speaks the language of the answer, also where its text exists in English only", () => {
    expect(offeredAfter("What is GDI?", "fr")[0]).toBe("Quand a commencé GDI\u202f?");
  });

  it("offers what is near a question that was refused, and openings in other languages", () => {
    expect(offeredAfter("has Nroway sined teh thing")).toContain("Has Norway signed?");
    expect(offeredAfter("Wie wird morgen das Wetter?")).toContain("Wer hat unterschrieben?");
  });

  it("does not offer a place to those who share theirs", () => {
    const reply = rollcall.answer(
      { op: "when", countries: [aCountry("ES")] },
      { today: TODAY, language: "en" },
    );
    expect(rollcall.followUps(reply, TODAY).join(" ")).not.toMatch(/before Spain|1st/);
  });
});
