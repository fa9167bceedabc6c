import { describe, expect, it } from "vitest";
import type { Reply } from "../../src/questions/reply.ts";
import { corpora, openEngine, REFUSALS, replyTo, TODAY } from "./engine.ts";

const { knowledge, rollcall } = await openEngine();
const lines = [...(await corpora(knowledge)).values()].flat();
const replies = lines.map((line) => ({ line, reply: replyTo(rollcall, line) }));
const ask = (question: string): Reply => rollcall.ask(question, { today: TODAY });

const REFUSED: ReadonlyArray<[question: string, outcome: Reply["outcome"], quoted: RegExp]> = [
  ["Has Norway signed the Eurovision?", "not-understood", /“Eurovision”/],
  ["Did Norway sign the Kyoto Protocol?", "not-understood", /“Kyoto”/],
  ["Who signed the Treaty of Versailles?", "not-understood", /“Versailles”/],
  ["Did Prussia sign?", "not-understood", /“Prussia”/],
  ["La Prusse a-t-elle signé ?", "not-understood", /«\sPrusse\s»/],
  // Not in the corpus, as with a letter less it is as near to Holland.
  ["Har Lolland signert?", "not-understood", /«Lolland»/],
  ["What is the capital of Norway?", "not-understood", /“capital”/],
  ["What will the weather be tomorrow?", "off-topic", /not my topic/],
  ["Please book me a flight", "off-topic", /not my topic/],
  ["When did Latvia join the EU?", "off-topic", /not my topic/],
  ["How many countries are in the EU?", "off-topic", /not my topic/],
  ["and Sweden?", "clarify", /Ask a whole question first/],
  ["when?", "clarify", /Ask a whole question first/],
  ["when did they sign?", "clarify", /Ask a whole question first/],
  ["", "clarify", /Has Norway signed/],
  ["?!…", "clarify", /Has Norway signed/],
  ["🙂🙂🙂", "clarify", /Has Norway signed/],
];

describe("a question that is not answered", () => {
  for (const [question, outcome, quoted] of REFUSED) {
    it(`${JSON.stringify(question)} ends ${outcome}`, () => {
      const reply = ask(question);
      expect(reply.outcome).toBe(outcome);
      expect(reply.text).toMatch(quoted);
    });
  }

  it("is asked back when it has two readings", () => {
    const unclear = replies.filter(({ reply }) => reply.text.includes("more than one way"));
    for (const { reply } of unclear) expect(reply.outcome).toBe("clarify");
  });

  it("quotes at most forty characters of an unknown word", () => {
    const reply = ask(`has Norway signed the ${"x".repeat(300)}?`);
    expect(reply.text).toContain(`“${"x".repeat(40)}…”`);
    expect(reply.text).not.toContain("x".repeat(41));
  });

  it("never has facts, a query or sources", () => {
    for (const { line, reply } of replies) {
      if (!REFUSALS.includes(reply.outcome) || reply.query !== null) continue;
      const { verdict, countries, possible, dates, number, range } = reply.facts;
      const stated = [verdict, ...countries, ...possible, ...dates, number, range].filter(
        (fact) => fact !== null,
      );
      expect([line.question, ...stated, ...reply.sources]).toEqual([line.question]);
    }
  });
});

describe("a reply that states a fact", () => {
  const stating = replies.filter(({ reply: { facts } }) => {
    const { verdict, countries, possible, dates, number } = facts;
    return verdict ?? number ?? [...countries, ...possible, ...dates][0];
  });

  it("has a source", () => {
    expect(stating.length).toBeGreaterThan(500);
    const bare = stating.filter(({ reply }) => reply.sources.length === 0);
    expect(bare.map(({ line }) => line.question)).toEqual([]);
  });

  it("gives a range from what is certain to what is possible", () => {
    const turned = stating.filter(({ reply: { facts } }) => facts.range && facts.range[0] > facts.range[1]);
    expect(turned.map(({ line, reply }) => `${line.question}: ${reply.facts.range}`)).toEqual([]);
  });

  it("names every source once, by a complete http address", () => {
    for (const { reply } of replies) {
      const urls = reply.sources.map(({ url }) => url);
      expect(new Set(urls).size).toBe(urls.length);
      for (const url of urls) expect(new URL(url).protocol).toMatch(/^https?:$/);
    }
  });

  it("says a yes or no in the words of its verdict", () => {
    const words: Readonly<Record<string, RegExp>> = { yes: /^No\b/, no: /^Yes\b/, unknown: /^(Yes|No)\b/ };
    const contradicted = stating.filter(({ reply: { facts, text, textLanguage } }) =>
      textLanguage === "en" && facts.verdict ? words[facts.verdict]?.test(text) : false,
    );
    expect(contradicted.map(({ line, reply }) => `${line.question}: ${reply.text}`)).toEqual([]);
  });
});

describe("suggest", () => {
  it("has nothing to add to an answered question", () => {
    const question = "has Norway signed?";
    expect(rollcall.suggest(question, ask(question))).toEqual([]);
  });

  it("is not part of the reply", () => {
    expect(Object.keys(ask("has Nrowya sigend?"))).not.toContain("suggestions");
  });

  it("gives at most three whole questions, which are answered", () => {
    const refused = replies.filter(
      ({ line, reply }) => line.kind === "refused" && REFUSALS.includes(reply.outcome),
    );
    for (const { line, reply } of refused.slice(0, 40)) {
      const suggestions = rollcall.suggest(line.question, reply);
      expect(suggestions.length).toBeLessThanOrEqual(3);
      for (const suggestion of suggestions)
        expect([suggestion, ask(suggestion).outcome]).toEqual([suggestion, "answered"]);
    }
  });

  it("heads topics with a name that it knows, and needs no article", () => {
    const titles = [...knowledge.topics.values()].map(({ title }) => title);
    const offered = new Set(titles.flatMap((title) => rollcall.suggest(title, ask("xyzzy"))));
    const headings = [...offered].filter((suggestion) => suggestion.startsWith("About: "));
    expect(headings).toContain("About: European Commission");
    expect(headings.filter((heading) => ask(heading).outcome !== "answered")).toEqual([]);
  });

  it("gives the same list again without a second search", () => {
    const question = "has Norwya sgined the dclaration?";
    const first = rollcall.suggest(question, ask(question));
    expect(rollcall.suggest(question, ask(question))).toBe(first);
  });

  it("is silent for more than twelve words", () => {
    const question = "norway ".repeat(13);
    expect(rollcall.suggest(question, ask(question))).toEqual([]);
  });
});
