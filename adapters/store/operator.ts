import type { Kysely } from "kysely";
import type { Delivery } from "../../src/announcements/delivery.ts";
import { NO_TARGET } from "../../src/announcements/dispatch.ts";
import { type AnnouncementEvent, subjectOf } from "../../src/announcements/event.ts";
import { afterVerdict, type testPost, type Verdict } from "../../src/announcements/operator.ts";
import { createPlanHash } from "../../src/announcements/plan-hash.ts";
import { UNSUBSCRIBED } from "../../src/subscriptions/still-wanted.ts";
import { chunks } from "./chunks.ts";
import { columnsOf } from "./delivery-row.ts";
import { deliveriesOf, deliveryRows } from "./delivery-rows.ts";
import type { Engine } from "./engine.ts";
import { eachHeld } from "./held.ts";
import { type LoggedOperation, lastOperations, noteOperation, type Operation } from "./operator-log.ts";
import type { Schema } from "./schema.ts";
import { readEvent, readEventIds } from "./stored-json.ts";
import { newBatch } from "./write-plan.ts";

/** What an operator does to deliveries; each is noted with who did it and when. */
export interface Operator {
  /** Releases what is held, if that is exactly the plan of `hash`; else tells the hash of what is, or null. */
  approve(
    hash: string,
    by: Operation,
  ): Promise<{ readonly released: readonly Delivery[] } | { readonly held: string | null }>;
  /** Queues again what was given up, or one of it; not what was corrected since, which would be wrong now. */
  retry(
    id: string | null,
    by: Operation,
  ): Promise<{ readonly queued: readonly Delivery[]; readonly outdated: readonly Delivery[] }>;
  /** Says of a delivery in doubt what became of it; any other comes back as it is, or null. */
  settle(id: string, verdict: Verdict, by: Operation): Promise<Delivery | null>;
  /** Queues a test post. */
  test(test: TestPost, by: Operation): Promise<void>;
  /** The last operations, newest first. */
  log(limit: number): Promise<readonly LoggedOperation[]>;
}

interface TestPost {
  readonly test: ReturnType<typeof testPost>;
  readonly platform: string;
  readonly channel: string;
  readonly language: string;
}

/** What an operator does to the outbox, over any SQL store. Each is one transaction, and is noted with who did it. */
export function createOperator(db: Kysely<Schema>, { lockLeases }: Engine): Operator {
  const alone = <T>(work: (transaction: Kysely<Schema>) => Promise<T>): Promise<T> =>
    db.transaction().execute(async (transaction) => {
      await lockLeases(transaction);
      return work(transaction);
    });
  return {
    approve: (hash, by) => alone((transaction) => approve(transaction, hash, by)),
    retry: (id, by) => alone((transaction) => retry(transaction, id, by)),
    settle: (id, verdict, by) =>
      alone(async (transaction) => {
        const [delivery] = await deliveriesOf(
          transaction,
          await deliveryRows(transaction).where("id", "=", id).execute(),
        );
        if (delivery?.state.kind !== "in-doubt") return delivery ?? null;
        const next = afterVerdict(delivery.state, verdict, by.now);
        await write(transaction, [id], next, by.now);
        await reviveWorkOn(transaction, id, by.now);
        await noteOperation(transaction, `settle ${verdict}`, id, by);
        return { ...delivery, state: next };
      }),
    test: (test, by) => alone((transaction) => queueTest(transaction, test, by)),
    log: (limit) => lastOperations(db, limit),
  };
}

async function approve(db: Kysely<Schema>, hash: string, by: Operation) {
  const actual = createPlanHash();
  await eachHeld(db, actual.add);
  const held = actual.size === 0 ? null : actual.hex();
  if (held !== hash) return { held };
  const rows = await deliveryRows(db).where("state", "=", "held").where("reason", "=", "approval").execute();
  const deliveries = await deliveriesOf(db, rows);
  const state = { kind: "queued", dueAt: by.now, attempts: 0 } as const;
  await write(
    db,
    deliveries.map(({ id }) => id),
    state,
    by.now,
  );
  await noteOperation(db, "approve", hash, by);
  return { released: deliveries.map((delivery) => ({ ...delivery, state })) };
}

