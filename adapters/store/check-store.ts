import { type Kysely, type RawBuilder, sql } from "kysely";
import { languageCode } from "../../src/knowledge/schema/values.ts";
import { readChange } from "./channel-audit.ts";
import { readSettings } from "./channel-settings.ts";
import type { Database } from "./database.ts";
import { kindsOf } from "./read-wishes.ts";
import type { Schema } from "./schema.ts";
import { readEntry, readEvent, readEventIds, readPost } from "./stored-json.ts";
import { rowsOf, type TableName } from "./tables.ts";
import { isSealed } from "./vault.ts";

/** Something in a store that cannot be, and what to do about it. */
export interface StoreProblem {
  readonly what: string;
  readonly remedy: string;
}

/** Everything that is wrong with a store: its file, its rows, and what they say. */
export async function checkStore({ db, engine }: Database): Promise<readonly StoreProblem[]> {
  const broken = await engine.damage(db, "full");
  if (broken.length > 0) return broken.map((what) => ({ what, remedy: RESTORE }));
  return problemsIn(db);
}

/** What is wrong with the rows, within a transaction or outside. */
export async function problemsIn(db: Kysely<Schema>): Promise<readonly StoreProblem[]> {
  const problems: StoreProblem[] = [];
  for (const { what, remedy, rows } of RULES) {
    const found = await sql<{ id: string }>`${rows} limit ${sql.lit(SHOWN + 1)}`.execute(db);
    const shown = found.rows.slice(0, SHOWN).map(({ id }) => ({ what: `${what}: ${id}`, remedy }));
    const more = found.rows.length > SHOWN ? [{ what: `${what}: and more`, remedy }] : [];
    problems.push(...shown, ...more);
  }
  for (const reading of READINGS) problems.push(...(await unreadable(db, reading)));
  return problems;
}

/** Of one kind, so many are named one by one. */
const SHOWN = 10;

/** An older store knows nothing of what was posted since: it would be posted again. */
const BEFORE_START =
  "Before the bot starts on a backup, npm run announce -- --plan tells what it would post.";
const RESTORE = `Stop the bot and restore the last backup. ${BEFORE_START}`;
const BY_HAND = `Stop the bot, restore the last backup, or mend the row by hand. ${BEFORE_START}`;
const SETTLE = "npm run announce -- --settle ID sent, or again, decides it.";

interface Rule {
  readonly what: string;
  readonly remedy: string;
  /** Selects the ids of what breaks the rule. */
  readonly rows: RawBuilder<unknown>;
}

const RULES: readonly Rule[] = [
  {
    what: "delivery without its post",
    remedy: BY_HAND,
    rows: sql`select id from deliveries where not exists
      (select 1 from posts where posts.id = deliveries.post_id)`,
  },
  {
    what: "event that two deliveries bring to one channel, or one that is not there",
    remedy: BY_HAND,
    rows: sql`select event_id as id from delivery_events where not exists (
      select 1 from deliveries where deliveries.id = delivery_events.delivery_id
        and deliveries.platform = delivery_events.platform and deliveries.channel = delivery_events.channel)`,
  },
  {
    what: "two deliveries of one post to one channel",
    remedy: BY_HAND,
    rows: sql`select min(id) as id from deliveries group by post_id, platform, channel having count(*) > 1`,
  },
  {
    what: "edit, note or crosspost without the earlier post",
    remedy: BY_HAND,
    rows: sql`select id from deliveries where action <> 'post' and (target is null or not exists
      (select 1 from deliveries as earlier where earlier.id = deliveries.target))`,
  },
  {
    what: "delivery in a state that does not exist",
    remedy: BY_HAND,
    rows: sql`select id from deliveries
      where state not in ('held', 'queued', 'sending', 'sent', 'waiting', 'in-doubt', 'dead')`,
  },
  {
    what: "delivery that is to be tried and has no time for it",
    remedy: BY_HAND,
    rows: sql`select id from deliveries where state in ('queued', 'waiting', 'sending') and due_at is null`,
  },
  {
    what: "delivery that is done and still has a time to be tried",
    remedy: BY_HAND,
    rows: sql`select id from deliveries where state in ('sent', 'dead', 'held') and due_at is not null`,
  },
  {
    what: "delivery that was sent and has no message id",
    remedy: BY_HAND,
    rows: sql`select id from deliveries where state = 'sent' and message_id is null`,
  },
  {
    what: "delivery under way that does not say since when and by whom",
    remedy: SETTLE,
    rows: sql`select id from deliveries where (state = 'sending' and (begun_at is null or epoch is null))
      or (state = 'in-doubt' and (begun_at is null or looks is null))`,
  },
  {
    what: "delivery without the reason for its state",
    remedy: BY_HAND,
    rows: sql`select id from deliveries where state in ('waiting', 'in-doubt', 'dead', 'held') and reason is null`,
  },
  {
    what: "delivery begun under a lease that there never was",
    remedy: SETTLE,
    rows: sql`select id from deliveries where state = 'sending' and not exists (select 1 from leases
      where leases.platform = deliveries.platform and leases.epoch >= deliveries.epoch)`,
  },
];

interface Reading {
  readonly table: TableName;
  readonly id: string;
  readonly read: (row: Readonly<Record<string, unknown>>) => unknown;
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");

const READINGS: readonly Reading[] = [
  { table: "ledger", id: "subject", read: ({ data }) => readEntry(text(data)) },
  { table: "events", id: "id", read: ({ data }) => readEvent(text(data)) },
  {
    table: "posts",
    id: "id",
    read: ({ data, events }) => [readPost(text(data)), readEventIds(text(events))],
  },
  {
    table: "installations",
    id: "id",
    read: ({ sealed }) => {
      if (!isSealed(text(sealed))) throw new Error("not sealed");
    },
  },
  {
    table: "subscriptions",
    id: "channel",
    read: ({ kinds, language }) => [kindsOf({ kinds: text(kinds) }), languageCode.parse(language)],
  },
  { table: "subscription_audit", id: "channel", read: ({ data }) => readChange(text(data)) },
  { table: "channel_settings", id: "channel", read: readSettings },
];

/** Rows whose JSON says nothing that the bot could understand. */
async function unreadable(db: Kysely<Schema>, { table, id, read }: Reading): Promise<StoreProblem[]> {
  const problems: StoreProblem[] = [];
  for await (const row of rowsOf(db, table)) {
    try {
      read(row);
    } catch {
      problems.push({ what: `${table}: ${row[id]} cannot be read`, remedy: BY_HAND });
    }
  }
  return problems;
}
