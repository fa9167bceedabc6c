import { describe, expect, it } from "vitest";
import { plainWords, questionIn } from "../../adapters/slack/heard.ts";

describe("plainWords", () => {
  const CASES: ReadonlyArray<[text: string, words: string]> = [
    ["<@U0BOT> has Norway signed?", "has Norway signed?"],
    ["has <@U0BOT|rollcall> Norway   signed?", "has Norway signed?"],
    ["<@U0BOT>", ""],
    ["", ""],
    ["ask <@U1> and <@U2|ann>", "ask @U1 and @ann"],
    ["see <#C1|general> or <#C2>", "see #general or #C2"],
    ["<!here> <!subteam^S1|@genomes>", "@here @genomes"],
    ["<https://example.org/?a=1&amp;b=2>", "https://example.org/?a=1&b=2"],
    ["<https://example.org|the R&amp;D page>", "the R&D page"],
    ["is 3 &lt; 4 &amp;amp; true?", "is 3 < 4 &amp; true?"],
    ["&lt;!channel&gt;", "<!channel>"],
  ];
  for (const [text, words] of CASES) {
    it(`reads ${JSON.stringify(text)} as ${JSON.stringify(words)}`, () => {
      expect(plainWords(text, "U0BOT")).toBe(words);
    });
  }
});

describe("questionIn", () => {
  const said = { channel: "C1", ts: "2.000000", user: "U1", text: "when?" };

  it("begins a thread outside of one, and stays in the thread it is asked in", () => {
    expect(questionIn(said, "T1", "U0BOT")).toMatchObject({
      conversation: "slack:T1:C1:2.000000",
      threadTs: "2.000000",
    });
    expect(questionIn({ ...said, thread_ts: "1.000000" }, "T1", "U0BOT")).toMatchObject({
      key: "slack:T1:C1:2.000000",
      conversation: "slack:T1:C1:1.000000",
      threadTs: "1.000000",
    });
  });

  it("takes a direct message as one conversation, in and out of threads", () => {
    const direct = { ...said, channel: "D1" };
    expect(questionIn(direct, "T1", "U0BOT")).toMatchObject({
      conversation: "slack:T1:D1",
      threadTs: undefined,
    });
    expect(questionIn({ ...direct, thread_ts: "1.000000" }, "T1", "U0BOT")).toMatchObject({
      conversation: "slack:T1:D1",
      threadTs: "1.000000",
    });
  });

  it("hears neither itself nor other bots", () => {
    expect(questionIn({ ...said, user: "U0BOT" }, "T1", "U0BOT")).toBeNull();
    expect(questionIn({ ...said, bot_id: "B1" }, "T1", "U0BOT")).toBeNull();
    expect(questionIn({ ...said, user: undefined }, "T1", "U0BOT")).toBeNull();
  });
});
