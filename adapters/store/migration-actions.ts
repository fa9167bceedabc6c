import { type Kysely, sql } from "kysely";

/** The tables as far as this migration reads and fills them. */
type Tables = {
  posts: { id: string; batch: number; events: string; language: string };
  events: { id: string; batch: number; position: number };
};

/** Adds what a delivery does (post, edit, note, crosspost), and what each post tells in which language. */
export async function addActions(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable("deliveries")
    .addColumn("action", "text", (column) => column.notNull().defaultTo("post"))
    .execute();
  await db.schema.alterTable("deliveries").addColumn("target", "text").execute();
  await db.schema.createIndex("deliveries_of_post").on("deliveries").column("post_id").execute();
  await db.schema
    .createIndex("deliveries_held")
    .on("deliveries")
    .column("post_id")
    .where(sql.ref("state"), "=", sql.lit("held"))
    .execute();
  await db.schema
    .alterTable("posts")
    .addColumn("events", "text", (column) => column.notNull().defaultTo("[]"))
    .execute();
  await db.schema
    .alterTable("posts")
    .addColumn("language", "text", (column) => column.notNull().defaultTo("en"))
    .execute();
  await db.schema
    .createIndex("deliveries_on_target")
    .on("deliveries")
    .column("target")
    .where(sql.ref("target"), "is not", null)
    .execute();
  await createOperatorLog(db);
  await fillPosts(db.withTables<Tables>());
}

async function createOperatorLog(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("operator_log")
    .addColumn("position", "integer", (column) => column.primaryKey())
    .addColumn("at", "bigint", (column) => column.notNull())
    .addColumn("who", "text", (column) => column.notNull())
    .addColumn("what", "text", (column) => column.notNull())
    .addColumn("subject", "text", (column) => column.notNull())
    .execute();
}

/** Each post told all the news of its batch, and its id ends with its language: `…@en`. */
async function fillPosts(db: Kysely<Tables>): Promise<void> {
  const posts = await db.selectFrom("posts").select(["id", "batch"]).execute();
  const events = await db.selectFrom("events").select(["id", "batch"]).orderBy("position").execute();
  for (const { id, batch } of posts) {
    const told = events.filter((event) => event.batch === batch).map((event) => event.id);
    const language = id.slice(id.lastIndexOf("@") + 1);
    await db
      .updateTable("posts")
      .set({ events: JSON.stringify(told), language })
      .where("id", "=", id)
      .execute();
  }
}
