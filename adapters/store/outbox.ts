import type { Kysely } from "kysely";
import type { Delivery, DeliveryState, InDoubt, Sending } from "../../src/announcements/delivery.ts";
import { chunks } from "./chunks.ts";
import type { DeliveryRow } from "./delivery-row.ts";
import { deliveriesOf, deliveryRows } from "./delivery-rows.ts";
import { writeConsequences } from "./follow-ups.ts";
import { inForce, type Lease } from "./leases.ts";
import type { Schema } from "./schema.ts";
import { withoutUnwanted } from "./unwanted.ts";
import { markSending, writeSettlements } from "./write-deliveries.ts";

/** The deliveries. All that changes some is one transaction, and does nothing when `lease` is no longer in force. */
export interface Outbox {
  /** The first unsettled delivery of each channel of a platform, soonest due first; none that is being sent. */
  heads(platform: string, limit: number): Promise<ReadonlyArray<Delivery>>;
  /** Marks deliveries as being sent, before they are; gives back those that were still to be sent. */
  begin(
    lease: Lease,
    ids: readonly string[],
    now: number,
    /** The channels of the settings: news to another that never asked for any is given up; by default all. */
    fixed?: ReadonlySet<string>,
  ): Promise<ReadonlyArray<Delivery<Sending>>>;
  /**
   * Writes what came of sends and looks; gives the ids of those that were ours to write. One that was begun
   * under an earlier lease is, as long as nobody else has touched it.
   */
  settle(lease: Lease, settlements: readonly Settlement[], now: number): Promise<ReadonlySet<string>>;
  /** Deliveries that an earlier holder of the lease left while sending. */
  stranded(lease: Lease): Promise<ReadonlyArray<Delivery<Sending>>>;
  counts(): Promise<readonly DeliveryCount[]>;
  /** Those of `ids` that there are. */
  byIds(ids: readonly string[]): Promise<ReadonlyArray<Delivery>>;
  /** All deliveries in these states, oldest first. */
  inState(kinds: ReadonlyArray<DeliveryState["kind"]>): Promise<ReadonlyArray<Delivery>>;
}

/** What came of a send or a look. */
export interface Settlement {
  readonly delivery: Delivery<Sending | InDoubt>;
  readonly next: DeliveryState;
}

export interface DeliveryCount {
  readonly platform: string;
  readonly state: string;
  readonly count: number;
}

/** The deliveries, over any SQL store. */
export function createOutbox(db: Kysely<Schema>): Outbox {
  return {
    heads: async (platform, limit) => deliveriesOf(db, await headRows(db, platform, limit)),
    begin: (lease, ids, now, fixed) =>
      db.transaction().execute(async (transaction) => {
        if (ids.length === 0 || !(await inForce(transaction, lease))) return [];
        const rows = await deliveryRows(transaction)
          .where("id", "in", ids)
          .where("state", "in", ["queued", "waiting"])
          .orderBy("due_at")
          .orderBy("channel")
          .execute();
        const wanted = await withoutUnwanted(transaction, lease.platform, rows, { now, fixed });
        const marked = wanted.map(({ id }) => id);
        await markSending(transaction, marked, lease.epoch, now);
        return (await deliveriesOf(transaction, wanted)).map((delivery) =>
          sending(delivery, lease.epoch, now),
        );
      }),
    settle: (lease, settlements, now) =>
      db.transaction().execute(async (transaction) => {
        if (settlements.length === 0 || !(await inForce(transaction, lease))) return new Set();
        const written = await writeSettlements(transaction, settlements, now);
        for (const { delivery, next } of settlements) {
          if (written.has(delivery.id)) await writeConsequences(transaction, delivery, next, now);
        }
        return written;
      }),
    async stranded(lease) {
      const rows = await deliveryRows(db)
        .where("platform", "=", lease.platform)
        .where("due_at", "is not", null)
        .where("state", "=", "sending")
        .where("epoch", "<", lease.epoch)
        .execute();
      return (await deliveriesOf(db, rows)).filter(isSending);
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
    async byIds(ids) {
      const found: Delivery[] = [];
      for (const some of chunks(ids)) {
        found.push(...(await deliveriesOf(db, await deliveryRows(db).where("id", "in", some).execute())));
      }
      return found;
    },
    async inState(kinds) {
      const rows = await deliveryRows(db)
        .where("state", "in", kinds)
        .orderBy("batch")
        .orderBy("platform")
        .orderBy("channel")
        .execute();
      return deliveriesOf(db, rows);
    },
  };
}

/**
 * In a channel only the oldest unsettled delivery can be next: posts keep their order. Which one that is, is
 * asked for each row as the index gives it, by a form that no planner turns into a join over all rows. Only
 * publishing a post holds nothing up, as the platform lets it happen a few times an hour.
 */
function headRows(db: Kysely<Schema>, platform: string, limit: number): Promise<DeliveryRow[]> {
  return deliveryRows(db)
    .where("platform", "=", platform)
    .where("due_at", "is not", null)
    .where("state", "<>", "sending")
    .where(({ or, eb, selectFrom }) =>
      or([
        eb("action", "=", "crosspost"),
        eb(
          "batch",
          "=",
          selectFrom("deliveries as unsettled")
            .select(({ fn }) => fn.min("unsettled.batch").as("first"))
            .whereRef("unsettled.platform", "=", "deliveries.platform")
            .whereRef("unsettled.channel", "=", "deliveries.channel")
            .where("unsettled.action", "<>", "crosspost")
            .where("unsettled.due_at", "is not", null),
        ),
      ]),
    )
    .orderBy("due_at")
    .orderBy("batch")
    .orderBy("channel")
    .limit(limit)
    .execute();
}

function sending(delivery: Delivery, epoch: number, begunAt: number): Delivery<Sending> {
  const attempts = "attempts" in delivery.state ? delivery.state.attempts : 0;
  return { ...delivery, state: { kind: "sending", begunAt, epoch, attempts } };
}

function isSending(delivery: Delivery<DeliveryState>): delivery is Delivery<Sending> {
  return delivery.state.kind === "sending";
}
