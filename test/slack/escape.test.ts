import { describe, expect, it } from "vitest";
import { clip, escapeMarkdown, escapeText, escapeUrl, split } from "../../adapters/slack/escape.ts";

describe("escapeText", () => {
  const CASES: ReadonlyArray<[raw: string, escaped: string]> = [
    ["<!channel> and <@U1>", "&lt;!channel&gt; and &lt;@U1&gt;"],
    ["R&D", "R&amp;D"],
    ["&lt;", "&amp;lt;"],
    ["a\r\nb\rc", "a\nb\nc"],
    ["a\u0000b\u0007", "ab"],
    ["half \uD83C a pair", "half \uFFFD a pair"],
    ["🇳🇴 stays", "🇳🇴 stays"],
  ];
  for (const [raw, escaped] of CASES) {
    it(`writes ${JSON.stringify(raw)} as ${JSON.stringify(escaped)}`, () => {
      expect(escapeText(raw)).toBe(escaped);
    });
  }
});

describe("escapeMarkdown", () => {
  it("leaves no sign that formats text or ends a label", () => {
    expect(escapeMarkdown("*a* _b_ ~c~ `d` | <e>")).not.toMatch(/[*_~`|<>]/);
  });

  it("puts a title that runs over lines on one", () => {
    expect(escapeMarkdown("A page\n of\t words")).toBe("A page of words");
  });
});

describe("escapeUrl", () => {
  const CASES: ReadonlyArray<[raw: string, url: string | null]> = [
    ["https://example.org/a?b=1&c=2", "https://example.org/a?b=1&amp;c=2"],
    ["https://example.org/a|b>c", "https://example.org/a%7Cb%3Ec"],
    ["https://example.org/two words", "https://example.org/two%20words"],
    ["javascript:alert(1)", null],
    ["mailto:a@example.org", null],
    ["no address", null],
  ];
  for (const [raw, url] of CASES) {
    it(`takes ${JSON.stringify(raw)} as ${JSON.stringify(url)}`, () => {
      expect(escapeUrl(raw)).toBe(url);
    });
  }
});

describe("clip and split", () => {
  it("cut inside no entity", () => {
    expect(clip("abc&amp;def", 6)).toBe("abc…");
    expect(split("abc&amp;def", 6)).toEqual(["abc", "&amp;d", "ef"]);
  });

  it("cut inside no surrogate pair", () => {
    expect(clip("ab😀cd", 4)).toBe("ab…");
    expect(split("ab😀cd", 3)).toEqual(["ab", "😀c", "d"]);
  });

  it("prefer the end of a line", () => {
    expect(split("one two\nthree\nfour", 14)).toEqual(["one two\nthree", "four"]);
  });
});
