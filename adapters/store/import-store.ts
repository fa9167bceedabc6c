import { z } from "zod";
import { problemsIn } from "./check-store.ts";
import type { Database } from "./database.ts";
import { VERSION } from "./export-store.ts";
import { filledTables, insertRows, isTable, type Row, type TableName } from "./tables.ts";

const AT_ONCE = 500;

const line = z.union([
  z.object({ rollcall: z.literal("export"), version: z.string() }),
  z.object({
    table: z.string().refine(isTable),
    row: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  }),
  z.object({ rollcall: z.literal("end"), rows: z.int() }),
]);

/** Reads an export into an empty store: all of it, or nothing and an error that says what to do. */
export async function importLines({ db }: Database, lines: AsyncIterable<string>): Promise<number> {
  return db.transaction().execute(async (transaction) => {
    const filled = await filledTables(transaction);
    if (filled.length > 0) {
      throw new Error(`The store is not empty (${filled.join(", ")}): import into a new one.`);
    }
    let rows = 0;
    for await (const { table, rows: some, upTo } of groupsOf(entriesOf(lines))) {
      await insertRows(transaction, table, some).catch((error: unknown) => {
        throw new Error(`Line ${upTo} of the export, or one shortly before it, cannot be written: ${error}`);
      });
      rows += some.length;
    }
    const problems = await problemsIn(transaction);
    const [first] = problems;
    if (!first) return rows;
    throw new Error(`The export is not sound: ${problems.length} problems, the first: ${first.what}`);
  });
}

interface Entry {
  readonly table: TableName;
  readonly row: Row;
  readonly line: number;
}

/** The rows of an export, from its head to its end. */
async function* entriesOf(lines: AsyncIterable<string>): AsyncGenerator<Entry> {
  let number = 0;
  let told: number | null = null;
  for await (const text of lines) {
    number += 1;
    if (told !== null) throw new Error(`Line ${number} of the export comes after its end.`);
    const read = readLine(text, number);
    if ("table" in read) yield { ...read, line: number };
    if ("rows" in read) told = read.rows;
  }
  const rows = number - 2;
  if (told !== rows) throw new Error("The export is cut off or altered: export once more.");
}

function readLine(text: string, number: number): z.output<typeof line> {
  const parsed = line.safeParse(json(text));
  const isHead = parsed.success && "version" in parsed.data;
  if (!parsed.success || isHead !== (number === 1)) {
    throw new Error(`Line ${number} is not of an export of npm run store -- export.`);
  }
  if ("version" in parsed.data && parsed.data.version !== VERSION) {
    throw new Error(
      `The export is of version ${parsed.data.version} and this bot of ${VERSION}: run migrate and export with the newer one.`,
    );
  }
  return parsed.data;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

interface Group {
  readonly table: TableName;
  readonly rows: readonly Row[];
  readonly upTo: number;
}

/** Rows of one table that come after one another, as many as one statement takes. */
async function* groupsOf(entries: AsyncIterable<Entry>): AsyncGenerator<Group> {
  let group: Entry[] = [];
  for await (const entry of entries) {
    const [first] = group;
    if (first && (first.table !== entry.table || group.length >= AT_ONCE)) {
      yield groupOf(first.table, group);
      group = [];
    }
    group.push(entry);
  }
  const [first] = group;
  if (first) yield groupOf(first.table, group);
}

function groupOf(table: TableName, entries: readonly Entry[]): Group {
  return { table, rows: entries.map(({ row }) => row), upTo: entries.at(-1)?.line ?? 0 };
}
