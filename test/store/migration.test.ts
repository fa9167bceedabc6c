import { type Kysely, Migrator, sql } from "kysely";
import { expect, it } from "vitest";
import type { StoreAddress } from "../../adapters/store/address.ts";
import { openDatabase } from "../../adapters/store/database.ts";
import { MIGRATIONS } from "../../adapters/store/migrations.ts";
import { openStore } from "../../adapters/store/open-store.ts";
import { accession, factsOf } from "../../src/announcements/event.ts";
import { aCountry, aSignatory } from "../announcements/knowledge-fixture.ts";
import { lookInto } from "./look-into.ts";
import { emptyFile } from "./temp-folder.ts";

const POST = JSON.stringify({
  text: "Norway has signed.",
  sources: [],
  labels: { asOf: "As of today", sources: "Sources" },
  reference: "rc-0000000001",
});

it("keeps the deliveries of a store from before there were edits and notes, and what they tell", async () => {
  const address = await emptyFile();
  await writeOldStore(address);
  const store = await openStore(address);
  const [sent] = await store.outbox.inState(["sent"]);
  expect(sent).toMatchObject({ channel: "C0NEWS", action: { kind: "post" }, state: { messageId: "m1" } });
  const untried = (await lookInto(store)).pages.flatMap((page) => page.untried);
  expect(untried.map(({ news, language }) => [news.map(({ kind }) => kind), language])).toEqual([
    [["accession"], "en"],
  ]);
  await store.close();
});

/** A store as the first migration alone made it: one post that was sent in one channel, and waits in another. */
async function writeOldStore(address: StoreAddress): Promise<void> {
  const { db } = await openDatabase(address);
  await firstMigrationOnly(db);
  const event = accession(aCountry("NO"), factsOf(aSignatory("NO", "2019-06-14")));
  await sql`insert into batches (number, at) values (1, 1)`.execute(db);
  await sql`insert into events (id, batch, position, data)
    values (${event.id}, 1, 0, ${JSON.stringify(event)})`.execute(db);
  const post = `${event.id}@en`;
  await sql`insert into posts (id, batch, reference, data)
    values (${post}, 1, 'rc-0000000001', ${POST})`.execute(db);
  await sql`insert into deliveries
    (id, batch, post_id, platform, channel, state, attempts, due_at, message_id, updated_at) values
    ('d1', 1, ${post}, 'slack', 'C0NEWS', 'sent', 0, null, 'm1', 5),
    ('d2', 1, ${post}, 'slack', 'C0MORE', 'queued', 0, 5, null, 5)`.execute(db);
  await db.destroy();
}

async function firstMigrationOnly<T>(db: Kysely<T>): Promise<void> {
  const [first] = Object.keys(MIGRATIONS);
  const provider = { getMigrations: async () => MIGRATIONS };
  const migrator = new Migrator({ db, provider, disableTransactions: true });
  const { error } = await migrator.migrateTo(first ?? "");
  if (error) throw error;
}
