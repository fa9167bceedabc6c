import type { Insertable, Kysely, Selectable } from "kysely";
import { z } from "zod";
import { languageCode } from "../../src/knowledge/schema/values.ts";
import {
  type AuditEntry,
  afterClosed,
  type ChangeMade,
  type Subscription,
} from "../../src/subscriptions/subscription.ts";
import type { Engine } from "./engine.ts";
import { lockLease } from "./leases.ts";
import { kinds, kindsOf, languageOf, pauseOf } from "./read-wishes.ts";
import { rewordWaiting } from "./reword.ts";
import type { Schema } from "./schema.ts";
import type { Rewording, SubscriptionChange, Subscriptions } from "./store.ts";
import { untoldRows, writeTold } from "./untold.ts";
import { lookAgain } from "./unwanted.ts";

type Row = Selectable<Schema["subscriptions"]>;
type Key = Pick<Row, "platform" | "channel">;

/** Changes of one channel at the same moment; each that comes second is decided again. */
const MOST_TRIES = 50;

const change = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("subscribed"), kinds, language: languageCode }),
  z.object({ kind: z.literal("unsubscribed"), kinds }),
  z.object({ kind: z.literal("paused"), until: z.int().nullable() }),
  z.object({ kind: z.literal("closed"), reason: z.string() }),
  z.object({ kind: z.literal("resumed") }),
]) satisfies z.ZodType<ChangeMade>;

/** What channels asked for, over any SQL store. */
export function createSubscriptions(db: Kysely<Schema>, { lockLeases }: Engine): Subscriptions {
  const changed = async <C extends SubscriptionChange>(
    key: Key,
    decide: (current: Subscription | null) => C,
    rewording?: Rewording,
  ): Promise<C> => {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const written = await db.transaction().execute(async (transaction) => {
        if (rewording) await lockLeases(transaction);
        return tryChange(transaction, key, decide, rewording);
      });
      if (written) return written;
    }
    throw new Error(
      `The subscription of ${key.platform} ${key.channel} changed ${MOST_TRIES} times meanwhile.`,
    );
  };
  return {
    async of(platform, channel) {
      const row = await rowOf(db, { platform, channel });
      return row ? subscriptionOf(row) : null;
    },
    async list(platform) {
      const rows = await db
        .selectFrom("subscriptions")
        .selectAll()
        .where("platform", "=", platform)
        .orderBy("channel")
        .execute();
      return rows.map(subscriptionOf);
    },
    async ofWorkspace(platform, workspace) {
      return (await workspaceRows(db, platform, workspace)).map(subscriptionOf);
    },
    change: changed,
    async pauseDead(platform, channel, reason, now) {
      const { next } = await changed({ platform, channel }, (current) => closed(current, reason, now));
      return next;
    },
    async pauseWorkspace(platform, workspace, reason, now) {
      const rows = await workspaceRows(db, platform, workspace);
      const paused: Subscription[] = [];
      for (const { channel } of rows) {
        const { next } = await changed({ platform, channel }, (current) => closed(current, reason, now));
        if (next) paused.push(next);
      }
      return paused;
    },
    untold: async (platform) => (await untoldRows(db, platform)).map(subscriptionOf),
    told: (paused) => writeTold(db, paused),
    async audit(platform, channel, limit) {
      const rows = await db
        .selectFrom("subscription_audit")
        .selectAll()
        .where("platform", "=", platform)
        .where("channel", "=", channel)
        .orderBy("revision", "desc")
        .limit(limit)
        .execute();
      return rows.map(entryOf);
    },
  };
}

function workspaceRows(db: Kysely<Schema>, platform: string, workspace: string) {
  return db
    .selectFrom("subscriptions")
    .selectAll()
    .where("platform", "=", platform)
    .where("workspace", "=", workspace)
    .orderBy("channel")
    .execute();
}

function closed(current: Subscription | null, reason: string, now: number): SubscriptionChange {
  const next = current && afterClosed(current, reason, now);
  return { next, audit: next && { at: now, actor: null, change: { kind: "closed", reason } } };
}

/**
 * Writes subscription and audit entry together; null when another change came in between. The lease is
 * locked first: a send begins either before the change, or after it and by what it says.
 */
async function tryChange<C extends SubscriptionChange>(
  db: Kysely<Schema>,
  key: Key,
  decide: (current: Subscription | null) => C,
  rewording?: Rewording,
): Promise<C | null> {
  await lockLease(db, key.platform);
  const row = await rowOf(db, key);
  const made = decide(row ? subscriptionOf(row) : null);
  if (made.next === null || made.audit === null) return made;
  const revision = (row?.revision ?? 0) + 1;
  const untold = made.audit.change.kind === "closed" ? 1 : 0;
  const written = { ...rowFor(made.next, revision), untold };
  const taken = row ? await update(db, row, written) : await insert(db, written);
  if (!taken) return null;
  const { at, actor, change: data } = made.audit;
  await lookAgain(db, key, at);
  if (rewording && row?.language !== made.next.language) await rewordWaiting(db, key, rewording);
  await db
    .insertInto("subscription_audit")
    .values({
      ...{ platform: made.next.platform, channel: made.next.channel, revision, at },
      ...{ actor: actor?.id ?? null, actor_name: actor?.name ?? null, data: JSON.stringify(data) },
    })
    .execute();
  return made;
}

async function insert(db: Kysely<Schema>, row: Insertable<Schema["subscriptions"]>): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto("subscriptions")
    .values(row)
    .onConflict((conflict) => conflict.columns(["platform", "channel"]).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

async function update(
  db: Kysely<Schema>,
  old: Row,
  row: Insertable<Schema["subscriptions"]>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("subscriptions")
    .set(row)
    .where("platform", "=", old.platform)
    .where("channel", "=", old.channel)
    .where("revision", "=", old.revision)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

function rowOf(db: Kysely<Schema>, { platform, channel }: Key): Promise<Row | undefined> {
  return db
    .selectFrom("subscriptions")
    .selectAll()
    .where("platform", "=", platform)
    .where("channel", "=", channel)
    .executeTakeFirst();
}

function rowFor(
  subscription: Subscription,
  revision: number,
): Omit<Insertable<Schema["subscriptions"]>, "untold"> {
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

function subscriptionOf(row: Row): Subscription {
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

function entryOf(row: Selectable<Schema["subscription_audit"]>): AuditEntry {
  const { at, actor: id, actor_name: name } = row;
  return {
    at,
    actor: id === null ? null : { id, name: name ?? id },
    change: change.parse(JSON.parse(row.data)),
  };
}
