import type { Kysely } from "kysely";

/** Adds whether somebody is still to be told that the bot has paused their channel. */
export async function addUntold(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable("subscriptions")
    .addColumn("untold", "integer", (column) => column.notNull().defaultTo(0))
    .execute();
}
