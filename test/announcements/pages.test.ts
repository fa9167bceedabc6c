import fc from "fast-check";
import { sql } from "kysely";
import { describe, expect, it, onTestFinished } from "vitest";
import type { StoreAddress } from "../../adapters/store/address.ts";
import { chunks } from "../../adapters/store/chunks.ts";
import { type Database, migrate, openDatabase } from "../../adapters/store/database.ts";
import { createLedgerStore } from "../../adapters/store/ledger-store.ts";
import { rowsOf, type TableName } from "../../adapters/store/tables.ts";
import { NEWS_KINDS, type NewsKind } from "../../src/announcements/event.ts";
import { createPlanner } from "../../src/announcements/plan.ts";
import type { ChannelPage } from "../../src/announcements/situation.ts";
import type { KnowledgeBase } from "../../src/knowledge/knowledge-base.ts";
import { emptySchema, POSTGRESQL } from "../postgresql/database.ts";
import { emptyFile } from "../store/temp-folder.ts";
import { aDestination, aKnowledge, aSignatory, wordPlainly } from "./knowledge-fixture.ts";

const NOW = 1_790_000_000_000;
const TABLES: readonly TableName[] = [
  "ledger",
  "batches",
  "events",
  "posts",
  "deliveries",
  "delivery_events",
];
const FIXED = ["C05", "C00", "D1"].map((channel) =>
  aDestination(channel.startsWith("D") ? "discord" : "slack", channel),
);
/** A schema of PostgreSQL takes twenty times as long to make as a file. */
const KINDS: ReadonlyArray<readonly [name: string, empty: () => Promise<StoreAddress>, numRuns: number]> = [
  ["a libsql file", emptyFile, 12],
  ...(POSTGRESQL ? [["a PostgreSQL database", emptySchema, 4] as const] : []),
];

/** What happens in a store, one after the other. */
type Step =
  | { readonly kind: "know"; readonly knowledge: KnowledgeBase; readonly approval: boolean }
  /** Some of what waits is sent. */
  | { readonly kind: "send"; readonly last: string };

const knowledge = fc
  .uniqueArray(
    fc.record({
      code: fc.constantFrom("LV", "NO", "EE"),
      on: fc.constantFrom("2018-09-26", "2019-06-14"),
    }),
    { selector: ({ code }) => code, minLength: 1 },
  )
  .map((list) => aKnowledge(list.map(({ code, on }) => aSignatory(code, on))));
const step = fc.oneof(
  fc.record({ knowledge, approval: fc.boolean() }).map((given): Step => ({ kind: "know", ...given })),
  fc.constantFrom("0", "1", "2").map((last): Step => ({ kind: "send", last })),
);
const wishes = fc.uniqueArray(
  fc.record({
    channel: fc.integer({ min: 0, max: 25 }).map((at) => `C${String(at).padStart(2, "0")}`),
    kinds: fc.subarray([...NEWS_KINDS]),
    language: fc.constantFrom("en", "de"),
  }),
  { selector: ({ channel }) => channel, maxLength: 20 },
);

describe.each(KINDS)("pages of channels in %s", (_name, empty, numRuns) => {
  it("are of no account: any size makes the same rows, the same plan and the same hash", {
    timeout: 120_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(wishes, fc.array(step, { minLength: 2, maxLength: 6 }), async (asked, steps) => {
        const made = [];
        for (const size of [1, 7, 1000]) made.push(await outcomeOf(await empty(), size, asked, steps));
        expect(made[1]).toEqual(made[0]);
        expect(made[2]).toEqual(made[0]);
      }),
      { numRuns },
    );
  });

  it("are small, and all else has its turn between two", async () => {
    const sizes: number[] = [];
    const turns: number[] = [];
    let turn = 0;
    let done = false;
    const count = () => {
      turn += 1;
      if (!done) setImmediate(count);
    };
    setImmediate(count);
    const { announce } = await crowded(await empty(), ({ channels }) => {
      sizes.push(channels.length);
      turns.push(turn);
    });
    await announce(aKnowledge([latvia, aSignatory("NO", "2019-06-14")]));
    done = true;
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(CROWD);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(200);
    expect(new Set(turns).size).toBe(turns.length);
  });

  it("are not read by a process that finds its knowledge announced, be it sent or not", async () => {
    let pages = 0;
    const { announce } = await crowded(await empty(), () => {
      pages += 1;
    });
    const grown = aKnowledge([latvia, aSignatory("NO", "2019-06-14")]);
    await announce(grown);
    expect(pages).toBeGreaterThan(0);
    pages = 0;
    const again = await announce(grown);
    expect([pages, again.posts]).toEqual([0, []]);
  });
});

