import { array, assert, constantFrom, integer, oneof, property, record, string, tuple } from "fast-check";
import { describe, expect, it } from "vitest";
import { formatDispatch, formatReply } from "../../adapters/slack/format.ts";
import type { Source } from "../../src/knowledge/knowledge-base.ts";
import { liveTokens } from "./live-tokens.ts";
import { dispatch, reply, source } from "./reply.ts";
import { blockTexts, type Content, readContent } from "./server/limits.ts";

/** The content as Slack reads it; what Slack would refuse fails the test. */
function taken(message: object): Content {
  const content = readContent(message);
  if ("error" in content) throw new Error(content.error);
  return content;
}

const many = (count: number): Source[] =>
  Array.from({ length: count }, (_, n) => source({ title: `Page ${n}` }));

describe("formatReply", () => {
  it("shows the text as it is, with its sources and their age below", () => {
    expect(formatReply(reply())).toEqual({
      text: "Yes. Norway signed on 14 June 2019.",
      blocks: [
        {
          type: "section",
          text: { type: "plain_text", text: "Yes. Norway signed on 14 June 2019.", emoji: false },
        },
        {
          type: "context",
          elements: [
            {
              type: "mrkdwn",
              verbatim: true,
              text: "Sources: <https://example.org/page|A page> (example.org)",
            },
            { type: "plain_text", text: "As of 13 March 2026", emoji: false },
          ],
        },
      ],
      unfurl_links: false,
      unfurl_media: false,
    });
  });

  it("has no footer where there are no sources", () => {
    expect(formatReply(reply({ sources: [] })).blocks).toHaveLength(1);
  });

  it("shows the title alone where the address is not one of the web", () => {
    const { blocks } = taken(formatReply(reply({ sources: [source({ url: "javascript:alert(1)" })] })));
    expect(blockTexts(blocks)).toContain("Sources: A page");
  });

  it("names the host, so that a title cannot pass for another site", () => {
    const url = "https://ec.europa.eu@evil.example/";
    const { blocks } = taken(formatReply(reply({ sources: [source({ title: "ec.europa.eu", url })] })));
    expect(blockTexts(blocks).join()).toContain("|ec.europa.eu> (evil.example)");
  });

  it("shows as many sources as there is room for, and counts the others", () => {
    const { blocks } = taken(formatReply(reply({ sources: many(100) })));
    expect(blockTexts(blocks).join()).toMatch(/Page 0>.* · \+\d+$|Page 0>.* · \+\d+,/);
  });

  it("splits a long list at line ends", () => {
    const lines = Array.from({ length: 90 }, (_, n) => `• ${n} ${"word ".repeat(12).trim()}`);
    const sections = taken(formatReply(reply({ text: lines.join("\n"), sources: [] }))).blocks;
    expect(blockTexts(sections).join("\n").split("\n")).toEqual(lines);
  });

  it("shows a dot row in place of a blank text", () => {
    expect(taken(formatReply(reply({ text: " \u0000 ", sources: [] }))).text).toBe("…");
  });
});

describe("formatDispatch", () => {
  it("carries the reference in the footer and, with the nonce, in the metadata", () => {
    const { blocks, metadata } = taken(formatDispatch(dispatch()));
    expect(blockTexts(blocks)).toContain("As of 13 March 2026 · rc-3f9c2a1b7d");
    expect(metadata).toEqual({
      event_type: "rollcall_announcement",
      event_payload: { reference: "rc-3f9c2a1b7d", nonce: "n-3f9c2a1b7d" },
    });
  });
});

describe("any message", () => {
  const hostile = oneof(
    string({ unit: "binary", maxLength: 200 }),
    constantFrom(
      "<!channel>",
      "<@U1>",
      "<#C1|x>",
      "<https://evil|a>",
      "&",
      "\uD83D",
      "😀",
      "\n",
      "|",
      "*_`~",
    ),
  );
  const long = tuple(array(hostile, { maxLength: 12 }), integer({ min: 1, max: 900 })).map(([parts, times]) =>
    parts.join("").repeat(times).slice(0, 60_000),
  );
  const sources = array(
    record({
      title: long,
      url: oneof(
        long,
        hostile.map((tail) => `https://example.org/${tail}`),
      ),
    }).map(source),
    { maxLength: 30 },
  );
  const texts = tuple(long, sources, hostile);

  it("keeps Slack's limits, pings nobody and splits no character, whatever the answer says", () => {
    assert(
      property(texts, ([text, found, words]) => {
        const labels = { asOf: words, sources: words };
        for (const message of [
          formatReply(reply({ text, sources: found, labels })),
          formatDispatch(dispatch({ text, sources: found, labels })),
        ]) {
          const content = taken(message);
          expect(content.text.length).toBeLessThanOrEqual(3000);
          expect(liveTokens(content)).toEqual([]);
          expect([content.text, ...blockTexts(content.blocks)].join("")).not.toMatch(/\p{Surrogate}/u);
        }
      }),
      { numRuns: 150 },
    );
  });
});
