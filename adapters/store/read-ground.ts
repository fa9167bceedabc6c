import { type Kysely, type SqlBool, sql } from "kysely";
import type { Ledger } from "../../src/announcements/ledger.ts";
import type { Planner } from "../../src/announcements/plan.ts";
import type { Ground } from "../../src/announcements/situation.ts";
import type { CountryCode } from "../../src/knowledge/schema/values.ts";
import type { Schema } from "./schema.ts";
import { readEntry, readEventIds } from "./stored-json.ts";
import type { StoredPosts } from "./stored-posts.ts";

/** No attempt was made at it: as the index of such says it, and with nothing bound, or that is not used. */
export const UNTRIED = sql<SqlBool>`attempts = 0 and state in ('queued', 'held') and action <> 'crosspost'`;

/** What a decision on news begins with, and the ids of the posts that wait in any channel. */
export interface WaitingGround {
  readonly ground: Ground;
  readonly waiting: readonly string[];
}

/** The planner tells of which events it matters whether they were tried. */
export async function readGround(
  db: Kysely<Schema>,
  posts: StoredPosts,
  { hash, outdated }: Pick<Planner, "hash" | "outdated">,
): Promise<WaitingGround> {
  const found = await waitingPosts(db);
  // A test tells no news: no plan is about it.
  const ids = found.filter(({ events }) => readEventIds(events).length > 0).map(({ id }) => id);
  const words = await posts.byIds(ids);
  const events = ids.flatMap((id) => words.get(id)?.news ?? []);
  const waiting = [...new Map(events.map((event) => [event.id, event])).values()];
  const tried = await triedAmong(db, new Set(outdated(waiting).map(({ id }) => id)));
  return { ground: { ledger: await readLedger(db, hash), waiting, tried }, waiting: ids };
}

/** Ids of the posts that told of any of `countries`; not the edits and notes about them. */
export async function postsAbout(db: Kysely<Schema>, countries: ReadonlySet<CountryCode>): Promise<string[]> {
  if (countries.size === 0) return [];
  const rows = await db
    .selectFrom("post_subjects")
    .select("post_id")
    .distinct()
    .where("subject", "in", [...countries])
    .execute();
  return rows.map(({ post_id }) => post_id);
}

/** Posts that wait untried somewhere: from one to the next by the index of such, however often each waits. */
async function waitingPosts(db: Kysely<Schema>) {
  const next = (after: ReturnType<typeof sql<SqlBool>>) =>
    sql`(select post_id from deliveries where ${UNTRIED} and ${after} order by post_id limit 1)`;
  const { rows } = await sql<{ id: string; events: string }>`
    with recursive waiting(id) as (
      select ${next(sql`1 = 1`)}
      union all select ${next(sql`post_id > waiting.id`)} from waiting where id is not null
    )
    select id, events from posts where id in (select id from waiting where id is not null)
    order by batch, id`.execute(db);
  return rows;
}

/** Posts with a delivery of which `condition` is true: one is looked for by index for each, not all joined. */
async function postsWith(db: Kysely<Schema>, condition: ReturnType<typeof sql<SqlBool>>) {
  const { rows } = await sql<{ id: string; events: string }>`
    select id, events from posts
    where (select 1 from deliveries where post_id = posts.id and ${condition} limit 1) is not null
    order by batch, id`.execute(db);
  return rows;
}

/** Of `events`, those that some channel has heard of, or may have. */
async function triedAmong(db: Kysely<Schema>, events: ReadonlySet<string>): Promise<Set<string>> {
  if (events.size === 0) return new Set();
  const tried = sql<SqlBool>`state <> 'held' and (state <> 'queued' or attempts > 0)`;
  const told = (await postsWith(db, tried)).flatMap((post) => readEventIds(post.events));
  return new Set(told.filter((id) => events.has(id)));
}

/** Of the knowledge that was seen only the last, and that of `hash`: no other is asked for. */
async function readLedger(db: Kysely<Schema>, hash: string): Promise<Ledger> {
  const seen = await db
    .selectFrom("knowledge_seen")
    .select("hash")
    .where(({ or, eb, selectFrom }) =>
      or([
        eb("hash", "=", hash),
        eb(
          "position",
          "=",
          selectFrom("knowledge_seen as every").select(({ fn }) => fn.max("every.position").as("last")),
        ),
      ]),
    )
    .orderBy("position")
    .execute();
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
