import { describe, expect, it } from "vitest";
import { tellWishers } from "../../adapters/conversation/wishes.ts";
import { createLog } from "../../adapters/log.ts";
import type { Told } from "../../adapters/platform.ts";
import type { StoreAddress } from "../../adapters/store/address.ts";
import { chunks } from "../../adapters/store/chunks.ts";
import type { Wish } from "../../adapters/store/curation.ts";
import { openDatabase } from "../../adapters/store/database.ts";
import { openStore } from "../../adapters/store/open-store.ts";
import type { Store } from "../../adapters/store/store.ts";
import { createRollcall } from "../../src/rollcall.ts";
import { aDay } from "../announcements/knowledge-fixture.ts";
import { allOf } from "../fixtures/all-of.ts";
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
    expect((await allOf(store.curation.wishes())).map(({ id }) => id)).toEqual(["q2"]);
    await store.close();
  });

  it("of very many people are all met, each once, and let every answer that is due come in between", async () => {
    const address = await empty();
    const store = await openStore(address);
    await wishMany(address, 1_100);
    const { told, tell } = tellers(store);
    let turns = 0;
    const count = () => {
      turns += 1;
      next = setImmediate(count);
    };
    let next = setImmediate(count);
    await tell();
    clearImmediate(next);
    expect(new Set(told.map(([person]) => person)).size).toBe(550);
    expect(told).toHaveLength(550);
    expect(turns).toBeGreaterThan(1_000);
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
    const kinds = async () => [await allOf(curation.wishes()), await allOf(curation.unanswered())];
    expect((await kinds()).map(({ length }) => length)).toEqual([1, 1]);
    await curation.sweep(1_001);
    const left = [...(await kinds()), await curation.ratings(9)];
    expect(left).toEqual([[], [], []]);
    await store.close();
  });
});

/** So many wishes, each of another person, half of which have come true; quicker than one by one. */
async function wishMany(address: StoreAddress, number: number): Promise<void> {
  const { db } = await openDatabase(address);
  const rows = Array.from({ length: number }, (_, index) => ({
    ...{
      question_id: `q${index % 7}`,
      user_id: `slack:T1:U${index}`,
      at: 1_000,
      language: "en",
      told_at: null,
    },
    question: index % 2 ? "has Norway signed?" : "what is the weather like?",
  }));
  for (const some of chunks(rows)) await db.insertInto("wishes").values(some).execute();
  await db.destroy();
}

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
