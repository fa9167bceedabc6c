import { type Kysely, sql } from "kysely";
import { AT_ONCE, rowPages } from "./row-pages.ts";
import type { Schema } from "./schema.ts";

export type TableName = keyof Schema;

/** Every table with its key, in the order in which rows are exported. */
const KEYS: { readonly [Table in TableName]: ReadonlyArray<keyof Schema[Table] & string> } = {
  knowledge_seen: ["position"],
  ledger: ["kind", "subject"],
  batches: ["number"],
  events: ["id"],
  posts: ["id"],
  post_subjects: ["subject", "post_id"],
  deliveries: ["id"],
  delivery_events: ["event_id", "platform", "channel"],
  leases: ["platform"],
  memory: ["key"],
  subscriptions: ["platform", "channel"],
  subscription_audit: ["platform", "channel", "revision"],
  channel_settings: ["platform", "channel"],
  feedback: ["question_id", "user_id"],
  unanswered: ["id"],
  wishes: ["question_id", "user_id"],
  operator_log: ["position"],
  installations: ["id"],
  enterprise_workspaces: ["workspace"],
};

export const TABLES: readonly TableName[] = Object.keys(KEYS).filter(isTable);

export function isTable(name: string): name is TableName {
  return Object.hasOwn(KEYS, name);
}

export type Row = Readonly<Record<string, unknown>>;

/** All rows of a table in the order of its key, some at a time. */
export function rowsOf(db: Kysely<Schema>, table: TableName): AsyncGenerator<Row> {
  const keys: readonly string[] = KEYS[table];
  const key = sql.join(keys.map((column) => sql.ref(column)));
  return rowPages<Row>(async (last) => {
    const after = last ? sql`where (${key}) > (${sql.join(keys.map((column) => last[column]))})` : sql``;
    const { rows } = await sql<Row>`
      select * from ${sql.table(table)} ${after} order by ${key} limit ${sql.lit(AT_ONCE)}`.execute(db);
    return rows;
  });
}

/** The tables that have a row. */
export async function filledTables(db: Kysely<Schema>): Promise<readonly TableName[]> {
  const filled: TableName[] = [];
  for (const table of TABLES) {
    const { rows } = await sql<Row>`select 1 as one from ${sql.table(table)} limit 1`.execute(db);
    if (rows.length > 0) filled.push(table);
  }
  return filled;
}

/** Writes rows of one table; each has the same columns. */
export async function insertRows(db: Kysely<Schema>, table: TableName, rows: readonly Row[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first);
  const values = rows.map((row) => sql`(${sql.join(columns.map((column) => row[column]))})`);
  await sql`
    insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))})
    values ${sql.join(values)}`.execute(db);
}
