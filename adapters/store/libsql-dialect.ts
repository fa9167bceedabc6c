import { type Dialect, type SqliteDatabase, SqliteDialect, type SqliteStatement } from "kysely";
import Database from "libsql";

/** How long a write waits for another process that is writing. */
const BUSY_MS = 5_000;

/** An embedded file that survives a power cut: each commit is on disk before it is told. */
export function libsqlDialect(path: string): Dialect {
  const database = open(path);
  database.pragma("journal_mode = WAL");
  database.pragma("synchronous = FULL");
  return new SqliteDialect({ database: writing(database) });
}

/** The same file for a tool that only looks: any write is an error. */
export function libsqlReader(path: string): Dialect {
  const database = open(path);
  database.pragma("query_only = ON");
  return new SqliteDialect({ database });
}

function open(path: string): Database.Database {
  const database = new Database(path, { timeout: BUSY_MS });
  database.pragma(`busy_timeout = ${BUSY_MS}`);
  return database;
}

/** Statements kept prepared: more than the bot has, save for lists of many lengths. */
const KEPT = 200;

/**
 * Begins each transaction as one that writes: one that only turns to writing half-way fails at once
 * when another process wrote meanwhile, however long it may wait. Statements are prepared once.
 */
function writing(database: Database.Database): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>();
  return {
    close: () => void database.close(),
    prepare(sql) {
      const known = kept.get(sql);
      if (known) return known;
      if (kept.size >= KEPT) kept.clear();
      const statement = database.prepare(sql === "begin" ? "begin immediate" : sql);
      kept.set(sql, statement);
      return statement;
    },
  };
}
