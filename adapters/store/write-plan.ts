import { type Kysely, sql } from "kysely";
import type { DeliveryState } from "../../src/announcements/delivery.ts";
import { type AnnouncementEvent, subjectOf } from "../../src/announcements/event.ts";
import { entryAfter } from "../../src/announcements/ledger.ts";
import type { Decision } from "../../src/announcements/plan-context.ts";
import type { PagePlan } from "../../src/announcements/plan-page.ts";
import type { PagePost } from "../../src/announcements/plan-posts.ts";
import type { StoredDelivery } from "../../src/announcements/situation.ts";
import { chunks } from "./chunks.ts";
import { columnsOf } from "./delivery-row.ts";
import type { AnnounceTimes } from "./ledger-store.ts";
import type { Schema } from "./schema.ts";
import { markSeen, takeBack, writeEntry } from "./write-ledger.ts";

/** Writes what follows from a decision, page by page; all within the transaction in which it was made. */
export interface PlanWriter {
  /** What changes in the ledger. */
  decision(decision: Decision): Promise<void>;
  page(page: PagePlan): Promise<void>;
  /** Once all pages are written. */
  end(): Promise<void>;
}

export function createPlanWriter(db: Kysely<Schema>, times: AnnounceTimes): PlanWriter {
  const written = new Set<string>();
  const left = new Set<string>();
  const batches = createBatches(db, times.now);
  return {
    async decision({ changes, takenBack }) {
      await takeBack(db, takenBack, times.now);
      if (changes.kind === "first-start") {
        for (const entry of changes.entries) await writeEntry(db, entry, times.now);
      }
      if (changes.kind === "in-force") await writeEvents(db, changes.events, times.now);
      if (changes.kind !== "superseded") await markSeen(db, times);
    },
    async page({ removed, posts }) {
      for (const post of await removeDeliveries(db, removed)) left.add(post);
      for (const planned of posts) {
        const batch = await batches.of(planned.action);
        if (!written.has(planned.id)) await writePost(db, planned, batch);
        written.add(planned.id);
        const state = firstState(planned, times);
        for (const to of chunks(planned.to))
          await writeDeliveries(db, { ...planned, to }, batch, state, times);
      }
    },
    end: () => removePostsWithout(db, [...left]),
  };
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
const ORDER: ReadonlyArray<PagePost["action"]> = ["edit", "note", "post"];

/** A batch for each kind of action, made when it is first needed. */
function createBatches(db: Kysely<Schema>, at: number) {
  const made = new Set<number>();
  let first: number | null = null;
  return {
    async of(action: PagePost["action"]): Promise<number> {
      first ??= (await lastBatch(db)) + 1;
      const number = first + ORDER.indexOf(action);
      if (!made.has(number)) await db.insertInto("batches").values({ number, at }).execute();
      made.add(number);
      return number;
    },
  };
}

async function writePost(
  db: Kysely<Schema>,
  { id, action, news, language, post }: PagePost,
  batch: number,
): Promise<void> {
  const words = { reference: post.reference, data: JSON.stringify(post) };
  await db
    .insertInto("posts")
    .values({ id, batch, ...words, events: JSON.stringify(news.map((event) => event.id)), language })
    .onConflict((conflict) => conflict.column("id").doUpdateSet(words))
    .execute();
  if (action !== "post") return;
  for (const subject of new Set(news.map(subjectOf))) {
    await db
      .insertInto("post_subjects")
      .values({ subject, post_id: id })
      .onConflict((conflict) => conflict.columns(["subject", "post_id"]).doNothing())
      .execute();
  }
}

/** What all have in common is sent once: the fewer values a statement has, the sooner it is made and read. */
async function writeDeliveries(
  db: Kysely<Schema>,
  { id: post, action, news, to }: PagePost,
  batch: number,
  first: DeliveryState,
  { now }: AnnounceTimes,
): Promise<void> {
  const { state, attempts, due_at, reason } = columnsOf(first, now);
  const values = to.map(
    ({ id, platform, channel, target }) => sql`(${sql.join([id, platform, channel, target])})`,
  );
  const each = sql`each_of(id, platform, channel, target) as (values ${sql.join(values)})`;
  await sql`
    with ${each}
    insert into deliveries
      (id, batch, post_id, platform, channel, action, target, state, attempts, due_at, reason, updated_at)
    select id, cast(${batch} as integer), cast(${post} as text), platform, channel, cast(${action} as text), target,
      cast(${state} as text), cast(${attempts} as integer), cast(${due_at} as bigint), cast(${reason} as text),
      cast(${now} as bigint)
    from each_of`.execute(db);
  if (action === "edit") return;
  const events = news.map(({ id }) => sql`(${id})`);
  await sql`
    with ${each}, event(id) as (values ${sql.join(events)})
    insert into delivery_events (event_id, platform, channel, delivery_id)
    select event.id, platform, channel, each_of.id from each_of cross join event`.execute(db);
}

function firstState({ dormant }: PagePost, { dueAt, approval }: AnnounceTimes): DeliveryState {
  if (dormant) return { kind: "held", awaits: "knowledge" };
  return approval ? { kind: "held", awaits: "approval" } : { kind: "queued", dueAt, attempts: 0 };
}

/** The number of a new batch: what is done in a channel keeps their order. */
export async function newBatch(db: Kysely<Schema>, at: number): Promise<number> {
  const number = (await lastBatch(db)) + 1;
  await db.insertInto("batches").values({ number, at }).execute();
  return number;
}

async function lastBatch(db: Kysely<Schema>): Promise<number> {
  const last = await db
    .selectFrom("batches")
    .select(({ fn }) => fn.max("number").as("number"))
    .executeTakeFirst();
  return last?.number ?? 0;
}

/** Removes deliveries that give way; gives the ids of their posts. */
async function removeDeliveries(
  db: Kysely<Schema>,
  deliveries: readonly StoredDelivery[],
): Promise<ReadonlySet<string>> {
  const posts = new Set<string>();
  for (const some of chunks(deliveries.map(({ id }) => id))) {
    const rows = await db
      .selectFrom("deliveries")
      .select("post_id")
      .distinct()
      .where("id", "in", some)
      .execute();
    for (const { post_id } of rows) posts.add(post_id);
    await db.deleteFrom("delivery_events").where("delivery_id", "in", some).execute();
    await db.deleteFrom("deliveries").where("id", "in", some).execute();
  }
  return posts;
}

/** Removes those of the posts that are left without any delivery. */
async function removePostsWithout(db: Kysely<Schema>, posts: readonly string[]): Promise<void> {
  for (const some of chunks(posts)) {
    const removed = await db
      .deleteFrom("posts")
      .where("id", "in", some)
      .where(({ not, exists, selectFrom }) =>
        not(exists(selectFrom("deliveries").select("id").whereRef("deliveries.post_id", "=", "posts.id"))),
      )
      .returning("id")
      .execute();
    const ids = removed.map(({ id }) => id);
    if (ids.length > 0) await db.deleteFrom("post_subjects").where("post_id", "in", ids).execute();
  }
}