const CROWD = 1_000;
const latvia = aSignatory("LV", "2018-09-26");

/** A store with very many channels that knows of Latvia; each page that is planned is told. */
async function crowded(address: StoreAddress, tell: (page: ChannelPage) => void) {
  const database = await openDatabase(address);
  await migrate(database);
  const ledger = createLedgerStore(database.db, database.engine);
  const channels = Array.from({ length: CROWD }, (_, at) => `C${String(at).padStart(7, "0")}`);
  await subscribe(
    database,
    channels.map((channel) => ({ channel, kinds: NEWS_KINDS, language: "en" })),
  );
  const announce = (known: KnowledgeBase) => {
    const platforms = new Set(["slack"]);
    const shared = { knowledge: known, reloaded: false, fixed: [], now: NOW, platforms, word: wordPlainly };
    const planner = createPlanner(shared);
    const plan: typeof planner.plan = (decision, page) => {
      tell(page);
      return planner.plan(decision, page);
    };
    return ledger.announce({ ...planner, plan }, { hash: known.hash, now: NOW, dueAt: NOW });
  };
  await announce(aKnowledge([latvia]));
  onTestFinished(() => database.db.destroy());
  return { announce };
}

async function outcomeOf(
  address: StoreAddress,
  size: number,
  asked: readonly Asked[],
  steps: readonly Step[],
) {
  const database = await openDatabase(address);
  await migrate(database);
  await subscribe(database, asked);
  const ledger = createLedgerStore(database.db, database.engine, size);
  const hashes: unknown[] = [];
  const first = aKnowledge([aSignatory("LV", "2018-09-26")]);
  for (const one of [{ kind: "know", knowledge: first, approval: false } as const, ...steps]) {
    if (one.kind === "send") await send(database, one.last);
    else {
      const { approval } = one;
      const planner = plannerOf(one.knowledge);
      const times = { hash: one.knowledge.hash, now: NOW, dueAt: NOW, approval };
      const shown = await ledger.preview(planner);
      const plan = await ledger.announce(planner, times);
      expect(shown.hash).toBe(plan.hash);
      hashes.push([plan.hash, plan.removed, plan.posts.map(({ id, count }) => [id, count]).toSorted()]);
    }
  }
  const rows = [];
  for (const table of TABLES)
    for await (const row of rowsOf(database.db, table)) rows.push({ table, ...row });
  await database.db.destroy();
  return { hashes, rows };
}

interface Asked {
  readonly channel: string;
  readonly kinds: readonly NewsKind[];
  readonly language: string;
}

function plannerOf(known: KnowledgeBase) {
  const platforms = new Set(["slack", "discord"]);
  return createPlanner({
    ...{ knowledge: known, reloaded: true, fixed: FIXED, now: NOW, platforms, word: wordPlainly },
  });
}

async function subscribe({ db }: Database, asked: readonly Asked[]): Promise<void> {
  const rows = asked.map(({ channel, kinds, language }) => ({
    ...{ platform: "slack", workspace: "T1", channel, kinds: JSON.stringify(kinds), language },
    ...{ subscriber: "U1", revision: 1, created_at: NOW, changed_at: NOW },
    ...{ paused_since: null, paused_until: null, pause_reason: null, untold: 0 },
  }));
  for (const some of chunks(rows)) await db.insertInto("subscriptions").values(some).execute();
}

/** The platform takes what waits for the channels whose id ends so. */
async function send({ db }: Database, last: string): Promise<void> {
  await db
    .updateTable("deliveries")
    .set({ state: "sent", due_at: null, message_id: "m1" })
    .where("state", "=", "queued")
    .where(sql<string>`substr(channel, length(channel), 1)`, "=", last)
    .execute();
}
