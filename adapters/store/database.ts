import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { Kysely, type Migration, Migrator, sql } from "kysely";
import type { StoreAddress } from "./address.ts";
import type { Engine } from "./engine.ts";
import { type Durability, libsqlFile, libsqlReader } from "./libsql.ts";
import { MIGRATIONS } from "./migrations.ts";
import { postgresqlDatabase } from "./postgresql.ts";
import type { Schema } from "./schema.ts";
import { DamagedStore, NewerStore } from "./unusable.ts";

/** The tables, of whatever version, and what is particular to their kind of database. */
export interface Database {
  readonly db: Kysely<Schema>;
  readonly engine: Engine;
}

/** Opens a database, creating folder and file that are missing. */
export async function openDatabase(
  address: StoreAddress,
  durability: Durability = "power-cut",
): Promise<Database> {
  if (address.kind === "postgresql") return over(postgresqlDatabase(address.url));
  await mkdir(dirname(address.path), { recursive: true });
  return over(libsqlFile(address.path, durability));
}

/** Opens one that is there, so that any write is an error. */
export function openDatabaseToRead(address: StoreAddress): Database {
  return over(
    address.kind === "postgresql"
      ? postgresqlDatabase(address.url, { readOnly: true })
      : libsqlReader(address.path),
  );
}

/** The changes of some tables, in order, and the table that notes which of them were made. */
export interface Migrations {
  readonly all: Readonly<Record<string, Migration>>;
  readonly notedIn: string;
}

const OUTBOX: Migrations = { all: MIGRATIONS, notedIn: "kysely_migration" };

function over(engine: Engine): Database {
  return { engine, db: new Kysely<Schema>({ dialect: engine.dialect }) };
}

/** How many of the migrations have been done; rejects where a newer version of the bot has done more. */
async function migrationsDone(db: Kysely<Schema>, migrator: Migrator, notedIn: string): Promise<number> {
  const known = await migrator.getMigrations();
  const done = known.filter(({ executedAt }) => executedAt !== undefined);
  if (done.length === 0) return 0;
  const { rows } = await sql<{ name: string }>`select name from ${sql.table(notedIn)}`.execute(db);
  const later = rows.filter((row) => known.every(({ name }) => name !== row.name));
  if (later.length > 0) throw new NewerStore(later.map(({ name }) => name));
  return done.length;
}

/** Whether the tables are those of this version of the bot. */
export async function ageOf(database: Database): Promise<"none" | "older" | "newest"> {
  const { db } = database;
  const done = await migrationsDone(db, await migratorOf(database, db, OUTBOX), OUTBOX.notedIn);
  if (done === 0) return "none";
  return done < Object.keys(MIGRATIONS).length ? "older" : "newest";
}

/**
 * Brings the tables up to date, and tells what was done. It is one transaction: of two processes
 * that start together, the second waits, and finds the work done. Nothing is written to a damaged file: it
 * could bury what can still be rescued.
 */
export async function migrate(database: Database, migrations = OUTBOX): Promise<readonly string[]> {
  const [damage] = await database.engine.damage(database.db, "quick");
  if (damage !== undefined) throw new DamagedStore(damage);
  return database.db.connection().execute(async (connection) => {
    await sql`begin`.execute(connection);
    try {
      await database.engine.lockTables(connection);
      const migrator = await migratorOf(database, connection, migrations);
      await migrationsDone(connection, migrator, migrations.notedIn);
      const { error, results = [] } = await migrator.migrateToLatest();
      if (error) throw error;
      await sql`commit`.execute(connection);
      return results.map(({ migrationName }) => migrationName);
    } catch (error) {
      // On a lost connection there is nothing to roll back: the first error is the one to tell.
      await sql`rollback`.execute(connection).catch(() => undefined);
      throw error;
    }
  });
}

async function migratorOf(
  { engine }: Database,
  db: Kysely<Schema>,
  { all, notedIn }: Migrations,
): Promise<Migrator> {
  const migrationTableSchema = await engine.schemaName(db);
  return new Migrator({
    db,
    provider: { getMigrations: async () => ({ ...all }) },
    disableTransactions: true,
    migrationTableName: notedIn,
    migrationLockTableName: `${notedIn}_lock`,
    ...(migrationTableSchema ? { migrationTableSchema } : {}),
  });
}
