import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerMessages } from "../../adapters/discord/answer-message.ts";
import { escapeText, linkTarget } from "../../adapters/discord/escape.ts";
import { CONTENT_LIMIT, postMessage, replyMessages } from "../../adapters/discord/format.ts";
import type { ChatAnswer } from "../../adapters/platform.ts";
import { languageCode } from "../../src/knowledge/schema/values.ts";
import { echoWords } from "../fixtures/chat-services.ts";
import { liveTokens } from "./live-tokens.ts";
import { buttonsOf, checkComponents, textOf } from "./server/components.ts";
import { postOf, replyOf, sourceOf } from "./stand-in.ts";

const ANSWER: Omit<ChatAnswer, "words" | "followUps"> = {
  ...{ id: "x".repeat(40), outcome: "answered", language: languageCode.parse("en"), chat: echoWords },
  ...{ table: null, rateable: true, canTell: true },
};
const GAP = "\u200b";
const LONE_SURROGATE = /\p{Surrogate}/u;

const SHOWN: ReadonlyArray<[plain: string, markup: string]> = [
  ["Norway signed on 14 June 2019.", "Norway signed on 14 June 2019."],
  ["*x* _y_ ~z~ |s| `c`", "\\*x\\* \\_y\\_ \\~z\\~ \\|s\\| \\`c\\`"],
  ["a \\* b", "a \\\\\\* b"],
  ["# title", "\\# title"],
  ["1. one\n- two\n> three", "1\\. one\n\\- two\n\\> three"],
  ["• Norway (1.)", "• Norway (1.)"],
  ["@everyone and @Here", `@${GAP}everyone and @${GAP}Here`],
  ["<@1> <@&2> <#3>", `\\<${GAP}@1\\> \\<${GAP}@&2\\> \\<${GAP}#3\\>`],
  ["<:a:1> </ask:1> <t:1>", `\\<${GAP}:a:1\\> \\<${GAP}/ask:1\\> \\<${GAP}t:1\\>`],
  ["<T:1> <ID:home>", `\\<${GAP}T:1\\> \\<${GAP}ID:home\\>`],
  ["[ec.europa.eu](https://evil.example)", "\\[ec.europa.eu\\](https\\://evil.example)"],
  ["a < b", "a \\< b"],
  ["\ud800", "\ufffd"],
  ["a\u0000b", "ab"],
];

const LINKS: ReadonlyArray<[url: string, target: string | null]> = [
  ["https://example.org/a", "https://example.org/a"],
  ["https://example.org/a b(c)[d]>e", "https://example.org/a%20b%28c%29%5Bd%5D%3Ee"],
  ["https://example.org/@everyone", "https://example.org/%40everyone"],
  ["javascript:alert(1)", null],
  ["https://ec.europa.eu@evil.example/", null],
  ["not an address", null],
];

describe("escapeText", () => {
  for (const [plain, markup] of SHOWN) {
    it(`shows ${JSON.stringify(plain)} as it is`, () => {
      expect(escapeText(plain)).toBe(markup);
    });
  }
});

describe("linkTarget", () => {
  for (const [url, target] of LINKS) {
    it(`makes ${JSON.stringify(target)} of ${JSON.stringify(url)}`, () => {
      expect(linkTarget(url)).toBe(target);
    });
  }
});

