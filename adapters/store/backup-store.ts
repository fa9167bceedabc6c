import { existsSync } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { sql } from "kysely";
import type { Database } from "./database.ts";

/** Copies a file store as it is at one moment, whatever is written meanwhile. The copy is whole, or not there. */
export async function backupFile({ db }: Database, path: string): Promise<void> {
  if (existsSync(path)) throw new Error(`${path} exists: give a name that is free.`);
  const partial = `${path}.partial`;
  await rm(partial, { force: true });
  try {
    await sql`vacuum into ${partial}`.execute(db);
    await flush(partial);
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

async function flush(path: string): Promise<void> {
  const file = await open(path, "r+");
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
