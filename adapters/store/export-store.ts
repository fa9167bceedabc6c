import type { Database } from "./database.ts";
import { MIGRATIONS } from "./migrations.ts";
import { type Row, rowsOf, TABLES, type TableName } from "./tables.ts";

/** The tables that an export is of: an import takes no other. */
export const VERSION = Object.keys(MIGRATIONS).toSorted().at(-1) ?? "";

/**
 * All rows as JSON Lines, as they are at one moment, whatever is written meanwhile. The first line says
 * what it is, the last how many rows there are, so that a piece is never taken for the whole.
 */
export async function exportLines({ db }: Database, write: (line: string) => Promise<void>): Promise<number> {
  return db
    .transaction()
    .setIsolationLevel("repeatable read")
    .execute(async (transaction) => {
      await write(JSON.stringify({ rollcall: "export", version: VERSION }));
      let rows = 0;
      for (const table of TABLES) {
        for await (const row of rowsOf(transaction, table)) {
          await write(JSON.stringify({ table, row: freed(table, row) }));
          rows += 1;
        }
      }
      await write(JSON.stringify({ rollcall: "end", rows }));
      return rows;
    });
}

/** Whoever opens the copy may take a lease at once; its epoch goes on growing, so that old sends are seen as old. */
function freed(table: TableName, row: Row): Row {
  return table === "leases" ? { ...row, expires_at: 0 } : row;
}
