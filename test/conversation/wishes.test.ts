import { describe, expect, it } from "vitest";
import { tellWishers } from "../../adapters/conversation/wishes.ts";
import { createLog } from "../../adapters/log.ts";
import type { Told } from "../../adapters/platform.ts";
import type { Wish } from "../../adapters/store/curation.ts";
import { openStore } from "../../adapters/store/open-store.ts";
import type { Store } from "../../adapters/store/store.ts";
import { createRollcall } from "../../src/rollcall.ts";
import { aDay } from "../announcements/knowledge-fixture.ts";
import { realKnowledge } from "../fixtures/knowledge-texts.ts";
import { emptySchema, POSTGRESQL } from "../postgresql/database.ts";
import { emptyFile } from "../store/temp-folder.ts";

const STORES = [
  ["a file", emptyFile],
  ...(POSTGRESQL ? [["PostgreSQL", emptySchema] as const] : []),
] as const;
const log = createLog("silent");
const never = new AbortController().signal;
const ANN = "slack:T1:U0ANN";

describe.each(STORES)("wishes to be told, over %s", (_, empty) => {
  it("are fulfilled once the question can be answered, each once, in the language it was asked in", async () => {
    const store = await openStore(await empty());
    await store.curation.wish(wish("q1", "Hat Norwegen unterschrieben?", "de"));
    await store.curation.wish(wish("q2", "what is the weather like?", "en"));
    await store.curation.wish(wish("q1", "Hat Norwegen unterschrieben?", "de"));
    const { told, tell } = tellers(store);
    await Promise.all([tell(), tell()]);
    await tell();
    expect(told).toHaveLength(1);
    const [[person, { words, channel, workspace }]] = told as [[string, Told]];
    expect([person, channel, workspace]).toEqual(["U0ANN", null, "T1"]);
    expect(words.text).toMatch(/Hat Norwegen unterschrieben\?.*\nJa\. Norwegen hat am 14\. Juni 2019/);
    expect(words.sources.length).toBeGreaterThan(0);
    expect((await store.curation.wishes()).map(({ id }) => id)).toEqual(["q2"]);
    await store.close();
  });

  it("wait as long as the platform is not connected", async () => {
    const store = await openStore(await empty());
    await store.curation.wish(wish("q1", "has Norway signed?", "en"));
    const { told, tell } = tellers(store);
    await tell(null);
    expect(told).toEqual([]);
    await tell();
    expect(told).toHaveLength(1);
    await store.close();
  });

  it("and questions and opinions are dropped once they are too old", async () => {
    const store = await openStore(await empty());
    const { curation } = store;
    const kept = { user: ANN, at: 1_000, question: "q?", language: "en" };
    await curation.wish({ ...kept, id: "q1" });
    await curation.keepUnanswered({ ...kept, id: "q1", outcome: "off-topic" });
    await curation.rate({ ...kept, id: "q1", helpful: true });
    await curation.rate({ ...kept, id: "q1", helpful: false });
    expect((await curation.ratings(9)).map(({ helpful }) => helpful)).toEqual([false]);
    await curation.sweep(1_000);
    expect([await curation.wishes(), await curation.unanswered()].map(({ length }) => length)).toEqual([
      1, 1,
    ]);
    await curation.sweep(1_001);
    const left = [await curation.wishes(), await curation.unanswered(), await curation.ratings(9)];
    expect(left).toEqual([[], [], []]);
    await store.close();
  });
});

function wish(id: string, question: string, language: string): Wish {
  return { id, user: ANN, at: 1_000, question, language };
}

function tellers({ curation }: Store) {
  const told: Array<[string, Told]> = [];
  const teller = async (person: string, words: Told) => told.push([person, words]) > 0;
  const clock = { now: () => 2_000, today: () => aDay("2026-11-22") };
  const tell = async (connected: typeof teller | null = teller) => {
    const core = createRollcall(await realKnowledge());
    await tellWishers(core, { curation, teller: () => connected, clock, log }, never);
  };
  return { told, tell };
}
