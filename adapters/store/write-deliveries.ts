import { type Kysely, sql } from "kysely";
import { columnsOf } from "./delivery-row.ts";
import type { Settlement } from "./outbox.ts";
import type { Schema } from "./schema.ts";

/** Marks deliveries as being sent: one statement for all. */
export async function markSending(
  db: Kysely<Schema>,
  ids: readonly string[],
  epoch: number,
  now: number,
): Promise<void> {
  if (ids.length === 0) return;
  const { attempts: _, ...columns } = columnsOf({ kind: "sending", begunAt: now, epoch, attempts: 0 }, now);
  await db.updateTable("deliveries").set(columns).where("id", "in", ids).execute();
}

/**
 * Writes what came of deliveries, in one statement; gives the ids of those that were as they are said to
 * have been. Databases take the type of a list of values from its first row, so each column names its own.
 */
export async function writeSettlements(
  db: Kysely<Schema>,
  settlements: readonly Settlement[],
  now: number,
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    with came(id, was, was_begun, was_epoch, state, attempts, due_at, begun_at, looks, message_id, reason)
    as (values ${sql.join(settlements.map((settlement) => valuesOf(settlement, now)))})
    update deliveries set
      state = came.state,
      attempts = cast(came.attempts as integer),
      due_at = cast(came.due_at as bigint),
      begun_at = cast(came.begun_at as bigint),
      epoch = null,
      looks = cast(came.looks as integer),
      message_id = came.message_id,
      reason = came.reason,
      updated_at = ${now}
    from came
    where deliveries.id = came.id
      and deliveries.state = came.was
      and deliveries.begun_at = cast(came.was_begun as bigint)
      and coalesce(deliveries.epoch, -1) = cast(came.was_epoch as integer)
    returning deliveries.id as id`.execute(db);
  return new Set(rows.map(({ id }) => id));
}

function valuesOf({ delivery: { id, state }, next }: Settlement, now: number) {
  const to = columnsOf(next, now);
  const epoch = state.kind === "sending" ? state.epoch : -1;
  return sql`(${sql.join([
    ...[id, state.kind, state.begunAt, epoch],
    ...[to.state, to.attempts, to.due_at, to.begun_at, to.looks, to.message_id, to.reason],
  ])})`;
}
