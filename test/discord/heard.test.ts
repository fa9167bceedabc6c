import { describe, expect, it } from "vitest";
import { conversationOf, plainWords } from "../../adapters/discord/heard.ts";

const HEARD: ReadonlyArray<[content: string, words: string]> = [
  ["<@1> has Norway signed?", "has Norway signed?"],
  ["<@!1>has Norway signed?<@1>", "has Norway signed?"],
  ["<@1> did <@2> sign?", "did someone sign?"],
  ["<@1> did <@&2> sign in <#3>?", "did a role sign in a channel?"],
  ["<:norway:5> or <a:dance:6>", "norway or dance"],
  ["what is </ask:7>?", "what is /ask?"],
  ["who signed before <t:1560470400:D>?", "who signed before 2019-06-14?"],
  ["<@1>", ""],
];

describe("plainWords", () => {
  for (const [content, words] of HEARD) {
    it(`reads ${JSON.stringify(content)} as ${JSON.stringify(words)}`, () => {
      expect(plainWords(content, "1")).toBe(words);
    });
  }
});

describe("conversationOf", () => {
  it("is one for all in a thread or direct message, and one a person in a channel", () => {
    const place = { channel: "10", user: "20" };
    expect(conversationOf({ ...place, kind: "thread" })).toBe("discord:10");
    expect(conversationOf({ ...place, kind: "direct" })).toBe("discord:10");
    expect(conversationOf({ ...place, kind: "channel" })).toBe("discord:10:20");
  });
});
