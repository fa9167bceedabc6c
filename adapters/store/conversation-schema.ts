import type { Kysely } from "kysely";
import type { Migrations } from "./database.ts";

/** The tables of conversations. Times are integer milliseconds. */
export type ConversationSchema = {
  heard: HeardTable;
  /** Answers that were shown to others; the id tells nothing of a person. */
  shared: { id: string; at: number };
};

/** A message or interaction that was answered. */
type HeardTable = {
  id: string;
  conversation: string;
  user_id: string;
  at: number;
  /** The question, for as long as the row is kept. */
  text: string;
  language: string;
  outcome: string;
  /** JSON of the turn that it was asked after; null when it began the conversation. */
  previous: string | null;
  /** JSON of the turn that the conversation stood at after it; null when there was none yet. */
  turn: string | null;
  /** JSON array of the ids of the messages that answer it; null until they are posted. */
  messages: string | null;
};

/** Every change of these tables there ever was, in order: add to the end, never edit. */
export const CONVERSATION_MIGRATIONS: Migrations = {
  notedIn: "conversation_migration",
  all: { "0001-conversations": { up: createConversations }, "0002-shared": { up: createShared } },
};

async function createConversations(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("heard")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("conversation", "text", (column) => column.notNull())
    .addColumn("user_id", "text", (column) => column.notNull())
    .addColumn("at", "bigint", (column) => column.notNull())
    .addColumn("text", "text", (column) => column.notNull())
    .addColumn("language", "text", (column) => column.notNull())
    .addColumn("outcome", "text", (column) => column.notNull())
    .addColumn("previous", "text")
    .addColumn("turn", "text")
    .addColumn("messages", "text")
    .execute();
  await db.schema.createIndex("heard_of_conversation").on("heard").columns(["conversation", "at"]).execute();
  await db.schema.createIndex("heard_by_user").on("heard").column("user_id").execute();
  await db.schema.createIndex("heard_by_time").on("heard").column("at").execute();
}

async function createShared(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("shared")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("at", "bigint", (column) => column.notNull())
    .execute();
}
