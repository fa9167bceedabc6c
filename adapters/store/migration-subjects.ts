import type { Kysely } from "kysely";
import { subjectOf } from "../../src/announcements/event.ts";
import { readEvent, readEventIds } from "./stored-json.ts";

/** The tables as far as this migration reads and fills them. */
type Tables = {
  posts: { id: string; events: string };
  events: { id: string; data: string };
  deliveries: { post_id: string; action: string };
  post_subjects: { subject: string; post_id: string };
};

/** Adds which posts tell of what, so that those that a correction is about are found without reading all. */
export async function addSubjects(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("post_subjects")
    .addColumn("subject", "text", (column) => column.notNull())
    .addColumn("post_id", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("one_subject_of_a_post", ["subject", "post_id"])
    .execute();
  await db.schema.createIndex("post_subjects_of_post").on("post_subjects").column("post_id").execute();
  await fill(db.withTables<Tables>());
}

async function fill(db: Kysely<Tables>): Promise<void> {
  const rows = await db.selectFrom("events").select(["id", "data"]).execute();
  const subjects = new Map(rows.map(({ id, data }) => [id, subjectOf(readEvent(data))]));
  const posts = await db
    .selectFrom("posts")
    .select(["id", "events"])
    .where("id", "in", ({ selectFrom }) =>
      selectFrom("deliveries").select("post_id").where("action", "=", "post"),
    )
    .execute();
  for (const { id, events } of posts) {
    const told = new Set(readEventIds(events).flatMap((event) => subjects.get(event) ?? []));
    for (const subject of told)
      await db.insertInto("post_subjects").values({ subject, post_id: id }).execute();
  }
}
