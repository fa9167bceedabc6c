import { type Kysely, type Migration, sql } from "kysely";
import { addActions } from "./migration-actions.ts";
import { createChat } from "./migration-chat.ts";
import { createInstallationTables } from "./migration-installations.ts";
import { addPages } from "./migration-pages.ts";
import { addSubjects } from "./migration-subjects.ts";
import { createSubscriptions } from "./migration-subscriptions.ts";
import { addUntold } from "./migration-untold.ts";

/** Every change of the tables there ever was, in order: add to the end, never edit. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  "0001-announcements": { up: createAnnouncements },
  "0002-subscriptions": { up: createSubscriptions },
  "0003-actions": { up: addActions },
  "0004-pages": { up: addPages },
  "0005-subjects": { up: addSubjects },
  "0006-untold": { up: addUntold },
  "0007-chat": { up: createChat },
  "0008-installations": { up: createInstallationTables },
};

async function createAnnouncements(db: Kysely<unknown>): Promise<void> {
  await createLedger(db);
  await createOutbox(db);
  await db.schema
    .createTable("leases")
    .addColumn("platform", "text", (column) => column.primaryKey())
    .addColumn("holder", "text", (column) => column.notNull())
    .addColumn("epoch", "integer", (column) => column.notNull())
    .addColumn("expires_at", "bigint", (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("memory")
    .addColumn("key", "text", (column) => column.primaryKey())
    .addColumn("value", "text", (column) => column.notNull())
    .execute();
}

async function createLedger(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("knowledge_seen")
    .addColumn("position", "integer", (column) => column.primaryKey())
    .addColumn("hash", "text", (column) => column.notNull().unique())
    .addColumn("at", "bigint", (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("ledger")
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("subject", "text", (column) => column.notNull())
    .addColumn("data", "text", (column) => column.notNull())
    .addColumn("at", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("ledger_key", ["kind", "subject"])
    .execute();
  await db.schema
    .createTable("batches")
    .addColumn("number", "integer", (column) => column.primaryKey())
    .addColumn("at", "bigint", (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("events")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("batch", "integer", (column) => column.notNull())
    .addColumn("position", "integer", (column) => column.notNull())
    .addColumn("data", "text", (column) => column.notNull())
    .execute();
}

async function createOutbox(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("posts")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("batch", "integer", (column) => column.notNull())
    .addColumn("reference", "text", (column) => column.notNull())
    .addColumn("data", "text", (column) => column.notNull())
    .execute();
  await createDeliveries(db);
  await db.schema
    .createTable("delivery_events")
    .addColumn("event_id", "text", (column) => column.notNull())
    .addColumn("platform", "text", (column) => column.notNull())
    .addColumn("channel", "text", (column) => column.notNull())
    .addColumn("delivery_id", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("one_delivery_of_an_event", ["event_id", "platform", "channel"])
    .execute();
  await db.schema
    .createIndex("delivery_events_of_delivery")
    .on("delivery_events")
    .column("delivery_id")
    .execute();
}

async function createDeliveries(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("deliveries")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("batch", "integer", (column) => column.notNull())
    .addColumn("post_id", "text", (column) => column.notNull())
    .addColumn("platform", "text", (column) => column.notNull())
    .addColumn("channel", "text", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("attempts", "integer", (column) => column.notNull())
    .addColumn("due_at", "bigint")
    .addColumn("begun_at", "bigint")
    .addColumn("epoch", "integer")
    .addColumn("looks", "integer")
    .addColumn("message_id", "text")
    .addColumn("reason", "text")
    .addColumn("updated_at", "bigint", (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex("deliveries_due")
    .on("deliveries")
    .columns(["platform", "due_at", "batch", "channel"])
    .where(sql.ref("due_at"), "is not", null)
    .execute();
  await db.schema
    .createIndex("deliveries_of_channel")
    .on("deliveries")
    .columns(["platform", "channel", "batch"])
    .where(sql.ref("due_at"), "is not", null)
    .execute();
}
