import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type Dialect, Kysely, Migrator, sql } from "kysely";
import { createLeases } from "./leases.ts";
import { createLedgerStore } from "./ledger-store.ts";
import { libsqlDialect, libsqlReader } from "./libsql-dialect.ts";
import { createMemory } from "./memory.ts";
import { migrations, NEWEST_MIGRATION } from "./migrations.ts";
import { createOutbox } from "./outbox.ts";
import type { Schema } from "./schema.ts";
import type { Store } from "./store.ts";
import { createSubscriptions } from "./subscriptions.ts";

/** Opens the store under `dataDir`, creating folder, file and tables that are missing. */
export async function openStore(dataDir: string): Promise<Store> {
  await mkdir(dataDir, { recursive: true });
  const db = database(libsqlDialect(fileOf(dataDir)));
  try {
    await migrate(db);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return storeOver(db);
}

/** Opens the store under `dataDir` without ever writing to it; null when there is none yet. */
export async function openStoreToRead(dataDir: string): Promise<Store | null> {
  const file = fileOf(dataDir);
  if (!existsSync(file)) return null;
  const db = database(libsqlReader(file));
  if (await isMigrated(db)) return storeOver(db);
  await db.destroy();
  throw new Error(
    `${file} was written by another version of the bot. Start the bot once to bring it up to date.`,
  );
}

function fileOf(dataDir: string): string {
  return join(dataDir, "rollcall.db");
}

function database(dialect: Dialect): Kysely<Schema> {
  return new Kysely<Schema>({ dialect });
}

function storeOver(db: Kysely<Schema>): Store {
  return {
    ledger: createLedgerStore(db),
    outbox: createOutbox(db),
    leases: createLeases(db),
    memory: createMemory(db),
    subscriptions: createSubscriptions(db),
    close: () => db.destroy(),
  };
}

/** In one transaction: of two processes that start together, the second finds the work done. */
async function migrate(db: Kysely<Schema>): Promise<void> {
  await db.connection().execute(async (connection) => {
    await sql`begin`.execute(connection);
    const { error } = await migratorOf(connection).migrateToLatest();
    await (error ? sql`rollback` : sql`commit`).execute(connection);
    if (error) throw error;
  });
}

async function isMigrated(db: Kysely<Schema>): Promise<boolean> {
  const done = await migratorOf(db).getMigrations();
  return done.find(({ name }) => name === NEWEST_MIGRATION)?.executedAt !== undefined;
}

function migratorOf(db: Kysely<Schema>): Migrator {
  return new Migrator({ db, provider: migrations, disableTransactions: true });
}
