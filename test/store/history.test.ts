import { describe, expect, it } from "vitest";
import type { StoreAddress } from "../../adapters/store/address.ts";
import { openDatabase } from "../../adapters/store/database.ts";
import { openStore } from "../../adapters/store/open-store.ts";
import { postsAbout, readGround } from "../../adapters/store/read-ground.ts";
import { createStoredPosts } from "../../adapters/store/stored-posts.ts";
import { aCountry, aDestination, aKnowledge, aSignatory } from "../announcements/knowledge-fixture.ts";
import { emptySchema, POSTGRESQL } from "../postgresql/database.ts";
import { queueNews } from "./queue-news.ts";
import { emptyFile } from "./temp-folder.ts";

const NOW = 1_790_000_000_000;
const CORRECTIONS = 20;
const latvia = aSignatory("LV", "2018-09-26");

describe("a long history", () => {
  it("makes nothing more to be read for the next correction", () => correctedOften(emptyFile));
  it.skipIf(!POSTGRESQL)("does so on PostgreSQL neither", () => correctedOften(emptySchema));
});

/** One country that is announced once and corrected again and again, each time after the last was posted. */
async function correctedOften(empty: () => Promise<StoreAddress>): Promise<void> {
  const address = await empty();
  const store = await openStore(address);
  const { db } = await openDatabase(address);
  const sent = () =>
    db
      .updateTable("deliveries")
      .set({ state: "sent", due_at: null, message_id: "m1" })
      .where("state", "=", "queued")
      .execute();
  const know = (signatories: ReturnType<typeof aSignatory>[]) =>
    queueNews(store, aKnowledge(signatories), [aDestination("slack", "C0ONE")], { now: NOW });
  await know([latvia]);
  for (let round = 0; round <= CORRECTIONS; round += 1) {
    await sent();
    await know([latvia, aSignatory("NO", `2019-06-${10 + round}`)]);
  }
  const counts = await store.outbox.counts();
  expect(counts.map(({ state, count }) => [state, count])).toEqual([
    ["queued", 2],
    ["sent", 2 * CORRECTIONS - 1],
  ]);
  const about = await postsAbout(db, new Set([aCountry("NO")]));
  expect(about).toEqual([expect.stringMatching(/^accession-NO-\w+@en$/)]);
  const hash = aKnowledge([latvia]).hash;
  const { ground, waiting } = await readGround(db, createStoredPosts(db), { hash, outdated: () => [] });
  expect(ground.ledger.seen).toHaveLength(2);
  expect(waiting.map((id) => id.replace(/:.*/, ""))).toEqual(["edit", "note"]);
  await db.destroy();
  await store.close();
}
