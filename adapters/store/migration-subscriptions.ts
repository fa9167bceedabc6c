import type { Kysely } from "kysely";

/** Tables of what channels asked for in chat. */
export async function createSubscriptions(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("subscriptions")
    .addColumn("platform", "text", (column) => column.notNull())
    .addColumn("channel", "text", (column) => column.notNull())
    .addColumn("workspace", "text", (column) => column.notNull())
    .addColumn("kinds", "text", (column) => column.notNull())
    .addColumn("language", "text", (column) => column.notNull())
    .addColumn("paused_since", "bigint")
    .addColumn("paused_until", "bigint")
    .addColumn("pause_reason", "text")
    .addColumn("subscriber", "text", (column) => column.notNull())
    .addColumn("revision", "integer", (column) => column.notNull())
    .addColumn("created_at", "bigint", (column) => column.notNull())
    .addColumn("changed_at", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("one_subscription_of_a_channel", ["platform", "channel"])
    .execute();
  await db.schema
    .createTable("subscription_audit")
    .addColumn("platform", "text", (column) => column.notNull())
    .addColumn("channel", "text", (column) => column.notNull())
    .addColumn("revision", "integer", (column) => column.notNull())
    .addColumn("at", "bigint", (column) => column.notNull())
    .addColumn("actor", "text")
    .addColumn("actor_name", "text")
    .addColumn("data", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("one_entry_of_a_change", ["platform", "channel", "revision"])
    .execute();
}
