import { setTimeout as delay, setImmediate as nextTurn } from "node:timers/promises";
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type SqliteDatabase,
  SqliteDialect,
  type SqliteStatement,
  sql,
} from "kysely";
import Database from "libsql";
import AsyncDatabase from "libsql/promise";
import type { Engine } from "./engine.ts";
import { unusable } from "./unusable.ts";

/** How long a write waits for another process that is writing. */
const BUSY_MS = 5_000;

/** How long until it looks again; meanwhile all else goes on. */
const LOOK_AGAIN_MS = 5;

/** How long statements may hold the process up before all else in it has its turn. */
const TURN_MS = 10;

/**
 * What a commit outlives: with `power-cut` it is on disk before it is told; with `crash` the operating system
 * has it, which is quicker by a wait for the disk.
 */
export type Durability = "power-cut" | "crash";

/** An embedded file that several processes may use. */
export function libsqlFile(path: string, durability: Durability = "power-cut"): Engine {
  const database = open(path);
  database.pragma("journal_mode = WAL");
  database.pragma(`synchronous = ${durability === "power-cut" ? "FULL" : "NORMAL"}`);
  database.pragma("busy_timeout = 0");
  return engineOver(path, database, "begin immediate");
}

/** The same file for a tool that only looks: any write is an error. */
export function libsqlReader(path: string): Engine {
  const database = open(path);
  database.pragma("query_only = ON");
  database.pragma("busy_timeout = 0");
  return engineOver(path, database, "begin");
}

function open(path: string): Database.Database {
  const database = new Database(path, { timeout: BUSY_MS });
  database.pragma(`busy_timeout = ${BUSY_MS}`);
  return database;
}

/** A transaction that writes is the only one that does, so nothing else has to be locked. */
function engineOver(path: string, database: Database.Database, begin: string): Engine {
  const alone = async () => undefined;
  return {
    dialect: takingTurns(path, new SqliteDialect({ database: prepared(database, begin) }), () =>
      commitAside(database),
    ),
    lockTables: alone,
    allowThought: alone,
    lockLeases: alone,
    schemaName: alone,
    async damage(db, depth) {
      const check = depth === "quick" ? sql`pragma quick_check(1)` : sql`pragma integrity_check`;
      const { rows } = await sql<Readonly<Record<string, string>>>`${check}`.execute(db);
      return rows.flatMap((row) => Object.values(row)).filter((told) => told !== "ok");
    },
  };
}

/** Statements kept prepared: more than the bot has, save for lists of many lengths. */
const KEPT = 200;

/**
 * Prepares each statement once. A transaction of the bot begins as one that writes: one that only turns to
 * writing half-way fails at once when another process wrote meanwhile, however long it may wait.
 */
function prepared(database: Database.Database, begin: string): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>();
  return {
    close: () => void database.close(),
    prepare(sql) {
      const known = kept.get(sql);
      if (known) return known;
      if (kept.size >= KEPT) kept.clear();
      const statement = database.prepare(sql === "begin" ? begin : sql);
      kept.set(sql, statement);
      return statement;
    },
  };
}

/**
 * Commits in another thread: what is written may be very much, and going to disk with all of it takes long, as does
 * the checkpoint that may follow. Both interfaces of libsql keep the connection in the same place.
 */
async function commitAside(database: Database.Database): Promise<void> {
  await AsyncDatabase.prototype.exec.call(database, "commit");
}

/** Statements run at once and hold up all else: after some of them, everything else has its turn. */
function takingTurns(path: string, dialect: Dialect, commit: () => Promise<void>): Dialect {
  return {
    createAdapter: () => dialect.createAdapter(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createDriver: () => driverTakingTurns(path, dialect.createDriver(), commit),
  };
}

function driverTakingTurns(path: string, driver: Driver, commit: () => Promise<void>): Driver {
  let spentMs = 0;
  const execute = async (connection: DatabaseConnection, query: CompiledQuery) => {
    refuseTruth(query);
    if (query.sql !== "commit") return connection.executeQuery<never>(query);
    await commit();
    return { rows: [] };
  };
  const patient = (connection: DatabaseConnection): DatabaseConnection => ({
    streamQuery: (query, size) => connection.streamQuery(query, size),
    async executeQuery(query) {
      const began = performance.now();
      const result = await whenFree(() => execute(connection, query)).catch((error: unknown) => {
        throw isOfTheFile(error) ? unusable({ kind: "file", path }, error) : error;
      });
      spentMs += performance.now() - began;
      if (spentMs >= TURN_MS) {
        await nextTurn();
        spentMs = 0;
      }
      return result;
    },
  });
  return {
    init: () => driver.init(),
    acquireConnection: async () => patient(await driver.acquireConnection()),
    beginTransaction: (connection, settings) => driver.beginTransaction(connection, settings),
    commitTransaction: (connection) => driver.commitTransaction(connection),
    rollbackTransaction: (connection) => driver.rollbackTransaction(connection).catch(unlessRolledBack),
    releaseConnection: (connection) => driver.releaseConnection(connection),
    destroy: () => driver.destroy(),
  };
}

/** libsql ends the process where it is to keep true or false, as what comes from outside may turn out to be. */
function refuseTruth({ parameters }: CompiledQuery): void {
  if (parameters.some((parameter) => typeof parameter === "boolean")) {
    throw new TypeError("SQLite keeps neither true nor false.");
  }
}

/** libsql's own waiting would hold the whole process up. What found the file busy has changed nothing. */
async function whenFree<T>(execute: () => Promise<T>): Promise<T> {
  const end = performance.now() + BUSY_MS;
  for (;;) {
    try {
      return await execute();
    } catch (error) {
      if (!isBusy(error) || performance.now() > end) throw error;
      await delay(LOOK_AGAIN_MS);
    }
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && "code" in error && String(error.code).startsWith("SQLITE_BUSY");
}

/** Whether the file or its disk is the matter: whoever runs the bot is told then which file, and what to do. */
function isOfTheFile(error: unknown): boolean {
  return error instanceof Error && "code" in error && OF_THE_FILE.test(String(error.code));
}

const OF_THE_FILE = /^SQLITE_(CORRUPT|NOTADB|FULL|READONLY|IOERR)/;

/** A full disk ends the transaction by itself: then what is to be told is that, not that none is there to end. */
function unlessRolledBack(error: unknown): void {
  if (!(error instanceof Error && error.message.includes("no transaction is active"))) throw error;
}
