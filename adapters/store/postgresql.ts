import {
  CompiledQuery,
  type DatabaseConnection,
  type DatabaseIntrospector,
  type Kysely,
  PostgresDialect,
  sql,
} from "kysely";
import { Pool, types } from "pg";
import type { Engine } from "./engine.ts";

/** Connections of one process: two dispatchers, an announcement, and what people ask for in chat. */
const CONNECTIONS = 6;
const CONNECT_MS = 5_000;

/** A process that stands still in a transaction lets go of its locks after this, so that another can take over. */
const IDLE_IN_TRANSACTION_MS = 5_000;

/** The same for one that decides: nothing is asked of the server meanwhile. */
const THOUGHT_MS = 60_000;

/** A number for all that brings the tables up to date; it stands for 'rollcall'. */
const MIGRATION_LOCK = 7_265_108_108;

/** A PostgreSQL database that any number of processes may share. */
export function postgresqlDatabase(url: string, { readOnly = false } = {}): Engine {
  const pool = new Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    application_name: "rollcall",
    types: { getTypeParser: numbersForBigints },
  });
  // A connection that is lost is told by the next statement on it; untold here, it would end the process.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  return {
    dialect: new OwnSchemaDialect({
      pool,
      onCreateConnection: (connection) => prepare(connection, readOnly),
    }),
    lockTables: async (transaction) => {
      await sql`select pg_advisory_xact_lock(${sql.lit(MIGRATION_LOCK)})`.execute(transaction);
    },
    allowThought: async (transaction) => {
      const setting = sql`set_config('idle_in_transaction_session_timeout', ${String(THOUGHT_MS)}, true)`;
      await sql`select ${setting}`.execute(transaction);
    },
    lockLeases: async (transaction) => {
      await sql`lock table leases in share row exclusive mode`.execute(transaction);
    },
    // The server checks what it reads, where its administrator has turned checksums on.
    damage: async () => [],
    schemaName: async (db) => {
      const { rows } = await sql<{ name: string | null }>`select current_schema() as name`.execute(db);
      const name = rows[0]?.name;
      if (name) return name;
      throw new Error("No schema of the search path exists: create it, or correct search_path.");
    },
  };
}

/**
 * Sees the tables of its own schema alone. Kysely's introspector asks after each column of the whole database,
 * which fails when anybody drops another schema meanwhile.
 */
class OwnSchemaDialect extends PostgresDialect {
  override createIntrospector(db: Kysely<unknown>): DatabaseIntrospector {
    const getTables = async () => {
      const { rows } = await sql<{ name: string; schema: string }>`
        select tablename as name, schemaname as schema from pg_tables where schemaname = current_schema()`.execute(
        db,
      );
      return rows.map((row) => ({ ...row, isView: false, columns: [] }));
    };
    const getSchemas = async () => {
      const { rows } = await sql<{ name: string }>`select current_schema() as name`.execute(db);
      return rows;
    };
    return { getSchemas, getTables, getMetadata: async () => ({ tables: await getTables() }) };
  }
}

/** Times are below 2^53, so they come as numbers, as they do from a file. */
const BIGINT = 20;

function numbersForBigints(oid: number, format?: "text" | "binary") {
  return oid === BIGINT ? Number : types.getTypeParser(oid, format ?? "text");
}

/**
 * What the bot relies on, however the server is set: a commit is on disk before it is told. Whatever has an
 * index in its order is read by it, so that the first of very many deliveries are found without a look at all
 * of them; left to itself the server sorts all, as long as its statistics know nothing of them. No statement
 * is long enough to be worth compiling.
 */
async function prepare(connection: DatabaseConnection, readOnly: boolean): Promise<void> {
  await connection.executeQuery(
    CompiledQuery.raw(`select
      set_config('idle_in_transaction_session_timeout', '${IDLE_IN_TRANSACTION_MS}', false),
      set_config('enable_sort', 'off', false),
      set_config('jit', 'off', false),
      set_config('default_transaction_isolation', 'read committed', false),
      set_config('default_transaction_read_only', '${readOnly ? "on" : "off"}', false),
      set_config('synchronous_commit', replace(current_setting('synchronous_commit'), 'off', 'on'), false)`),
  );
}
