import type { Dialect, Kysely } from "kysely";
import type { Schema } from "./schema.ts";

/** What differs between one kind of database and the next; all else is one code. */
export interface Engine {
  readonly dialect: Dialect;
  /** Within a transaction: until it ends, nobody else brings the tables up to date. */
  lockTables(transaction: Kysely<Schema>): Promise<void>;
  /** Within a transaction: it may stand still for a minute, as a decision for very many channels takes seconds. */
  allowThought(transaction: Kysely<Schema>): Promise<void>;
  /** Within a transaction: until it ends, nobody else announces, takes a lease, or writes under one. */
  lockLeases(transaction: Kysely<Schema>): Promise<void>;
  /** What is damaged in the files of the database, as far as it can tell; `quick` tells the first thing only. */
  damage(db: Kysely<Schema>, depth: "quick" | "full"): Promise<readonly string[]>;
  /** The schema that the tables are in, for databases that have such. */
  schemaName(db: Kysely<Schema>): Promise<string | undefined>;
}
