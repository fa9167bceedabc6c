import { once } from "node:events";
import { createReadStream, existsSync } from "node:fs";
import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { createInterface } from "node:readline";
import type { Settings } from "../settings.ts";
import { describeStore, type StoreAddress } from "../store/address.ts";
import { backupFile } from "../store/backup-store.ts";
import { checkStore } from "../store/check-store.ts";
import { ageOf, type Database, migrate, openDatabase, openDatabaseToRead } from "../store/database.ts";
import { exportLines } from "../store/export-store.ts";
import { importLines } from "../store/import-store.ts";
import { createInstallations } from "../store/installations.ts";
import { unusable } from "../store/unusable.ts";
import { createVault, ENCRYPTION_KEYS_EXPECTED, type EncryptionKey } from "../store/vault.ts";
import { readStoreCommand, STORE_HELP, type StoreCommand } from "./store-command.ts";
import { fail, settingsOf, type Terminal } from "./terminal.ts";

/** Characters of an export that are written together. */
const AT_ONCE = 1 << 16;

/** `npm run store` */
export async function store(terminal: Terminal): Promise<number> {
  const { argv, stdout } = terminal;
  const command = readStoreCommand(argv.slice(2));
  if ("wrong" in command) return fail(terminal, 2, [command.wrong, "", STORE_HELP]);
  if (command.name === "help") {
    stdout.write(`${STORE_HELP}\n`);
    return 0;
  }
  const settings = settingsOf(terminal);
  if (typeof settings === "number") return settings;
  try {
    return await run(command, settings, terminal);
  } catch (error) {
    return fail(terminal, 1, [error instanceof Error ? error.message : String(error)]);
  }
}

async function run(command: StoreCommand, settings: Settings, terminal: Terminal): Promise<number> {
  const { store: address, encryptionKeys } = settings;
  switch (command.name) {
    case "migrate":
      return withStore(address, "write", (database) => runMigrate(terminal, database, address));
    case "import":
      return withStore(address, "write", (database) => runImport(terminal, database, address, command.file));
    case "check":
      return withTables(terminal, address, "read", (database) => runCheck(terminal, database, address));
    case "rotate":
      return withTables(terminal, address, "write", (database) =>
        runRotate(terminal, database, encryptionKeys),
      );
    case "export":
      return withTables(terminal, address, "read", (database) => runExport(terminal, database, command.file));
    case "backup":
      if (address.kind === "postgresql") {
        return fail(terminal, 2, ["backup copies a file store. For PostgreSQL, use pg_dump, or export."]);
      }
      return withTables(terminal, address, "write", (database) =>
        runBackup(terminal, database, address, command.file),
      );
  }
}

/** Opens a store, which is closed afterwards whatever happens. */
async function withStore(
  address: StoreAddress,
  access: "read" | "write",
  work: (database: Database) => Promise<number>,
): Promise<number> {
  const openIt = access === "write" ? openDatabase : openDatabaseToRead;
  const database = await usable(address, openIt(address));
  try {
    return await work(database);
  } finally {
    await database.db.destroy();
  }
}

/** For what changes nothing: the store has to be there, with the tables of this version. */
async function withTables(
  terminal: Terminal,
  address: StoreAddress,
  access: "read" | "write",
  work: (database: Database) => Promise<number>,
): Promise<number> {
  const none = `There is no store yet: ${describeStore(address)}. npm run store -- migrate makes it.`;
  if (address.kind === "file" && !existsSync(address.path)) return fail(terminal, 1, [none]);
  return withStore(address, access, async (database) => {
    const age = await usable(address, ageOf(database));
    if (age === "newest") return work(database);
    const old = `The store, ${describeStore(address)}, is of an older version: run npm run store -- migrate.`;
    return fail(terminal, 1, [age === "none" ? none : old]);
  });
}

/** Says of which store an error is, and what to do. */
async function usable<T>(address: StoreAddress, work: T | Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw unusable(address, error);
  }
}

async function runMigrate(terminal: Terminal, database: Database, address: StoreAddress): Promise<number> {
  const done = await usable(address, migrate(database));
  const said = done.length > 0 ? `was brought up to date: ${done.join(", ")}` : "is up to date";
  terminal.stdout.write(`The store, ${describeStore(address)}, ${said}.\n`);
  return 0;
}

async function runImport(
  terminal: Terminal,
  database: Database,
  address: StoreAddress,
  file: string,
): Promise<number> {
  if (!existsSync(file)) return fail(terminal, 2, [`${file} is not there.`]);
  await usable(address, migrate(database));
  const rows = await importLines(database, linesIn(file));
  terminal.stdout.write(`${rows} rows are in the store, ${describeStore(address)}.\n`);
  return 0;
}

/** Opened when the first line is wanted: lines that come before anybody listens are lost. */
async function* linesIn(file: string): AsyncIterable<string> {
  yield* createInterface({ input: createReadStream(file) });
}

async function runBackup(
  terminal: Terminal,
  database: Database,
  address: StoreAddress,
  file: string,
): Promise<number> {
  await backupFile(database, file);
  terminal.stdout.write(`${file} is a copy of the store, ${describeStore(address)}.\n`);
  return 0;
}

async function runCheck(terminal: Terminal, database: Database, address: StoreAddress): Promise<number> {
  const problems = await checkStore(database);
  if (problems.length === 0) {
    terminal.stdout.write(`The store, ${describeStore(address)}, is sound.\n`);
    return 0;
  }
  return fail(
    terminal,
    1,
    problems.map(({ what, remedy }) => `${what}\n    ${remedy}`),
  );
}

async function runRotate(
  terminal: Terminal,
  { db }: Database,
  keys: readonly EncryptionKey[],
): Promise<number> {
  if (keys.length === 0) return fail(terminal, 2, [`ENCRYPTION_KEYS: expected ${ENCRYPTION_KEYS_EXPECTED}`]);
  const done = await createInstallations(db, createVault(keys)).rotate();
  terminal.stdout.write(`${done} installations were encrypted anew; the first key alone is needed now.\n`);
  return 0;
}

async function runExport(terminal: Terminal, database: Database, file: string | null): Promise<number> {
  if (file === null) {
    await exportLines(database, (line) => writeLine(terminal.stdout, line));
    return 0;
  }
  if (existsSync(file)) return fail(terminal, 2, [`${file} exists: give a name that is free.`]);
  const partial = `${file}.partial`;
  const output = await open(partial, "w");
  try {
    const rows = await exportTo(output, database).finally(() => output.close());
    await rename(partial, file);
    terminal.stderr.write(`${rows} rows are in ${file}.\n`);
    return 0;
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

/** Much at once: lines are short, and there may be millions. */
async function exportTo(output: FileHandle, database: Database): Promise<number> {
  let waiting = "";
  const rows = await exportLines(database, async (line) => {
    waiting += `${line}\n`;
    if (waiting.length < AT_ONCE) return;
    await output.writeFile(waiting);
    waiting = "";
  });
  await output.writeFile(waiting);
  await output.sync();
  return rows;
}

async function writeLine(output: NodeJS.WritableStream, line: string): Promise<void> {
  if (!output.write(`${line}\n`)) await once(output, "drain");
}
