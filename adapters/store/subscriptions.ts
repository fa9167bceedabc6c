import type { Kysely } from "kysely";
import type { Channel } from "../../src/announcements/destination.ts";
import {
  type AuditEntry,
  afterClosed,
  type Place,
  type Subscription,
} from "../../src/subscriptions/subscription.ts";
import { lastChanges, noteChange } from "./channel-audit.ts";
import type { Engine } from "./engine.ts";
import { lockLease } from "./leases.ts";
import { type Rewording, rewordWaiting } from "./reword.ts";
import type { Schema } from "./schema.ts";
import { rowFor, rowOf, rowsOf, subscriptionOf, writeRow } from "./subscription-rows.ts";
import { untoldRows, writeTold } from "./untold.ts";
import { lookAgain } from "./unwanted.ts";

/** What channels asked for in chat, and who changed what when. */
export interface Subscriptions {
  /** Null when the channel never asked for anything. */
  of(platform: string, channel: string): Promise<Subscription | null>;
  /** Those of one workspace. */
  ofWorkspace(platform: string, workspace: string): Promise<readonly Subscription[]>;
  /**
   * Reads, decides, and writes subscription and audit entry in one transaction. Of two changes at once the
   * second is decided on what the first left. With `rewording`, what waits untried for a channel that gets another
   * language is worded in it, in the same transaction.
   */
  change<C extends SubscriptionChange>(
    place: Pick<Place, "platform" | "channel">,
    decide: (current: Subscription | null) => C,
    rewording?: Rewording,
  ): Promise<C>;
  /**
   * Pauses a channel that takes no posts any more, with the reason; its settings stay. Null when there is
   * nothing to pause, or it is paused already: whoever is to be told is told once a pause.
   */
  pauseDead(platform: string, channel: string, reason: string, now: number): Promise<Subscription | null>;
  /** Does so for each channel of a workspace; gives those that were paused. */
  pauseWorkspace(
    platform: string,
    workspace: string,
    reason: string,
    now: number,
  ): Promise<readonly Subscription[]>;
  /** Channels that were paused so, whose subscribers are still to be told; one is until `told`, or changed. */
  untold(platform: string): Promise<readonly Subscription[]>;
  told({ platform, channel, pause }: Subscription): Promise<void>;
  /** The last changes, newest first. */
  audit(platform: string, channel: string, limit: number): Promise<readonly AuditEntry[]>;
}

/** What is written; nothing when either is null. */
export interface SubscriptionChange {
  readonly next: Subscription | null;
  readonly audit: AuditEntry | null;
}

/** What channels asked for, over any SQL store. */
export function createSubscriptions(db: Kysely<Schema>, { lockLeases }: Engine): Subscriptions {
  const changed = <C extends SubscriptionChange>(
    key: Channel,
    decide: (current: Subscription | null) => C,
    rewording?: Rewording,
  ): Promise<C> =>
    db.transaction().execute(async (transaction) => {
      if (rewording) await lockLeases(transaction);
      return change(transaction, key, decide, rewording);
    });
  return {
    async of(platform, channel) {
      const row = await rowOf(db, { platform, channel });
      return row ? subscriptionOf(row) : null;
    },
    async ofWorkspace(platform, workspace) {
      return (await rowsOf(db, platform, workspace)).map(subscriptionOf);
    },
    change: changed,
    async pauseDead(platform, channel, reason, now) {
      const { next } = await changed({ platform, channel }, (current) => closed(current, reason, now));
      return next;
    },
    async pauseWorkspace(platform, workspace, reason, now) {
      const rows = await rowsOf(db, platform, workspace);
      const paused: Subscription[] = [];
      for (const { channel } of rows) {
        const { next } = await changed({ platform, channel }, (current) => closed(current, reason, now));
        if (next) paused.push(next);
      }
      return paused;
    },
    untold: async (platform) => (await untoldRows(db, platform)).map(subscriptionOf),
    told: (paused) => writeTold(db, paused),
    audit: (platform, channel, limit) => lastChanges(db, { platform, channel }, limit),
  };
}

function closed(current: Subscription | null, reason: string, now: number): SubscriptionChange {
  const next = current && afterClosed(current, reason, now);
  return { next, audit: next && { at: now, actor: null, change: { kind: "closed", reason } } };
}

/**
 * Writes subscription and audit entry together. The lease is locked first: no other change of a channel of the
 * platform comes in between, and a send begins either before this one, or after it and by what it says.
 */
async function change<C extends SubscriptionChange>(
  db: Kysely<Schema>,
  key: Channel,
  decide: (current: Subscription | null) => C,
  rewording?: Rewording,
): Promise<C> {
  await lockLease(db, key.platform);
  const row = await rowOf(db, key);
  const made = decide(row ? subscriptionOf(row) : null);
  if (made.next === null || made.audit === null) return made;
  const untold = made.audit.change.kind === "closed" ? 1 : 0;
  await writeRow(db, { ...rowFor(made.next, (row?.revision ?? 0) + 1), untold });
  await lookAgain(db, key, made.audit.at);
  if (rewording && row?.language !== made.next.language) await rewordWaiting(db, key, rewording);
  await noteChange(db, key, made.audit);
  return made;
}
