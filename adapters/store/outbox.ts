import { type Kysely, sql } from "kysely";
import type { Delivery, DeliveryState, Sending } from "../../src/announcements/delivery.ts";
import { columnsOf, type DeliveryRow, deliveryOf } from "./delivery-row.ts";
import { inForce } from "./leases.ts";
import type { Schema } from "./schema.ts";
import type { Outbox } from "./store.ts";
import { withoutUnwanted } from "./unwanted.ts";

/** The deliveries, over any SQL store. */
export function createOutbox(db: Kysely<Schema>): Outbox {
  return {
    heads: async (platform, limit) => (await headRows(db, platform, limit)).map(deliveryOf),
    begin: (lease, ids, now) =>
      db.transaction().execute(async (transaction) => {
        if (ids.length === 0 || !(await inForce(transaction, lease))) return [];
        const rows = await deliveryRows(transaction)
          .where("deliveries.id", "in", ids)
          .where("state", "in", ["queued", "waiting"])
          .orderBy("due_at")
          .orderBy("deliveries.channel")
          .execute();
        const wanted = await withoutUnwanted(transaction, lease.platform, rows, now);
        const begun = wanted.map((row) => sending(deliveryOf(row), lease.epoch, row.attempts, now));
        for (const { id, state } of begun) {
          await transaction
            .updateTable("deliveries")
            .set(columnsOf(state, now))
            .where("id", "=", id)
            .execute();
        }
        return begun;
      }),
    settle: (lease, { id, state }, next, now) =>
      db.transaction().execute(async (transaction) => {
        if (!(await inForce(transaction, lease))) return false;
        const { numUpdatedRows } = await transaction
          .updateTable("deliveries")
          .set(columnsOf(next, now))
          .where("id", "=", id)
          .where("state", "=", state.kind)
          .where("begun_at", "=", state.begunAt)
          .executeTakeFirst();
        return numUpdatedRows === 1n;
      }),
    async stranded(lease) {
      const rows = await deliveryRows(db)
        .where("platform", "=", lease.platform)
        .where("due_at", "is not", null)
        .where("state", "=", "sending")
        .where("epoch", "<", lease.epoch)
        .execute();
      return rows.map(deliveryOf).filter(isSending);
    },
    async counts() {
      const rows = await db
        .selectFrom("deliveries")
        .select(["platform", "state", ({ fn }) => fn.countAll<number | string>().as("count")])
        .groupBy(["platform", "state"])
        .orderBy("platform")
        .orderBy("state")
        .execute();
      return rows.map(({ platform, state, count }) => ({ platform, state, count: Number(count) }));
    },
    async inState(kinds) {
      const rows = await deliveryRows(db)
        .where("state", "in", kinds)
        .orderBy("deliveries.batch")
        .orderBy("platform")
        .orderBy("channel")
        .execute();
      return rows.map(deliveryOf);
    },
  };
}

/** In a channel only the oldest unsettled delivery can be next: posts keep their order. */
async function headRows(db: Kysely<Schema>, platform: string, limit: number): Promise<DeliveryRow[]> {
  return deliveryRows(db)
    .where("platform", "=", platform)
    .where("due_at", "is not", null)
    .where("state", "<>", "sending")
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("deliveries as earlier")
            .select(sql`1`.as("one"))
            .whereRef("earlier.platform", "=", "deliveries.platform")
            .whereRef("earlier.channel", "=", "deliveries.channel")
            .whereRef("earlier.batch", "<", "deliveries.batch")
            .where("earlier.due_at", "is not", null),
        ),
      ),
    )
    .orderBy("due_at")
    .orderBy("deliveries.batch")
    .orderBy("deliveries.channel")
    .limit(limit)
    .execute();
}

function deliveryRows(db: Kysely<Schema>) {
  return db
    .selectFrom("deliveries")
    .innerJoin("posts", "posts.id", "deliveries.post_id")
    .selectAll("deliveries")
    .select("posts.data as post")
    .select(({ selectFrom }) =>
      selectFrom("deliveries as targets")
        .select("targets.message_id")
        .whereRef("targets.id", "=", "deliveries.target")
        .as("target_message"),
    );
}

function sending(delivery: Delivery, epoch: number, attempts: number, now: number): Delivery<Sending> {
  return { ...delivery, state: { kind: "sending", begunAt: now, epoch, attempts } };
}

function isSending(delivery: Delivery<DeliveryState>): delivery is Delivery<Sending> {
  return delivery.state.kind === "sending";
}
