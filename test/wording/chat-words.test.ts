import { describe, expect, it } from "vitest";
import { chatWords } from "../../src/wording/chat-words.ts";
import { homeWords } from "../../src/wording/home-words.ts";
import { openEngine, TODAY } from "../questions/engine.ts";

const { knowledge, rollcall } = await openEngine();
const codes = [...knowledge.languages.keys()];

describe.each(codes)("the words of a chat in %s", (code) => {
  const words = chatWords(knowledge, code);
  const home = homeWords(knowledge, code);

  it("have labels that fit on the buttons of both platforms, each another one", () => {
    const labels = Object.values(words.labels);
    expect(labels.filter((label) => label.length > 45)).toEqual([]);
    expect(words.labels.askRollcall.length).toBeLessThanOrEqual(24);
    expect(new Set(labels).size).toBe(labels.length);
  });

  it("say what they are given", () => {
    expect(words.sharedBy("Ada <@U1>")).toContain("Ada <@U1>");
    expect(words.answerNow("Will Poland sign?")).toContain("Will Poland sign?");
    expect(words.slowDown(30)).toContain("30");
    expect(words.forgot(5)).toContain("5");
    expect(words.forgot(0)).not.toMatch(/\d/);
  });

  it("are made once", () => {
    expect(chatWords(knowledge, code)).toBe(words);
  });

  it("tell on a page how many have signed, and who was the latest", () => {
    expect(home.total).toContain(String(knowledge.signatories.size));
    const [latest] = [...knowledge.signatories.keys()].slice(-1);
    expect(home.latest?.toLowerCase()).toContain(
      (latest && knowledge.languages.get(code)?.countries.get(latest)?.subject)?.toLowerCase(),
    );
  });

  it("give five questions to begin with, each answered and understood in the language", () => {
    const { questions } = home.examples;
    const replies = questions.map((question) => rollcall.ask(question, { today: TODAY }));
    expect(new Set(questions).size).toBe(5);
    expect(replies.map(({ outcome, language }) => `${outcome} ${language}`)).toEqual(
      questions.map(() => `answered ${code}`),
    );
    expect(questions.every((question) => question.length <= 75)).toBe(true);
  });

  it("tell what a channel gets, and that it is paused while it is", () => {
    const wish = { kinds: ["accession", "milestone"], language: code, pause: null } as const;
    const pause = { since: 0, until: 1000, reason: null };
    const { channel } = home.subscriptions;
    expect(channel({ ...wish, pause }, 500)).toBe(
      `${channel(wish, 500)} (${pausedIn(channel({ ...wish, pause }, 500))})`,
    );
    expect(channel({ ...wish, pause }, 1000)).toBe(channel(wish, 1000));
  });
});

function pausedIn(line: string): string {
  return /\((\p{L}[^()]*)\)$/u.exec(line)?.[1] ?? "not paused";
}
