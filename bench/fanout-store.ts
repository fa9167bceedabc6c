import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { type StoreAddress, storeIn } from "../adapters/store/address.ts";
import { migrate, openDatabase } from "../adapters/store/database.ts";
import { openStore } from "../adapters/store/open-store.ts";
import { NEWS_KINDS } from "../src/announcements/event.ts";
import { createPlanner } from "../src/announcements/plan.ts";
import { wordNews } from "../src/wording/word-news.ts";
import { startPostgresql } from "../tools/postgresql/server.ts";
import { realKnowledge } from "./setting.ts";

/** A kind of store to measure on. */
export interface StoreKind {
  readonly name: string;
  /** The address of an empty one. */
  empty(): Promise<StoreAddress>;
  stop(): Promise<void>;
}

/** A file, and PostgreSQL where a server can be started. */
export async function storeKinds(): Promise<readonly (StoreKind | { readonly unavailable: string })[]> {
  return [await files(), await postgresql()];
}

async function files(): Promise<StoreKind> {
  const folder = await mkdtemp(join(tmpdir(), "rollcall-bench-"));
  return {
    name: "libsql",
    empty: async () => storeIn(join(folder, randomUUID())),
    stop: () => rm(folder, { recursive: true }),
  };
}

async function postgresql(): Promise<StoreKind | { readonly unavailable: string }> {
  const server = await startPostgresql();
  if ("unavailable" in server) return { unavailable: `PostgreSQL: ${server.unavailable}` };
  return {
    name: "PostgreSQL",
    async empty() {
      const name = `b${randomUUID().replaceAll("-", "")}`;
      const client = new Client({ connectionString: server.url });
      await client.connect();
      await client.query(`create database ${name}`);
      await client.end();
      const url = new URL(server.url);
      url.pathname = `/${name}`;
      return { kind: "postgresql", url: url.href };
    },
    stop: server.stop,
  };
}

const AT_ONCE = 500;

/** A store that knows all but Norway, and in which so many channels have subscribed to everything. */
export async function prepareStore(
  address: StoreAddress,
  platform: "slack" | "discord",
  channels: number,
): Promise<void> {
  await adopt(address, platform);
  const database = await openDatabase(address);
  await migrate(database);
  for (let first = 0; first < channels; first += AT_ONCE) {
    const rows = Array.from({ length: Math.min(AT_ONCE, channels - first) }, (_, at) => ({
      platform,
      channel: `${platform === "slack" ? "C" : "3"}${String(first + at).padStart(17, "0")}`,
      workspace: `T${(first + at) % 1000}`,
      kinds: JSON.stringify(NEWS_KINDS),
      language: "en",
      paused_since: null,
      paused_until: null,
      pause_reason: null,
      untold: 0,
      subscriber: "U1",
      revision: 1,
      created_at: 0,
      changed_at: 0,
    }));
    await database.db.insertInto("subscriptions").values(rows).execute();
  }
  await database.db.destroy();
}

async function adopt(address: StoreAddress, platform: string): Promise<void> {
  const all = await realKnowledge();
  const signatories = new Map([...all.signatories].filter(([country]) => country !== "NO"));
  const knowledge = { ...all, hash: "before", signatories };
  const store = await openStore(address);
  const context = {
    knowledge,
    reloaded: false,
    fixed: [],
    now: 0,
    platforms: new Set([platform]),
    word: wordNews,
  };
  const times = { hash: knowledge.hash, now: 0, dueAt: 0 };
  await store.ledger.announce(createPlanner(context), times);
  await store.close();
}
