import type { Kysely } from "kysely";

/** Tables of the workspaces that installed the bot by themselves. */
export async function createInstallationTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("installations")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("enterprise", "text")
    .addColumn("sealed", "text", (column) => column.notNull())
    .addColumn("revision", "integer", (column) => column.notNull())
    .addColumn("installed_at", "bigint", (column) => column.notNull())
    .addColumn("renewing_until", "bigint")
    .execute();
  await db.schema
    .createTable("enterprise_workspaces")
    .addColumn("workspace", "text", (column) => column.primaryKey())
    .addColumn("enterprise", "text", (column) => column.notNull())
    .execute();
}