describe("replyMessages", () => {
  it("gives the text, the sources as links and how current it is", () => {
    const [message, ...more] = replyMessages(
      replyOf("Yes.", [sourceOf("A [new] page", "https://example.org/a")]),
    );
    expect(more).toEqual([]);
    expect(message?.content).toBe(
      "Yes.\n-# Sources:\n-# [A (new) page](<https://example.org/a>) · example.org\n-# As of 13 March 2026",
    );
    expect(message?.allowedMentions).toEqual({ parse: [], repliedUser: false });
  });

  it("names a source without linking it when its address is not a web address", () => {
    const [message] = replyMessages(replyOf("Yes.", [sourceOf("A page", "javascript:alert(1)")]));
    expect(message?.content).toContain("\n-# A page\n");
  });

  it("splits a long answer at line ends and keeps the sources together", () => {
    const line = "a line of text ".repeat(10).trim();
    const text = Array.from({ length: 30 }, () => line).join("\n");
    const contents = replyMessages(replyOf(text, [sourceOf("Page", "https://example.org/a")])).map(
      (one) => one.content,
    );
    const footer = "-# Sources:\n-# [Page](<https://example.org/a>) · example.org\n-# As of 13 March 2026";
    expect(contents.join("\n")).toBe(`${text}\n${footer}`);
    expect(contents.at(-1)?.endsWith(footer)).toBe(true);
  });

  it("never parts the heading of the sources from the first of them", () => {
    const sources = Array.from({ length: 60 }, (_, index) =>
      sourceOf(`Page ${index}`, `https://example.org/${index}`),
    );
    const contents = replyMessages(replyOf("x".repeat(1990), sources)).map((one) => one.content);
    expect(contents.length).toBeGreaterThan(2);
    expect(contents.filter((content) => /Sources:\n-# \[Page 0\]/.test(content))).toHaveLength(1);
    for (const content of contents.slice(1)) {
      for (const line of content.split("\n"))
        expect(line).toMatch(/^-# (\[Page \d+\]\(<\S+>\) · \S+|Sources:|As of .*)$/);
    }
  });
});

describe("answerMessages", () => {
  const long = Array.from({ length: 400 }, (_, index) => `a line of text, number ${index}`).join("\n");
  const source = sourceOf("Page", "https://example.org/a");

  it("keeps the sources whole with the last message, and the buttons under it", () => {
    const words = replyOf(long, [source]);
    const messages = answerMessages({ ...ANSWER, words, followUps: ["Who?"] });
    const texts = messages.map(({ components }) => textOf({ content: "", components }));
    expect(texts.length).toBeGreaterThan(2);
    expect(texts.slice(0, -1).join("\n")).not.toContain("-# ");
    expect(texts.at(-1)).toMatch(
      /-# Sources:\n-# \[Page\]\(<https:\/\/example.org\/a>\) · example.org\n-# As of/,
    );
    expect(messages.map(({ components }) => buttonsOf({ components }).length)).toEqual([
      ...texts.slice(1).map(() => 0),
      4,
    ]);
    for (const { components, flags } of messages) checkComponents({ components, flags });
  });

  it("shows the rows of a list in lines of their own", () => {
    const table = {
      header: ["Place", "Country"],
      rows: [
        ["1", "Cyprus"],
        ["2", "N*rway"],
      ],
    };
    const [message] = answerMessages({ ...ANSWER, words: replyOf("Two."), table, followUps: [] });
    const said = textOf({ content: "", components: message?.components ?? [] });
    expect(said).toBe("Two.\n**Place · Country**\n1 · Cyprus\n2 · N\\*rway");
  });
});

describe("postMessage", () => {
  it("ends with the reference", () => {
    expect(postMessage(postOf("Norway has signed.")).content).toBe(
      "Norway has signed.\n-# As of 13 March 2026 · rc-3f9c2a1b7d",
    );
  });

  it("loses text, never the reference, when it is too long", () => {
    const { content } = postMessage(
      postOf("a line of news\n".repeat(500), [sourceOf("Page", "https://example.org/a")]),
    );
    expect(content.length).toBeLessThanOrEqual(CONTENT_LIMIT);
    expect(content).toMatch(/\n…\n-# Sources:\n.*\n-# As of 13 March 2026 · rc-3f9c2a1b7d$/);
  });
});

const nasty = fc.constantFrom(
  "@everyone",
  "@here",
  "<@1>",
  "<@&2>",
  "<#3>",
  "<:x:4>",
  "\n",
  "\\",
  "🇳🇴",
  "[a](https://b.c)",
);
const anyText = fc
  .array(fc.oneof(nasty, fc.string({ unit: "binary" }), fc.string({ maxLength: 400 })), { maxLength: 60 })
  .map((parts) => parts.join(""));
const anySource = fc
  .tuple(anyText, fc.oneof(fc.webUrl({ withFragments: true }), anyText))
  .map(([title, url]) => sourceOf(title, url));
const anySources = fc.array(anySource, { maxLength: 8 });

describe("every message, whatever the text and sources", () => {
  it("is within Discord's limit, is not empty, mentions nobody and splits no character", () => {
    fc.assert(
      fc.property(anyText, anySources, (text, sources) => {
        const messages = [...replyMessages(replyOf(text, sources)), postMessage(postOf(text, sources))];
        const answer = { ...ANSWER, words: replyOf(text, sources), followUps: [text.slice(0, 75)] };
        for (const { components, flags } of answerMessages(answer, true)) {
          checkComponents({ components, flags });
          const said = textOf({ content: "", components });
          expect([said.trim() !== "", liveTokens(said), LONE_SURROGATE.test(said)]).toEqual([
            true,
            [],
            false,
          ]);
        }
        for (const { content } of messages) {
          expect(content.length).toBeLessThanOrEqual(CONTENT_LIMIT);
          expect(content.trim()).not.toBe("");
          expect(liveTokens(content)).toEqual([]);
          expect(content).not.toMatch(LONE_SURROGATE);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("has a link for no address but those of its sources", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const { content } of replyMessages(replyOf(text))) expect(content).not.toMatch(/https?:\/\//);
      }),
    );
  });
});
