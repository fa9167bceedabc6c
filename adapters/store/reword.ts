import { type Kysely, type SqlBool, sql } from "kysely";
import type { Channel } from "../../src/announcements/destination.ts";
import type { Planner } from "../../src/announcements/plan.ts";
import type { AnnounceTimes } from "./ledger-store.ts";
import { UNTRIED } from "./read-ground.ts";
import { readPage } from "./read-page.ts";
import type { Schema } from "./schema.ts";
import { createStoredPosts } from "./stored-posts.ts";
import { createPlanWriter } from "./write-plan.ts";

/** The words of the knowledge in force, and when what gets them is due. */
export interface Rewording {
  readonly planner: Planner;
  readonly times: AnnounceTimes;
}

/**
 * Words what waits untried for a channel in the language that it asks for now. All leases are locked. A knowledge that is
 * not the last one seen has nothing to say here: then the words stay as they are.
 */
export async function rewordWaiting(
  db: Kysely<Schema>,
  { platform, channel }: Channel,
  { planner, times }: Rewording,
): Promise<void> {
  const within = sql<SqlBool>`platform = ${platform} and channel = ${channel}`;
  const { rows } = await sql<{ post_id: string }>`
    select distinct post_id from deliveries
    where ${UNTRIED} and ${within} and post_id in (select id from posts where events <> '[]')`.execute(db);
  if (rows.length === 0 || (await lastSeen(db)) !== times.hash) return;
  const page = { channels: [{ platform, channel }], within };
  const atHand = { waiting: rows.map(({ post_id }) => post_id), published: [] };
  const known = await readPage(db, page, atHand, createStoredPosts(db));
  const writer = createPlanWriter(db, times);
  await writer.page(planner.plan(NO_NEWS, known));
  await writer.end();
}

const NO_NEWS = {
  changes: { kind: "in-force", events: [] },
  takenBack: [],
  concernsChannels: true,
} as const;

async function lastSeen(db: Kysely<Schema>): Promise<string | null> {
  const last = await db
    .selectFrom("knowledge_seen")
    .select("hash")
    .orderBy("position", "desc")
    .limit(1)
    .executeTakeFirst();
  return last?.hash ?? null;
}
