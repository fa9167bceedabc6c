import type { Kysely } from "kysely";

/** Tables of what people set, wish and think in chat. */
export async function createChat(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("channel_settings")
    .addColumn("platform", "text", (column) => column.notNull())
    .addColumn("channel", "text", (column) => column.notNull())
    .addColumn("mode", "text", (column) => column.notNull())
    .addColumn("language", "text")
    .addColumn("changed_at", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("one_setting_of_a_channel", ["platform", "channel"])
    .execute();
  await db.schema
    .createTable("feedback")
    .addColumn("question_id", "text", (column) => column.notNull())
    .addColumn("user_id", "text", (column) => column.notNull())
    .addColumn("at", "bigint", (column) => column.notNull())
    .addColumn("helpful", "integer", (column) => column.notNull())
    .addColumn("question", "text")
    .addColumn("language", "text")
    .addPrimaryKeyConstraint("one_opinion_of_a_person", ["question_id", "user_id"])
    .execute();
  await db.schema
    .createTable("unanswered")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("user_id", "text", (column) => column.notNull())
    .addColumn("at", "bigint", (column) => column.notNull())
    .addColumn("question", "text", (column) => column.notNull())
    .addColumn("language", "text", (column) => column.notNull())
    .addColumn("outcome", "text", (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("wishes")
    .addColumn("question_id", "text", (column) => column.notNull())
    .addColumn("user_id", "text", (column) => column.notNull())
    .addColumn("at", "bigint", (column) => column.notNull())
    .addColumn("question", "text", (column) => column.notNull())
    .addColumn("language", "text", (column) => column.notNull())
    .addColumn("told_at", "bigint")
    .addPrimaryKeyConstraint("one_wish_of_a_person", ["question_id", "user_id"])
    .execute();
  for (const table of ["feedback", "unanswered", "wishes"]) {
    await db.schema.createIndex(`${table}_by_user`).on(table).column("user_id").execute();
  }
}
