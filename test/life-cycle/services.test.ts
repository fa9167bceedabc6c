import { describe, expect, it } from "vitest";
import type { Clock } from "../../adapters/clock.ts";
import { createLog } from "../../adapters/log.ts";
import { createChatServices } from "../../adapters/services.ts";
import { createConversations } from "../../src/conversation/conversations.ts";
import { createSeen } from "../../src/conversation/seen.ts";
import { languageCode } from "../../src/knowledge/schema/values.ts";
import type { Query } from "../../src/questions/query.ts";
import type { Reply, Turn } from "../../src/questions/reply.ts";
import type { Rollcall } from "../../src/rollcall.ts";
import { aDay, aKnowledge } from "../announcements/knowledge-fixture.ts";

describe("createChatServices", () => {
  it("hands the last turn of a conversation to its next question, and to no other", () => {
    const { services, asked } = aChat();
    services.ask({ conversation: "a", text: "has Norway signed?" });
    services.ask({ conversation: "a", text: "and Sweden?" });
    services.ask({ conversation: "b", text: "and Sweden?" });
    expect(asked.map(({ text, previous }) => [text, previous?.query.op ?? null])).toEqual([
      ["has Norway signed?", null],
      ["and Sweden?", "freshness"],
      ["and Sweden?", null],
    ]);
  });

  it("goes on from what a person picked, as from a question", () => {
    const { services, asked } = aChat();
    services.askCountry("NO", { conversation: "a" });
    services.ask({ conversation: "a", text: "when?" });
    expect(asked.at(-1)?.previous?.query).toMatchObject({ op: "status", countries: ["NO"] });
  });

  it("knows no country of a code that does not exist", () => {
    const { services } = aChat();
    for (const code of ["XX", "NOR", "", "__proto__", "toString"]) {
      expect(services.askCountry(code, { conversation: "a" })).toBeNull();
    }
  });

  it("tells the first delivery of a message from its repeats", () => {
    const { services } = aChat();
    expect(["T1:C1:1", "T1:C1:1", "T1:C1:2"].map(services.first)).toEqual([true, false, true]);
  });

  it("passes the language of a person's client on", () => {
    const { services, asked } = aChat();
    services.ask({ conversation: "a", text: "hei", locale: "nb-NO" });
    expect(asked[0]?.language).toBe("nb-NO");
  });
});

interface Asked {
  readonly text: string;
  readonly previous: Turn | null;
  readonly language: string | null;
}

/** A chat over a core that answers nothing and keeps what it was asked. */
function aChat() {
  const asked: Asked[] = [];
  const core: Rollcall = {
    knowledge: aKnowledge([]),
    ask(text, { previous = null, language = null }) {
      asked.push({ text, previous, language });
      return aReply({ op: "freshness" });
    },
    answer: (query) => aReply(query),
    completeCountry: () => [],
    suggest: () => [],
    followUps: () => [],
    table: () => null,
  };
  const clock: Clock = { now: () => 0, today: () => aDay("2026-11-22") };
  const services = createChatServices({
    current: () => core,
    conversations: createConversations(),
    seen: createSeen(),
    manage: () => null,
    clock,
    log: createLog("silent"),
  });
  return { services, asked };
}

function aReply(query: Query): Reply {
  const language = languageCode.parse("en");
  return {
    outcome: "answered",
    language,
    textLanguage: language,
    answerLanguage: language,
    query,
    asTyped: true,
    text: "",
    facts: { verdict: null, countries: [], possible: [], dates: [], number: null, range: null },
    sources: [],
    asOf: aDay("2026-03-13"),
    knowledge: "0000000",
    labels: { asOf: "", sources: "" },
    turn: { query, language, focus: [] },
  };
}
