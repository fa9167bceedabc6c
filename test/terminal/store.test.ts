import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { storeIn } from "../../adapters/store/address.ts";
import { openDatabase } from "../../adapters/store/database.ts";
import { openStore, openStoreToRead } from "../../adapters/store/open-store.ts";
import { store } from "../../adapters/terminal/store-program.ts";
import { emptySchema, POSTGRESQL } from "../postgresql/database.ts";
import { anEncryptionKey, encryptionKeyText } from "../store/encryption-key.ts";
import { anInstallation } from "../store/installation-contract.ts";
import { tempFolder } from "../store/temp-folder.ts";
import { type Ended, runProgram } from "./ask-process.ts";
import { inProcess } from "./in-process.ts";

const PROGRAM = fileURLToPath(new URL("../../dist/adapters/terminal/store.js", import.meta.url));

describe("npm run store", { timeout: 60_000 }, () => {
  it("does the same as a process of its own", async () => {
    const [own, other] = [await tempFolder(), await tempFolder()];
    for (const args of [["check"], ["migrate"], ["check"], ["export"], ["tidy"]]) {
      const ended = await runProgram(process.execPath, [PROGRAM, ...args], { env: { DATA_DIR: own } });
      const here = await run(args, { DATA_DIR: other });
      expect(named(ended, own), args[0]).toEqual(named(here, other));
    }
  });

  it("makes a store, checks it, copies it, and moves it", async () => {
    const folder = await tempFolder();
    const runHere = (...args: string[]) => run(args, { DATA_DIR: folder });
    expect(await runHere("check")).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("no store yet"),
    });
    expect(await runHere("migrate")).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("brought up to date: 0001-announcements"),
    });
    expect(await runHere("migrate")).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("is up to date"),
    });
    expect(await runHere("check")).toMatchObject({ code: 0, stdout: expect.stringContaining("is sound") });
    expect(await runHere("backup", `${folder}/copy.db`)).toMatchObject({ code: 0 });
    expect(await runHere("export", `${folder}/all.jsonl`)).toMatchObject({ code: 0 });
    const { stdout } = await runHere("export");
    expect(stdout).toBe(await readFile(`${folder}/all.jsonl`, "utf8"));
    const other = await run(["import", `${folder}/all.jsonl`], { DATABASE_URL: `file:${folder}/other.db` });
    expect(other).toMatchObject({ code: 0, stdout: expect.stringContaining("0 rows") });
  });

  it("says so when the file of an export or copy cannot be written, and leaves none", async () => {
    const folder = await tempFolder();
    const env = { DATA_DIR: folder };
    await run(["migrate"], env);
    for (const name of ["export", "backup"]) {
      const args = [name, `${folder}/nowhere/all`];
      const own = await runProgram(process.execPath, [PROGRAM, ...args], { env });
      expect(own).toMatchObject({ code: 1, stderr: expect.stringContaining(`${folder}/nowhere/all`) });
      expect(own.stderr.trimEnd().split("\n")).toHaveLength(1);
    }
  });

  it("leaves a store of a newer version of the bot alone, and says so, as the bot does", async () => {
    const folder = await tempFolder();
    const env = { DATA_DIR: folder };
    await run(["migrate"], env);
    const { db } = await openDatabase(storeIn(folder));
    await sql`insert into kysely_migration (name, timestamp) values ('9999-later', 'x')`.execute(db);
    await db.destroy();
    const told = /of a newer version of the bot \(9999-later\)\. Run that version, or a later one/;
    for (const command of [["check"], ["export"], ["migrate"], ["rotate"]]) {
      expect(await run(command, env)).toMatchObject({
        code: 1,
        stdout: "",
        stderr: expect.stringMatching(told),
      });
    }
    await expect(openStore(storeIn(folder))).rejects.toThrow(told);
    await expect(openStoreToRead(storeIn(folder))).rejects.toThrow(told);
  });

  it("ends in peace when its reader has seen enough of an export", async () => {
    const folder = await tempFolder();
    const { memory, close } = await openStore(storeIn(folder));
    for (let number = 0; number < 40; number += 1) await memory.write(`key ${number}`, "long ".repeat(2_000));
    await close();
    const run = { env: { DATA_DIR: folder }, readsOnce: true };
    const { code, stderr } = await runProgram(process.execPath, [PROGRAM, "export"], run);
    expect([code, stderr]).toEqual([0, ""]);
  });

  it.each([
    [[], /Give a command/],
    [["tidy"], /no command "tidy"/],
    [["backup"], /needs a file/],
    [["check", "x"], /takes no file/],
    [["export", "a", "b"], /one file at most/],
    [["--all"], /--all/],
    [["import", "/nowhere/at-all.jsonl"], /is not there/],
  ])("says what is wrong with %j, and writes nothing", async (args, told) => {
    const { code, stderr } = await run(args, { DATA_DIR: await tempFolder() });
    expect(code).toBe(2);
    expect(stderr).toMatch(told);
  });

  it("encrypts anew what an older key encrypted, and names the row where that key is missing", async () => {
    const folder = await tempFolder();
    const [old, first] = [encryptionKeyText(1), encryptionKeyText(2)];
    const rotate = (ENCRYPTION_KEYS: string) => run(["rotate"], { DATA_DIR: folder, ENCRYPTION_KEYS });
    const store = await openStore(storeIn(folder), [anEncryptionKey(1)]);
    await store.installations.save(anInstallation(), 1);
    await store.close();
    expect(await rotate("")).toMatchObject({ code: 2, stderr: expect.stringContaining("ENCRYPTION_KEYS") });
    const missing = await rotate(first);
    expect(missing).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^installations: T1 .*add that key/),
    });
    expect(missing.stderr).not.toContain(first);
    expect(await rotate(`${first},${old}`)).toMatchObject({ code: 0, stdout: expect.stringMatching(/^1 /) });
    expect(await rotate(first)).toMatchObject({ code: 0, stdout: expect.stringMatching(/^0 /) });
  });

  it("names the settings that are wrong", async () => {
    const { code, stderr } = await run(["check"], { DATABASE_URL: "mysql://u:s3cret@h/d" });
    expect(code).toBe(2);
    expect(stderr).toContain("DATABASE_URL: expected");
    expect(stderr).not.toContain("s3cret");
  });

  it("says which store cannot be used", async () => {
    const { code, stderr } = await run(["check"], { DATABASE_URL: "postgresql://u:s3cret@127.0.0.1:1/d" });
    expect(code).toBe(1);
    expect(stderr).toContain("the PostgreSQL database d on 127.0.0.1:1");
    expect(stderr).not.toContain("s3cret");
  });

  it.skipIf(!POSTGRESQL)("leaves the backup of PostgreSQL to its own tools", async () => {
    const { url } = await emptySchema();
    expect(await run(["migrate"], { DATABASE_URL: url })).toMatchObject({ code: 0 });
    expect(await run(["check"], { DATABASE_URL: url })).toMatchObject({ code: 0 });
    const { code, stderr } = await run(["backup", "/nowhere/copy.db"], { DATABASE_URL: url });
    expect([code, stderr]).toEqual([2, expect.stringContaining("pg_dump")]);
  });
});

function run(args: readonly string[], env: Readonly<Record<string, string>>) {
  return inProcess(store, args, env);
}

/** With the folder of a store called the same. */
function named(ended: Ended, folder: string): Ended {
  return {
    ...ended,
    stdout: ended.stdout.replaceAll(folder, "…"),
    stderr: ended.stderr.replaceAll(folder, "…"),
  };
}
