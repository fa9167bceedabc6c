import { type Kysely, type SqlBool, sql } from "kysely";
import type { AnnouncementEvent } from "../../src/announcements/event.ts";
import type { Ledger } from "../../src/announcements/ledger.ts";
import type { Ground } from "../../src/announcements/situation.ts";
import type { CountryCode } from "../../src/knowledge/schema/values.ts";
import type { Schema } from "./schema.ts";
import { readEntry, readEvent, readEventIds } from "./stored-json.ts";
import type { StoredPosts } from "./stored-posts.ts";

/** No attempt was made at it: as the index of such says it, and with nothing bound, or that is not used. */
export const UNTRIED = sql<SqlBool>`attempts = 0 and state in ('queued', 'held') and action <> 'crosspost'`;

/** What a decision on news begins with, and the ids of the posts that wait in any channel. */
export interface WaitingGround {
  readonly ground: Ground;
  readonly waiting: readonly string[];
}

/** `outdated` tells of which events it matters whether they were tried. */
export async function readGround(
  db: Kysely<Schema>,
  posts: StoredPosts,
  outdated: (waiting: readonly AnnouncementEvent[]) => readonly AnnouncementEvent[],
): Promise<WaitingGround> {
  const found = await postsWith(db, UNTRIED);
  // A test tells no news: no plan is about it.
  const ids = found.filter(({ events }) => readEventIds(events).length > 0).map(({ id }) => id);
  const words = await posts.byIds(ids);
  const events = ids.flatMap((id) => words.get(id)?.news ?? []);
  const waiting = [...new Map(events.map((event) => [event.id, event])).values()];
  const tried = await triedAmong(db, new Set(outdated(waiting).map(({ id }) => id)));
  return { ground: { ledger: await readLedger(db), waiting, tried }, waiting: ids };
}

/** Ids of the posts that told of any of `countries`. */
export async function postsAbout(db: Kysely<Schema>, countries: ReadonlySet<CountryCode>): Promise<string[]> {
  if (countries.size === 0) return [];
  const events = await db.selectFrom("events").select(["id", "data"]).execute();
  const about = new Set(
    events
      .map(({ data }) => readEvent(data))
      .filter((event) => event.kind !== "milestone" && countries.has(event.country))
      .map(({ id }) => id),
  );
  const posts = await db.selectFrom("posts").select(["id", "events"]).execute();
  return posts.filter((post) => readEventIds(post.events).some((id) => about.has(id))).map(({ id }) => id);
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

async function readLedger(db: Kysely<Schema>): Promise<Ledger> {
  const seen = await db.selectFrom("knowledge_seen").select("hash").orderBy("position").execute();
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
