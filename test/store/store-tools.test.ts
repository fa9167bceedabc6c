import { readFile, writeFile } from "node:fs/promises";
import { sql } from "kysely";
import { describe, expect, it, onTestFinished } from "vitest";
import { type StoreAddress, storeIn } from "../../adapters/store/address.ts";
import { backupFile } from "../../adapters/store/backup-store.ts";
import { checkStore } from "../../adapters/store/check-store.ts";
import { type Database, migrate, openDatabase } from "../../adapters/store/database.ts";
import { exportLines } from "../../adapters/store/export-store.ts";
import { importLines } from "../../adapters/store/import-store.ts";
import { openStore } from "../../adapters/store/open-store.ts";
import { aDestination } from "../announcements/knowledge-fixture.ts";
import { emptySchema, POSTGRESQL } from "../postgresql/database.ts";
import { aSubscription } from "../subscriptions/subscription-fixture.ts";
import { knowledgeOf, queueNews } from "./queue-news.ts";
import { emptyFile, tempFolder } from "./temp-folder.ts";

const NOW = 1_790_000_000_000;
const CHANNELS = ["C0000001", "C0000002", "C0000003"].map((channel) => aDestination("slack", channel));
type Kind = [name: string, empty: () => Promise<StoreAddress>];
const FILE: Kind = ["a libsql file", emptyFile];
const DATABASE: Kind = ["a PostgreSQL database", emptySchema];
const KINDS = POSTGRESQL ? [FILE, DATABASE] : [FILE];

for (const [name, empty] of KINDS) {
  describe(`checking ${name}`, () => {
    it("finds nothing wrong with a store in use", async () => {
      expect(await checkStore(await usedStore(empty))).toEqual([]);
    });

    it("names everything that is wrong, each with a remedy", async () => {
      const database = await usedStore(empty);
      const damages = [
        sql`update deliveries set post_id = 'gone' where channel = 'C0000001'`,
        sql`update deliveries set message_id = null where state = 'sent'`,
        sql`update deliveries set epoch = 99 where state = 'sending'`,
        sql`update ledger set data = '{"kind":"signature"}' where subject = 'LV'`,
        sql`update delivery_events set delivery_id = 'gone' where channel = 'C0000002'`,
        sql`update subscriptions set kinds = 'everything'`,
        sql`insert into subscription_audit (platform, channel, revision, at, data)
          values ('slack', 'C0000008', 1, 1, '{"kind":"resumed twice"}')`,
        sql`insert into channel_settings (platform, channel, mode, changed_at)
          values ('slack', 'C0000007', 'loud', 1)`,
        sql`insert into installations (id, sealed, revision, installed_at) values ('T1', 'xoxb-in-the-clear', 1, 1)`,
      ];
      for (const damage of damages) await damage.execute(database.db);
      const problems = await checkStore(database);
      expect(problems.map(({ what }) => what)).toEqual([
        expect.stringMatching(/^delivery without its post: /),
        expect.stringMatching(/^event that two deliveries bring to one channel, or one that is not there: /),
        expect.stringMatching(/^delivery that was sent and has no message id: /),
        expect.stringMatching(/^delivery begun under a lease that there never was: /),
        "ledger: LV cannot be read",
        "installations: T1 cannot be read",
        "subscriptions: C0000009 cannot be read",
        "subscription_audit: C0000008 cannot be read",
        "channel_settings: C0000007 cannot be read",
      ]);
      expect(problems.every(({ remedy }) => remedy.length > 0)).toBe(true);
    });

    it("counts what is wrong with very many rows as one kind", async () => {
      const database = await usedStore(empty);
      await sql`update deliveries set due_at = null`.execute(database.db);
      await sql`update deliveries set state = 'unknown'`.execute(database.db);
      expect((await checkStore(database)).map(({ what }) => what.split(":")[0])).toEqual(
        Array(3).fill("delivery in a state that does not exist"),
      );
    });
  });
}

const MOVES = KINDS.flatMap(([from, source]) => KINDS.map(([to, target]) => ({ from, source, to, target })));

