import type { Kysely } from "kysely";
import type { DeliveryState } from "../../src/announcements/delivery.ts";
import type { AnnouncementEvent } from "../../src/announcements/event.ts";
import { entryAfter } from "../../src/announcements/ledger.ts";
import type { Plan } from "../../src/announcements/plan.ts";
import { deliveryId, type PlannedPost } from "../../src/announcements/plan-posts.ts";
import { chunks } from "./chunks.ts";
import { columnsOf } from "./delivery-row.ts";
import type { Schema } from "./schema.ts";
import type { AnnounceTimes } from "./store.ts";
import { markSeen, takeBack, writeEntry } from "./write-ledger.ts";

/** Writes what follows from a decision; all within the transaction in which it was made. */
export async function writePlan(db: Kysely<Schema>, plan: Plan, times: AnnounceTimes): Promise<void> {
  await removeDeliveries(
    db,
    plan.removed.map(({ id }) => id),
  );
  await takeBack(db, plan.takenBack, times.now);
  if (plan.changes.kind === "first-start") {
    for (const entry of plan.changes.entries) await writeEntry(db, entry, times.now);
  }
  if (plan.changes.kind === "in-force") await writeEvents(db, plan.changes.events, times.now);
  for (const action of ["edit", "note", "post"] as const) {
    await writePosts(
      db,
      plan.posts.filter((post) => post.action === action),
      times,
    );
  }
  if (plan.changes.kind !== "superseded") await markSeen(db, times);
}

async function writeEvents(
  db: Kysely<Schema>,
  events: readonly AnnouncementEvent[],
  now: number,
): Promise<void> {
  if (events.length === 0) return;
  const batch = await newBatch(db, now);
  for (const [position, event] of events.entries()) {
    const row = { id: event.id, batch, position, data: JSON.stringify(event) };
    await db.insertInto("events").values(row).execute();
    await writeEntry(db, entryAfter(event), now);
  }
}

/** What is done in one channel keeps the order of the batches: first what mends earlier posts, then what is new. */
async function writePosts(
  db: Kysely<Schema>,
  posts: readonly PlannedPost[],
  times: AnnounceTimes,
): Promise<void> {
  if (posts.length === 0) return;
  const batch = await newBatch(db, times.now);
  for (const planned of posts) await writePost(db, planned, batch, times);
}

async function writePost(
  db: Kysely<Schema>,
  planned: PlannedPost,
  batch: number,
  times: AnnounceTimes,
): Promise<void> {
  const { id, action, news, language, post } = planned;
  const words = { reference: post.reference, data: JSON.stringify(post) };
  await db
    .insertInto("posts")
    .values({ id, batch, ...words, events: JSON.stringify(news.map((event) => event.id)), language })
    .onConflict((conflict) => conflict.column("id").doUpdateSet(words))
    .execute();
  const state = columnsOf(firstState(planned, times), times.now);
  for (const some of chunks(planned.to)) {
    const rows = some.map(({ platform, channel, target }) => ({
      ...{ id: deliveryId(id, { platform, channel }), batch, post_id: id, platform, channel, action, target },
      ...state,
    }));
    await db.insertInto("deliveries").values(rows).execute();
    if (action === "edit") continue;
    for (const { id: event_id } of news) {
      const keys = rows.map(({ platform, channel, id: delivery_id }) => ({
        ...{ event_id, platform, channel, delivery_id },
      }));
      await db.insertInto("delivery_events").values(keys).execute();
    }
  }
}

function firstState({ dormant }: PlannedPost, { dueAt, approval }: AnnounceTimes): DeliveryState {
  if (dormant) return { kind: "held", awaits: "knowledge" };
  return approval ? { kind: "held", awaits: "approval" } : { kind: "queued", dueAt, attempts: 0 };
}

/** The number of a new batch: what is done in a channel keeps their order. */
export async function newBatch(db: Kysely<Schema>, at: number): Promise<number> {
  const last = await db
    .selectFrom("batches")
    .select(({ fn }) => fn.max("number").as("number"))
    .executeTakeFirst();
  const number = (last?.number ?? 0) + 1;
  await db.insertInto("batches").values({ number, at }).execute();
  return number;
}

/** Deliveries that give way, and the posts that are left without any. */
async function removeDeliveries(db: Kysely<Schema>, ids: readonly string[]): Promise<void> {
  const posts = new Set<string>();
  for (const some of chunks(ids)) {
    const rows = await db.selectFrom("deliveries").select("post_id").where("id", "in", some).execute();
    for (const { post_id } of rows) posts.add(post_id);
    await db.deleteFrom("delivery_events").where("delivery_id", "in", some).execute();
    await db.deleteFrom("deliveries").where("id", "in", some).execute();
  }
  for (const some of chunks([...posts])) {
    await db
      .deleteFrom("posts")
      .where("id", "in", some)
      .where(({ not, exists, selectFrom }) =>
        not(exists(selectFrom("deliveries").select("id").whereRef("deliveries.post_id", "=", "posts.id"))),
      )
      .execute();
  }
}
