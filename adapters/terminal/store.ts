#!/usr/bin/env node
import { once } from "node:events";
import { createReadStream, createWriteStream, existsSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { createInterface } from "node:readline";
import type { Writable } from "node:stream";
import { finished } from "node:stream/promises";
import { readSettings } from "../settings.ts";
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

/** `npm run store` */
async function main(): Promise<number> {
  const command = readStoreCommand(process.argv.slice(2));
  if ("wrong" in command) return fail(2, [command.wrong, "", STORE_HELP]);
  if (command.name === "help") {
    console.log(STORE_HELP);
    return 0;
  }
  const read = readSettings(process.env);
  if ("problems" in read) {
    return fail(
      2,
      read.problems.map(({ name, expected }) => `${name}: expected ${expected}`),
    );
  }
  const { store: address, encryptionKeys } = read.settings;
  try {
    return await run(command, address, encryptionKeys);
  } catch (error) {
    return fail(1, [error instanceof Error ? error.message : String(error)]);
  }
}

async function run(
  command: StoreCommand,
  address: StoreAddress,
  keys: readonly EncryptionKey[],
): Promise<number> {
  switch (command.name) {
    case "migrate":
      return withStore(address, "write", (database) => runMigrate(database, address));
    case "import":
      return withStore(address, "write", (database) => runImport(database, address, command.file));
    case "check":
      return withTables(address, "read", (database) => runCheck(database, address));
    case "rotate":
      return withTables(address, "write", (database) => runRotate(database, keys));
    case "export":
      return withTables(address, "read", (database) => runExport(database, command.file));
    case "backup":
      if (address.kind === "postgresql") {
        return fail(2, ["backup copies a file store. For PostgreSQL, use pg_dump, or export."]);
      }
      return withTables(address, "write", (database) => runBackup(database, address, command.file));
  }
}

/** Opens a store, which is closed afterwards whatever happens. */
async function withStore(
  address: StoreAddress,
  access: "read" | "write",
  work: (database: Database) => Promise<number>,
): Promise<number> {
  const open = access === "write" ? openDatabase : openDatabaseToRead;
  const database = await usable(address, open(address));
  try {
    return await work(database);
  } finally {
    await database.db.destroy();
  }
}

/** For what changes nothing: the store has to be there, with the tables of this version. */
async function withTables(
  address: StoreAddress,
  access: "read" | "write",
  work: (database: Database) => Promise<number>,
): Promise<number> {
  const none = `There is no store yet: ${describeStore(address)}. npm run store -- migrate makes it.`;
  if (address.kind === "file" && !existsSync(address.path)) return fail(1, [none]);
  return withStore(address, access, async (database) => {
    const age = await usable(address, ageOf(database));
    if (age === "newest") return work(database);
    const old = `The store, ${describeStore(address)}, is of an older version: run npm run store -- migrate.`;
    return fail(1, [age === "none" ? none : old]);
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

async function runMigrate(database: Database, address: StoreAddress): Promise<number> {
  const done = await usable(address, migrate(database));
  const said = done.length > 0 ? `was brought up to date: ${done.join(", ")}` : "is up to date";
  console.log(`The store, ${describeStore(address)}, ${said}.`);
  return 0;
}

async function runImport(database: Database, address: StoreAddress, file: string): Promise<number> {
  if (!existsSync(file)) return fail(2, [`${file} is not there.`]);
  await usable(address, migrate(database));
  const rows = await importLines(database, linesIn(file));
  console.log(`${rows} rows are in the store, ${describeStore(address)}.`);
  return 0;
}

/** Opened when the first line is wanted: lines that come before anybody listens are lost. */
async function* linesIn(file: string): AsyncIterable<string> {
  yield* createInterface({ input: createReadStream(file) });
}

async function runBackup(database: Database, address: StoreAddress, file: string): Promise<number> {
  await backupFile(database, file);
  console.log(`${file} is a copy of the store, ${describeStore(address)}.`);
  return 0;
}

async function runCheck(database: Database, address: StoreAddress): Promise<number> {
  const problems = await checkStore(database);
  if (problems.length === 0) {
    console.log(`The store, ${describeStore(address)}, is sound.`);
    return 0;
  }
  return fail(
    1,
    problems.map(({ what, remedy }) => `${what}\n    ${remedy}`),
  );
}

async function runRotate({ db }: Database, keys: readonly EncryptionKey[]): Promise<number> {
  if (keys.length === 0) return fail(2, [`ENCRYPTION_KEYS: expected ${ENCRYPTION_KEYS_EXPECTED}`]);
  const done = await createInstallations(db, createVault(keys)).rotate();
  console.log(`${done} installations were encrypted anew; the first key alone is needed now.`);
  return 0;
}

async function runExport(database: Database, file: string | null): Promise<number> {
  if (file === null) {
    await exportLines(database, (line) => writeLine(process.stdout, line));
    return 0;
  }
  if (existsSync(file)) return fail(2, [`${file} exists: give a name that is free.`]);
  const partial = `${file}.partial`;
  const output = createWriteStream(partial, { flush: true });
  try {
    const rows = await exportLines(database, (line) => writeLine(output, line));
    output.end();
    await finished(output);
    await rename(partial, file);
    console.error(`${rows} rows are in ${file}.`);
    return 0;
  } catch (error) {
    output.destroy();
    await rm(partial, { force: true });
    throw error;
  }
}

async function writeLine(output: Writable, line: string): Promise<void> {
  if (!output.write(`${line}\n`)) await once(output, "drain");
}

function fail(code: number, lines: readonly string[]): number {
  for (const line of lines) console.error(line);
  return code;
}

process.exitCode = await main();