/** What was to mend a post in doubt had nothing to work on. Now that the post is settled, it follows it. */
async function reviveWorkOn(db: Kysely<Schema>, target: string, now: number): Promise<void> {
  await db
    .updateTable("deliveries")
    .set(columnsOf({ kind: "queued", dueAt: now, attempts: 0 }, now))
    .where("target", "=", target)
    .where("state", "=", "dead")
    .where("reason", "=", NO_TARGET)
    .execute();
}

/**
 * What was corrected or withdrawn since it was given up is not posted any more, for it would be wrong; nor is what
 * the channel unsubscribed from, unless it is named.
 */
async function retry(db: Kysely<Schema>, id: string | null, by: Operation) {
  const query = deliveryRows(db).where("state", "=", "dead");
  const asked = id === null ? query.where("reason", "<>", UNSUBSCRIBED) : query.where("id", "=", id);
  const rows = await asked.execute();
  const outdated = await correctedSince(db, rows);
  const mended = rows.filter(({ post_id, action }) => action === "crosspost" || !outdated.has(post_id));
  const state = { kind: "queued", dueAt: by.now, attempts: 0 } as const;
  await write(
    db,
    mended.map((row) => row.id),
    state,
    by.now,
  );
  if (mended.length > 0) await noteOperation(db, "retry", id ?? "all", by);
  const left = rows.filter((row) => !mended.includes(row));
  const queued = (await deliveriesOf(db, mended)).map((delivery): Delivery => ({ ...delivery, state }));
  return { queued, outdated: await deliveriesOf(db, left) };
}

/** Ids of posts with an event on a country that a later event, which the post does not tell, corrects or ends. */
async function correctedSince(
  db: Kysely<Schema>,
  rows: ReadonlyArray<{ readonly post_id: string }>,
): Promise<ReadonlySet<string>> {
  const outdated = new Set<string>();
  const events = await db.selectFrom("events").select(["id", "data"]).execute();
  const known = new Map(events.map(({ id, data }) => [id, readEvent(data)]));
  for (const ids of chunks([...new Set(rows.map(({ post_id }) => post_id))])) {
    const posts = await db.selectFrom("posts").select(["id", "events"]).where("id", "in", ids).execute();
    for (const post of posts) {
      const told = readEventIds(post.events).flatMap((id) => known.get(id) ?? []);
      if (told.some((event) => isCorrected(event, told, [...known.values()]))) outdated.add(post.id);
    }
  }
  return outdated;
}

function isCorrected(
  event: AnnouncementEvent,
  told: readonly AnnouncementEvent[],
  all: readonly AnnouncementEvent[],
): boolean {
  return all.some((later) => !told.includes(later) && isLater(later, event));
}

function isLater(later: AnnouncementEvent, event: AnnouncementEvent): boolean {
  if (subjectOf(later) !== subjectOf(event) || !("revision" in event)) return false;
  if (later.kind === "withdrawal") return true;
  return later.kind === "correction" && later.revision > event.revision;
}

async function queueTest(db: Kysely<Schema>, { test, platform, channel, language }: TestPost, by: Operation) {
  const { id: post_id, delivery: id, post } = test;
  const batch = await newBatch(db, by.now);
  const words = { reference: post.reference, data: JSON.stringify(post) };
  await db
    .insertInto("posts")
    .values({ id: post_id, batch, ...words, events: "[]", language })
    .execute();
  const state = columnsOf({ kind: "queued", dueAt: by.now, attempts: 0 }, by.now);
  const row = { id, batch, post_id, platform, channel, action: "post", target: null };
  await db
    .insertInto("deliveries")
    .values({ ...row, ...state })
    .execute();
  await noteOperation(db, "test", `${platform} ${channel}`, by);
}

async function write(
  db: Kysely<Schema>,
  ids: readonly string[],
  state: Delivery["state"],
  now: number,
): Promise<void> {
  for (const some of chunks(ids)) {
    await db.updateTable("deliveries").set(columnsOf(state, now)).where("id", "in", some).execute();
  }
}
