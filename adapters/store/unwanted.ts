import type { Kysely } from "kysely";
import { NOT_IN_SETTINGS, stillWanted, UNSUBSCRIBED } from "../../src/subscriptions/still-wanted.ts";
import type { Subscription } from "../../src/subscriptions/subscription.ts";
import { columnsOf, type DeliveryRow } from "./delivery-row.ts";
import { kindsOf, pauseOf } from "./read-wishes.ts";
import type { Schema } from "./schema.ts";
import { readEventIds } from "./stored-json.ts";

/** Why a delivery waits that would be due. */
const PAUSED = "paused";

/** The channels of the settings. */
type Fixed = ReadonlySet<string> | undefined;

type Asked = ReadonlyMap<string, Pick<Subscription, "kinds" | "pause">>;

/**
 * The deliveries that are still to be sent, of `rows` that are about to be.
 *
 * What a channel asked for meanwhile wins over the queue: what it unsubscribed from is given up, and what
 * goes to a paused channel waits in its place. What goes to a channel that only the settings named, and name no
 * more, is given up: the process that sends decides by its settings. All rows are of one platform, whose lease this transaction
 * has locked, so that no subscription changes until it ends.
 */
export async function withoutUnwanted(
  db: Kysely<Schema>,
  platform: string,
  rows: readonly DeliveryRow[],
  { now, fixed }: { readonly now: number; readonly fixed: Fixed },
): Promise<readonly DeliveryRow[]> {
  const asked = await askedBy(db, platform, rows);
  if (asked.size === 0 && !fixed) return rows;
  const events = await eventsOf(db, rows);
  const wanted: DeliveryRow[] = [];
  for (const row of rows) {
    const wish = asked.get(row.channel);
    const news = events.get(row.post_id) ?? [];
    const verdict = wish ? stillWanted(wish, row.action, news, now) : unasked(row, news, fixed);
    if (verdict.kind === UNSUBSCRIBED || verdict.kind === NOT_IN_SETTINGS) {
      const dead = columnsOf({ kind: "dead", at: now, reason: verdict.kind }, now);
      await db.updateTable("deliveries").set(dead).where("id", "=", row.id).execute();
    } else if (verdict.kind === "paused") {
      const later = { due_at: verdict.lookAt, reason: PAUSED, updated_at: now };
      await db.updateTable("deliveries").set(later).where("id", "=", row.id).execute();
    } else {
      wanted.push(row);
    }
  }
  return wanted;
}

/** Of a channel that never asked for anything the settings decide; a test goes wherever an operator sends it. */
function unasked({ channel }: DeliveryRow, news: readonly string[], fixed: Fixed) {
  const isNamed = news.length === 0 || fixed === undefined || fixed.has(channel);
  return isNamed ? ({ kind: "wanted" } as const) : ({ kind: NOT_IN_SETTINGS } as const);
}

/** Makes due what waits for the end of the channel's pause; what begins it asks again whether it is over. */
export async function lookAgain(
  db: Kysely<Schema>,
  { platform, channel }: { readonly platform: string; readonly channel: string },
  now: number,
): Promise<void> {
  await db
    .updateTable("deliveries")
    .set({ due_at: now, updated_at: now })
    .where("platform", "=", platform)
    .where("channel", "=", channel)
    .where("due_at", "is not", null)
    .where("state", "in", ["queued", "waiting"])
    .where("reason", "=", PAUSED)
    .execute();
}

async function askedBy(db: Kysely<Schema>, platform: string, rows: readonly DeliveryRow[]): Promise<Asked> {
  const channels = [...new Set(rows.map(({ channel }) => channel))];
  if (channels.length === 0) return new Map();
  const found = await db
    .selectFrom("subscriptions")
    .select(["channel", "kinds", "paused_since", "paused_until", "pause_reason"])
    .where("platform", "=", platform)
    .where("channel", "in", channels)
    .execute();
  return new Map(found.map((row) => [row.channel, { kinds: kindsOf(row), pause: pauseOf(row) }]));
}

async function eventsOf(
  db: Kysely<Schema>,
  rows: readonly DeliveryRow[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const posts = [...new Set(rows.map(({ post_id }) => post_id))];
  const found = await db.selectFrom("posts").select(["id", "events"]).where("id", "in", posts).execute();
  return new Map(found.map(({ id, events }) => [id, readEventIds(events)]));
}
