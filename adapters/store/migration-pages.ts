import { type Kysely, sql } from "kysely";

/** Adds what it takes to read what waits, and what was posted, for a few channels at a time. */
export async function addPages(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropIndex("deliveries_of_post").execute();
  await db.schema
    .createIndex("deliveries_of_post")
    .on("deliveries")
    .columns(["post_id", "platform", "channel"])
    .execute();
  await sql`
    create index deliveries_untried on deliveries (post_id, platform, channel)
    where attempts = 0 and state in ('queued', 'held') and action <> 'crosspost'`.execute(db);
}