describe("moving a store", () => {
  it.each(MOVES)("brings all of $from to $to, line for line", async ({ source, target }) => {
    const [before, after] = [await usedStore(source), await opened(target)];
    const lines = await linesOf(before);
    expect(await importLines(after, given(lines))).toBe(lines.length - 2);
    expect(await linesOf(after)).toEqual(lines);
    expect(await checkStore(after)).toEqual([]);
  });

  it.each(KINDS)("lets the bot go on in %s, and puts in doubt what was being sent", async (_, target) => {
    const address = await target();
    const database = await openDatabase(address);
    await migrate(database);
    await importLines(database, given(await linesOf(await usedStore(emptyFile))));
    await database.db.destroy();
    const store = await openStore(address);
    const taken = await store.leases.take("slack", "second", NOW, NOW + 10);
    if (!("lease" in taken)) throw new Error("the lease is taken");
    expect(await store.outbox.stranded(taken.lease)).toHaveLength(1);
    const plan = await queueNews(store, knowledgeOf(2), CHANNELS, { now: NOW });
    expect(plan.posts).toEqual([]);
    await store.close();
  });

  const BROKEN: ReadonlyArray<[what: string, spoil: (lines: string[]) => string[], told: RegExp]> = [
    ["is cut off", (lines) => lines.slice(0, -1), /cut off/],
    ["lacks a line", (lines) => lines.toSpliced(3, 1), /cut off or altered/],
    ["goes on after its end", (lines) => [...lines, ...lines.slice(-1)], /after its end/],
    ["has no head", (lines) => lines.slice(1), /Line 1/],
    ["has a line of rubbish", (lines) => lines.toSpliced(2, 1, "rubbish"), /Line 3/],
    ["has a table that does not exist", (lines) => lines.toSpliced(2, 1, '{"table":"x","row":{}}'), /Line 3/],
    [
      "is of another version",
      (lines) => lines.map((l) => l.replace(/"version":"\d+/, '"version":"9')),
      /version/,
    ],
    ["has a delivery without its post", (lines) => withoutPosts(lines), /not sound/],
    ["has a row twice", (lines) => ended(lines.toSpliced(2, 0, lines[1] ?? "")), /cannot be written/],
  ];
  for (const [name, empty] of KINDS) {
    it.each(BROKEN)(`leaves ${name} empty when the export %s`, async (_what, spoil, told) => {
      const lines = await linesOf(await usedStore(emptyFile));
      const database = await opened(empty);
      await expect(importLines(database, given(spoil(lines)))).rejects.toThrow(told);
      expect(await linesOf(database)).toHaveLength(2);
    });

    it(`adds nothing to ${name} that is not empty`, async () => {
      const database = await usedStore(empty);
      const lines = await linesOf(database);
      await expect(importLines(database, given(lines))).rejects.toThrow(/not empty/);
      expect(await linesOf(database)).toEqual(lines);
    });
  }
});

describe("backing up a libsql file", () => {
  it("copies it as it is at one moment, while the bot writes", async () => {
    const folder = await tempFolder();
    const bot = await openStore(storeIn(folder));
    let stopped = false;
    const writing = (async () => {
      for (let number = 0; !stopped; number += 1) await bot.memory.write("number", String(number));
    })();
    const database = await openDatabase(storeIn(folder));
    await backupFile(database, `${folder}/copy.db`);
    await database.db.destroy();
    stopped = true;
    await writing;
    await bot.close();
    const copy = await opened(async () => ({ kind: "file", path: `${folder}/copy.db` }));
    expect(await checkStore(copy)).toEqual([]);
  });

  it("never writes over a file", async () => {
    const path = `${await tempFolder()}/copy.db`;
    await writeFile(path, "mine");
    await expect(backupFile(await usedStore(emptyFile), path)).rejects.toThrow(/exists/);
    expect(await readFile(path, "utf8")).toBe("mine");
  });
});

/** A store with a sent delivery, one that is being sent, one in the queue, and a subscription. */
async function usedStore(empty: () => Promise<StoreAddress>): Promise<Database> {
  const address = await empty();
  const store = await openStore(address);
  await queueNews(store, knowledgeOf(1), CHANNELS, { now: NOW });
  await queueNews(store, knowledgeOf(2), CHANNELS, { now: NOW });
  const asked = aSubscription({ channel: "C0000009" });
  const audit = { at: NOW, actor: null, change: { kind: "resumed" } } as const;
  await store.subscriptions.change(asked, () => ({ next: asked, audit }));
  await store.memory.write("commands", 'it\'s "quoted"\n and long: ÆØÅ 🧬');
  const taken = await store.leases.take("slack", "first", NOW, NOW + 10);
  if (!("lease" in taken)) throw new Error("the lease is taken");
  const ids = (await store.outbox.heads("slack", 2)).map(({ id }) => id);
  const [first] = await store.outbox.begin(taken.lease, ids, NOW);
  if (!first) throw new Error("nothing begun");
  const next = { kind: "sent", at: NOW, messageId: "m1" } as const;
  await store.outbox.settle(taken.lease, [{ delivery: first, next }], NOW);
  await store.close();
  return opened(async () => address);
}

async function opened(empty: () => Promise<StoreAddress>): Promise<Database> {
  const database = await openDatabase(await empty());
  onTestFinished(() => database.db.destroy());
  await migrate(database);
  return database;
}

async function linesOf(database: Database): Promise<string[]> {
  const lines: string[] = [];
  await exportLines(database, async (line) => void lines.push(line));
  return lines;
}

async function* given(lines: readonly string[]): AsyncIterable<string> {
  yield* lines;
}

function withoutPosts(lines: readonly string[]): string[] {
  return ended(lines.filter((line) => !line.startsWith('{"table":"posts"')));
}

/** The same with an end that fits. */
function ended(lines: readonly string[]): string[] {
  return [...lines.slice(0, -1), JSON.stringify({ rollcall: "end", rows: lines.length - 2 })];
}
