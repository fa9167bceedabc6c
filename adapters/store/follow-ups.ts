import type { Kysely } from "kysely";
import type { Delivery, DeliveryState } from "../../src/announcements/delivery.ts";
import { followUp } from "../../src/announcements/dispatch.ts";
import { columnsOf } from "./delivery-row.ts";
import type { Schema } from "./schema.ts";

/** Writes what follows for others from a delivery that came to `next`, within the same transaction. */
export async function writeConsequences(
  db: Kysely<Schema>,
  delivery: Delivery,
  next: DeliveryState,
  now: number,
): Promise<void> {
  await queueFollowUp(db, delivery, next, now);
  if (next.kind === "dead" && next.concerns === "target" && delivery.action.kind !== "post") {
    await db
      .updateTable("deliveries")
      .set(columnsOf(next, now))
      .where("target", "=", delivery.action.target)
      .where("state", "in", ["held", "queued", "waiting"])
      .execute();
  }
}

async function queueFollowUp(
  db: Kysely<Schema>,
  delivery: Delivery,
  next: DeliveryState,
  now: number,
): Promise<void> {
  const follower = followUp(delivery, next);
  if (!follower) return;
  const { id, platform, channel, action, state } = follower;
  const { batch, post_id } = await db
    .selectFrom("deliveries")
    .select(["batch", "post_id"])
    .where("id", "=", delivery.id)
    .executeTakeFirstOrThrow();
  await db
    .insertInto("deliveries")
    .values({
      ...{ id, batch, post_id, platform, channel, action: action.kind, target: delivery.id },
      ...columnsOf(state, now),
    })
    .onConflict((conflict) => conflict.column("id").doNothing())
    .execute();
}
