import type { Insertable, Kysely, Selectable } from "kysely";
import type { Channel } from "../../src/announcements/destination.ts";
import type { Subscription } from "../../src/subscriptions/subscription.ts";
import { kindsOf, languageOf, pauseOf } from "./read-wishes.ts";
import type { Schema } from "./schema.ts";

type Row = Selectable<Schema["subscriptions"]>;
type Written = Insertable<Schema["subscriptions"]>;

/** Writes what a channel asks for now, within the transaction that has locked its platform. */
export async function writeRow(db: Kysely<Schema>, row: Written): Promise<void> {
  await db
    .insertInto("subscriptions")
    .values(row)
    .onConflict((conflict) => conflict.columns(["platform", "channel"]).doUpdateSet(row))
    .execute();
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

/** The rows of one workspace. */
export function rowsOf(db: Kysely<Schema>, platform: string, workspace: string): Promise<Row[]> {
  return db
    .selectFrom("subscriptions")
    .selectAll()
    .where("platform", "=", platform)
    .where("workspace", "=", workspace)
    .orderBy("channel")
    .execute();
}
