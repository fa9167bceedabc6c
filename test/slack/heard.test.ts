import { describe, expect, it } from "vitest";
import { plainWords, questionIn, type Utterance } from "../../adapters/slack/heard.ts";

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
  const heardIn = (change: Partial<Utterance> = {}) => questionIn({ ...said, ...change }, "T1", "U0BOT");

  it("begins a thread outside of one, and stays in the thread it is asked in", () => {
    expect(heardIn()).toMatchObject({
      heard: { conversation: "slack:T1:C1:2.000000", channel: "C1" },
      threadTs: "2.000000",
    });
    expect(heardIn({ thread_ts: "1.000000" })).toMatchObject({
      heard: { key: "slack:T1:C1:2.000000", conversation: "slack:T1:C1:1.000000" },
      threadTs: "1.000000",
    });
  });

  it("is none where what should be an id is something else", () => {
    for (const odd of [true, -1.5, ["D1"], null]) {
      const event: Utterance = JSON.parse(JSON.stringify({ ...said, channel: odd, channel_type: "im" }));
      expect(questionIn(event, "T1", "U0BOT")).toBeNull();
    }
  });

  it("takes a direct message as one conversation, in and out of threads", () => {
    expect(heardIn({ channel: "D1" })).toMatchObject({
      heard: { conversation: "slack:T1:D1", address: "asked", channel: null },
      threadTs: undefined,
    });
    expect(heardIn({ channel: "D1", thread_ts: "1.000000" })).toMatchObject({
      heard: { conversation: "slack:T1:D1" },
      threadTs: "1.000000",
    });
  });

  it("is asked when it is mentioned, else follows a thread or overhears", () => {
    const address = (change: Partial<Utterance>) => heardIn(change)?.heard.address;
    expect(address({ text: "<@U0BOT> when?" })).toBe("asked");
    expect(address({ text: "and <@U0BOT|rollcall>?", thread_ts: "1.000000" })).toBe("asked");
    expect(address({ thread_ts: "1.000000" })).toBe("followed");
    expect(address({ text: "<@U0BOTH> when?" })).toBe("overheard");
  });

  it("hears neither itself nor other bots", () => {
    expect(heardIn({ user: "U0BOT" })).toBeNull();
    expect(heardIn({ bot_id: "B1" })).toBeNull();
    expect(heardIn({ user: undefined })).toBeNull();
  });
});
