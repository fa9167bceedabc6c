import { describe, expect, it } from "vitest";
import { languageCode } from "../../src/knowledge/schema/values.ts";
import { wordingOf } from "../../src/wording/wording-of.ts";
import { openEngine } from "../questions/engine.ts";

const { knowledge } = await openEngine();
const packs = [...knowledge.languages.values()];
const [NO_BREAK, NARROW] = ["\u00A0", "\u202F"];

describe("typography", () => {
  it("has the quotation marks of each language around words, and no others", () => {
    const args = { words: ["abc"] };
    const said = packs.map(({ code }) => [
      code,
      wordingOf(knowledge, code).say({ id: "malformed-pause", args }),
    ]);
    expect(
      Object.fromEntries(said.map(([code, words]) => [code, words?.match(/.{1,2}abc.{1,2}/)?.[0]])),
    ).toEqual({
      ...{ en: " “abc” ", de: " „abc“.", es: " «abc» ", nb: " «abc» ", pl: " „abc”." },
      fr: `«${NO_BREAK}abc${NO_BREAK}»`,
    });
    const foreign = { en: /["„«»]/, de: /["”«»]/, es: /["„“”]/, nb: /["„“”]/, pl: /["“«»]/, fr: /["„“”]/ };
    const wrong = packs.flatMap(({ code, messages }) => {
      const marks = new Map<string, RegExp>(Object.entries(foreign)).get(code) ?? /$/;
      return Object.entries(messages).filter(([, text]) => marks.test(text) || /\w'\w/.test(text));
    });
    expect(wrong).toEqual([]);
  });

  it("breaks no line before a mark in French, and has a space before no mark elsewhere", () => {
    const loose = packs.flatMap(({ messages }) =>
      Object.values(messages).filter((text) => / [:;?!»]|« /.test(text)),
    );
    expect(loose).toEqual([]);
    const { say } = wordingOf(knowledge, languageCode.parse("fr"));
    expect(say({ id: "label-sources", args: {} })).toBe(`Sources${NO_BREAK}:`);
    expect(say({ id: "ask-list", args: {} })).toBe(`Qui a signé${NARROW}?`);
  });

  it("begins a question in Spanish and ends it", () => {
    const texts = packs.flatMap(({ code, messages }) => (code === "es" ? Object.values(messages) : []));
    const halved = texts.filter((text) => text.split("?").length !== text.split("¿").length);
    expect(texts).not.toEqual([]);
    expect(halved).toEqual([]);
  });

  it("ends the label of the sources with a colon in every language", () => {
    for (const { code } of packs) {
      expect(wordingOf(knowledge, code).say({ id: "label-sources", args: {} })).toMatch(/^\p{L}+\u00A0?:$/u);
    }
  });
});
