import type { Kysely } from "kysely";
import type { AnnouncementEvent } from "../../src/announcements/event.ts";
import type { Ledger } from "../../src/announcements/ledger.ts";
import type { Situation } from "../../src/announcements/plan.ts";
import type { Batch } from "../../src/announcements/take-back.ts";
import type { Engine } from "./engine.ts";
import type { Schema } from "./schema.ts";
import type { LedgerStore } from "./store.ts";
import { readEntry, readEvent } from "./stored-json.ts";
import { readSubscriptions } from "./subscriptions.ts";
import { writePlan } from "./write-plan.ts";

/** The ledger, over any SQL store. */
export function createLedgerStore(db: Kysely<Schema>, { lockLeases }: Engine): LedgerStore {
  return {
    situation: () => db.transaction().execute(readSituation),
    announce: (decide, times) =>
      db.transaction().execute(async (transaction) => {
        await lockLeases(transaction);
        const situation = await readSituation(transaction);
        const plan = decide(situation);
        await writePlan(transaction, plan, times);
        return plan;
      }),
  };
}

async function readSituation(db: Kysely<Schema>): Promise<Situation> {
  return {
    ledger: await readLedger(db),
    untried: await readUntried(db),
    subscriptions: await readSubscriptions(db),
  };
}

async function readLedger(db: Kysely<Schema>): Promise<Ledger> {
  const seen = await db.selectFrom("knowledge_seen").select("hash").orderBy("position").execute();
  const rows = await db.selectFrom("ledger").select("data").execute();
  const entries = rows.map(({ data }) => readEntry(data));
  return {
    seen: seen.map(({ hash }) => hash),
    signatures: new Map(
      entries.flatMap((entry) => (entry.kind === "signature" ? [[entry.country, entry]] : [])),
    ),
    withdrawals: new Map(
      entries.flatMap((entry) => (entry.kind === "withdrawal" ? [[entry.country, entry.on]] : [])),
    ),
    milestones: new Map(
      entries.flatMap((entry) => (entry.kind === "milestone" ? [[entry.milestone, entry.date]] : [])),
    ),
  };
}

async function readUntried(db: Kysely<Schema>): Promise<Batch[]> {
  const rows = await db
    .selectFrom("events")
    .select(["batch", "data"])
    .where(({ exists, selectFrom }) =>
      exists(selectFrom("deliveries").select("id").whereRef("deliveries.batch", "=", "events.batch")),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("deliveries")
            .select("id")
            .whereRef("deliveries.batch", "=", "events.batch")
            .where(({ or, eb }) => or([eb("state", "<>", "queued"), eb("attempts", ">", 0)])),
        ),
      ),
    )
    .orderBy("batch")
    .orderBy("position")
    .execute();
  return batchesOf(rows.map(({ batch, data }) => ({ number: batch, event: readEvent(data) })));
}

function batchesOf(
  rows: ReadonlyArray<{ readonly number: number; readonly event: AnnouncementEvent }>,
): Batch[] {
  const numbers = [...new Set(rows.map(({ number }) => number))];
  return numbers.flatMap((number) => {
    const [first, ...more] = rows.filter((row) => row.number === number).map(({ event }) => event);
    return first ? [{ number, news: [first, ...more] }] : [];
  });
}
