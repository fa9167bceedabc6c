import type { Insertable, Kysely, Selectable } from "kysely";
import type { Channel } from "../../src/announcements/destination.ts";
import type { Subscription } from "../../src/subscriptions/subscription.ts";
import { kindsOf, languageOf, pauseOf } from "./read-wishes.ts";
import type { Schema } from "./schema.ts";

type Row = Selectable<Schema["subscriptions"]>;
type Written = Insertable<Schema["subscriptions"]>;

export async function insertRow(db: Kysely<Schema>, row: Written): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto("subscriptions")
    .values(row)
    .onConflict((conflict) => conflict.columns(["platform", "channel"]).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

export async function updateRow(db: Kysely<Schema>, old: Row, row: Written): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("subscriptions")
    .set(row)
    .where("platform", "=", old.platform)
    .where("channel", "=", old.channel)
    .where("revision", "=", old.revision)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export function rowOf(db: Kysely<Schema>, { platform, channel }: Channel): Promise<Row | undefined> {
  return db
    .selectFrom("subscriptions")
    .selectAll()
    .where("platform", "=", platform)
    .where("channel", "=", channel)
    .executeTakeFirst();
}

export function rowFor(subscription: Subscription, revision: number): Omit<Written, "untold"> {
  const { platform, channel, workspace, language, pause, subscriber } = subscription;
  return {
    ...{
      platform,
      channel,
      workspace,
      kinds: JSON.stringify(subscription.kinds),
      language,
      subscriber,
      revision,
    },
    paused_since: pause?.since ?? null,
    paused_until: pause?.until ?? null,
    pause_reason: pause?.reason ?? null,
    created_at: subscription.createdAt,
    changed_at: subscription.changedAt,
  };
}

export function subscriptionOf(row: Row): Subscription {
  const { platform, workspace, channel, subscriber } = row;
  return {
    ...{ platform, workspace, channel, subscriber },
    kinds: kindsOf(row),
    language: languageOf(row),
    pause: pauseOf(row),
    createdAt: row.created_at,
    changedAt: row.changed_at,
  };
}

/** The rows of a platform, or of one workspace in it. */
export function rowsOf(
  db: Kysely<Schema>,
  { platform, workspace }: { readonly platform: string; readonly workspace?: string },
): Promise<Row[]> {
  const rows = db.selectFrom("subscriptions").selectAll().where("platform", "=", platform);
  const some = workspace === undefined ? rows : rows.where("workspace", "=", workspace);
  return some.orderBy("channel").execute();
}
