import type { Kysely } from "kysely";
import { entryAfter, entryBefore, type LedgerEntry } from "../../src/announcements/ledger.ts";
import { deliveryId, type Plan, type PlannedPost } from "../../src/announcements/plan.ts";
import type { Batch } from "../../src/announcements/take-back.ts";
import { columnsOf } from "./delivery-row.ts";
import type { Schema } from "./schema.ts";
import type { AnnounceTimes } from "./store.ts";

/** Rows that go into one INSERT: well under the number of parameters that a store takes. */
const ROWS_AT_ONCE = 500;

/** Writes what follows from a decision; all within the transaction in which it was made. */
export async function writePlan(db: Kysely<Schema>, plan: Plan, times: AnnounceTimes): Promise<void> {
  for (const batch of plan.takenBack) await removeBatch(db, batch, times.now);
  switch (plan.changes.kind) {
    case "superseded":
      return;
    case "first-start":
      for (const entry of plan.changes.entries) await writeEntry(db, entry, times.now);
      return markSeen(db, times);
    case "in-force":
      if (plan.changes.events.length > 0) await writeNews(db, plan, times);
      return markSeen(db, times);
  }
}

async function writeNews(db: Kysely<Schema>, plan: Plan, times: AnnounceTimes): Promise<void> {
  const events = plan.changes.kind === "in-force" ? plan.changes.events : [];
  const batch = await newBatch(db, times.now);
  for (const [position, event] of events.entries()) {
    await db
      .insertInto("events")
      .values({ id: event.id, batch, position, data: JSON.stringify(event) })
      .execute();
    await writeEntry(db, entryAfter(event), times.now);
  }
  for (const planned of plan.posts) await writePost(db, planned, batch, times);
}

async function writePost(
  db: Kysely<Schema>,
  { id, news, post, destinations }: PlannedPost,
  batch: number,
  times: AnnounceTimes,
): Promise<void> {
  await db
    .insertInto("posts")
    .values({
      id,
      batch,
      reference: post.reference,
      data: JSON.stringify(post),
      events: JSON.stringify(news.map((event) => event.id)),
      language: destinations[0]?.language ?? "",
    })
    .execute();
  const state = columnsOf({ kind: "queued", dueAt: times.dueAt, attempts: 0 }, times.now);
  const addressed = destinations.map((destination) => ({
    delivery_id: deliveryId(id, destination),
    platform: destination.platform,
    channel: destination.channel,
  }));
  for (const rows of chunks(addressed)) {
    const deliveries = rows.map(({ delivery_id, ...to }) => ({
      id: delivery_id,
      batch,
      post_id: id,
      action: "post",
      target: null,
      ...to,
      ...state,
    }));
    await db.insertInto("deliveries").values(deliveries).execute();
    for (const { id: event_id } of news) {
      const keys = rows.map((row) => ({ event_id, ...row }));
      await db.insertInto("delivery_events").values(keys).execute();
    }
  }
}

async function newBatch(db: Kysely<Schema>, at: number): Promise<number> {
  const last = await db
    .selectFrom("batches")
    .select(({ fn }) => fn.max("number").as("number"))
    .executeTakeFirst();
  const number = (last?.number ?? 0) + 1;
  await db.insertInto("batches").values({ number, at }).execute();
  return number;
}

async function removeBatch(db: Kysely<Schema>, { number, news }: Batch, at: number): Promise<void> {
  await db
    .deleteFrom("delivery_events")
    .where(
      "event_id",
      "in",
      news.map(({ id }) => id),
    )
    .execute();
  await db.deleteFrom("deliveries").where("batch", "=", number).execute();
  await db.deleteFrom("posts").where("batch", "=", number).execute();
  await db.deleteFrom("events").where("batch", "=", number).execute();
  for (const event of news.toReversed()) {
    const before = entryBefore(event);
    if (before) await writeEntry(db, before, at);
    else await removeEntry(db, entryAfter(event));
  }
}

async function markSeen(db: Kysely<Schema>, { hash, now }: AnnounceTimes): Promise<void> {
  const last = await db
    .selectFrom("knowledge_seen")
    .select(({ fn }) => fn.max("position").as("position"))
    .executeTakeFirst();
  await db
    .insertInto("knowledge_seen")
    .values({ position: (last?.position ?? 0) + 1, hash, at: now })
    .onConflict((conflict) => conflict.column("hash").doNothing())
    .execute();
}

async function writeEntry(db: Kysely<Schema>, entry: LedgerEntry, at: number): Promise<void> {
  const data = JSON.stringify(entry);
  await db
    .insertInto("ledger")
    .values({ kind: entry.kind, subject: subjectOf(entry), data, at })
    .onConflict((conflict) => conflict.columns(["kind", "subject"]).doUpdateSet({ data, at }))
    .execute();
}

async function removeEntry(db: Kysely<Schema>, entry: LedgerEntry): Promise<void> {
  await db
    .deleteFrom("ledger")
    .where("kind", "=", entry.kind)
    .where("subject", "=", subjectOf(entry))
    .execute();
}

function subjectOf(entry: LedgerEntry): string {
  return entry.kind === "milestone" ? entry.milestone : entry.country;
}

function chunks<T>(rows: readonly T[]): T[][] {
  const count = Math.ceil(rows.length / ROWS_AT_ONCE);
  return Array.from({ length: count }, (_, index) =>
    rows.slice(index * ROWS_AT_ONCE, (index + 1) * ROWS_AT_ONCE),
  );
}
