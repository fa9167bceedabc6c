import type { Kysely } from "kysely";
import type { AnnouncementEvent } from "../../src/announcements/event.ts";
import { entryAfter, entryBefore, type LedgerEntry } from "../../src/announcements/ledger.ts";
import type { AnnounceTimes } from "./ledger-store.ts";
import { noteOperation } from "./operator-log.ts";
import type { Schema } from "./schema.ts";

/** Removes events that nobody heard of, newest first, and says in the ledger what was there before each. */
export async function takeBack(
  db: Kysely<Schema>,
  events: readonly AnnouncementEvent[],
  at: number,
): Promise<void> {
  for (const event of events) {
    await db.deleteFrom("events").where("id", "=", event.id).execute();
    const before = entryBefore(event);
    if (before) await writeEntry(db, before, at);
    else await removeEntry(db, entryAfter(event));
  }
}

/** Notes the knowledge as seen; `adopted` makes it the last one, though it was seen before. */
export async function markSeen(db: Kysely<Schema>, { hash, now, adopted }: AnnounceTimes): Promise<void> {
  if (adopted !== undefined) {
    await db.deleteFrom("knowledge_seen").where("hash", "=", hash).execute();
    await noteOperation(db, "adopt", hash.slice(0, 7), { who: adopted, now });
  }
  const last = await db
    .selectFrom("knowledge_seen")
    .select(({ fn }) => fn.max("position").as("position"))
    .executeTakeFirst();
  await db
    .insertInto("knowledge_seen")
    .values({ position: (last?.position ?? 0) + 1, hash, at: now })
    .onConflict((conflict) => conflict.column("hash").doNothing())
    .execute();
}

export async function writeEntry(db: Kysely<Schema>, entry: LedgerEntry, at: number): Promise<void> {
  const data = JSON.stringify(entry);
  await db
    .insertInto("ledger")
    .values({ kind: entry.kind, subject: subjectOf(entry), data, at })
    .onConflict((conflict) => conflict.columns(["kind", "subject"]).doUpdateSet({ data, at }))
    .execute();
}

async function removeEntry(db: Kysely<Schema>, entry: LedgerEntry): Promise<void> {
  await db
    .deleteFrom("ledger")
    .where("kind", "=", entry.kind)
    .where("subject", "=", subjectOf(entry))
    .execute();
}

function subjectOf(entry: LedgerEntry): string {
  return entry.kind === "milestone" ? entry.milestone : entry.country;
}
