import type { Expression, ExpressionBuilder, Kysely, SqlBool } from "kysely";
import type { AnnouncementEvent } from "../../src/announcements/event.ts";
import type { Ledger } from "../../src/announcements/ledger.ts";
import type { Situation, StoredDelivery, StoredPost } from "../../src/announcements/situation.ts";
import { type CountryCode, languageCode } from "../../src/knowledge/schema/values.ts";
import { chunks } from "./chunks.ts";
import { readWishes } from "./read-wishes.ts";
import type { Schema } from "./schema.ts";
import { readEntry, readEvent, readEventIds, readPost } from "./stored-json.ts";

/** Everything that a decision about news needs to know, but for what was published on countries that it corrects. */
export async function readSituation(db: Kysely<Schema>): Promise<Situation> {
  const untriedRows = [
    ...(await actions(db).where("due_at", "is not", null).where(isUntried).execute()),
    ...(await actions(db).where("state", "=", "held").execute()),
  ];
  const untried = (await postsOf(db, untriedRows)).filter(isNews);
  return {
    ledger: await readLedger(db),
    subscriptions: await readWishes(db),
    untried,
    tried: await triedAmong(db, new Set(untried.flatMap(({ news }) => news.map(({ id }) => id)))),
    published: await postsOf(db, await targetRows(db, untriedRows)),
  };
}

/** A test tells no news: no plan is about it. */
function isNews({ news }: StoredPost): boolean {
  return news.length > 0;
}

/** Posts on any of `countries` that a channel got, or may have got, oldest first. */
export async function readPublished(
  db: Kysely<Schema>,
  countries: ReadonlySet<CountryCode>,
): Promise<StoredPost[]> {
  const events = await db.selectFrom("events").select(["id", "data"]).execute();
  const about = new Set(
    events
      .map(({ data }) => readEvent(data))
      .filter((event) => isAbout(event, countries))
      .map(({ id }) => id),
  );
  const ids = await postsTelling(db, about);
  const rows = [];
  for (const some of chunks(ids)) {
    const query = actions(db).where("action", "=", "post").where("post_id", "in", some);
    rows.push(...(await query.where("state", "not in", ["held", "dead"]).execute()));
  }
  return postsOf(
    db,
    rows.filter(({ state, attempts }) => state !== "queued" || attempts > 0),
  );
}

function isAbout(event: AnnouncementEvent, countries: ReadonlySet<CountryCode>): boolean {
  return event.kind !== "milestone" && countries.has(event.country);
}

function isUntried(eb: ExpressionBuilder<Schema, "deliveries">): Expression<SqlBool> {
  return eb.and([eb("state", "=", "queued"), eb("attempts", "=", 0)]);
}

/** What can be merged, taken back or corrected: all but crossposts, oldest first. */
function actions(db: Kysely<Schema>) {
  return db
    .selectFrom("deliveries")
    .select([
      "id",
      "batch",
      "post_id",
      "platform",
      "channel",
      "action",
      "target",
      "state",
      "attempts",
      "reason",
    ])
    .where("action", "in", ["post", "edit", "note"])
    .orderBy("batch")
    .orderBy("platform")
    .orderBy("channel");
}

type Row = Awaited<ReturnType<ReturnType<typeof actions>["execute"]>>[number];

/** The earlier posts that untried edits and notes are about, whatever became of them. */
async function targetRows(db: Kysely<Schema>, untried: readonly Row[]): Promise<Row[]> {
  const rows = [];
  for (const some of chunks([...new Set(untried.flatMap(({ target }) => target ?? []))])) {
    rows.push(...(await actions(db).where("id", "in", some).execute()));
  }
  return rows.toSorted((a, b) => a.batch - b.batch);
}

/** Of `events`, those that some channel has heard of, or may have. */
async function triedAmong(db: Kysely<Schema>, events: ReadonlySet<string>): Promise<Set<string>> {
  const posts = new Map(
    (await db.selectFrom("posts").select(["id", "events"]).execute()).map(({ id, events: told }) => [
      id,
      readEventIds(told),
    ]),
  );
  const tried = new Set<string>();
  for (const some of chunks(await postsTelling(db, events))) {
    const rows = await db
      .selectFrom("deliveries")
      .select("post_id")
      .distinct()
      .where("post_id", "in", some)
      .where("state", "<>", "held")
      .where((eb) => eb.not(isUntried(eb)))
      .execute();
    for (const { post_id } of rows) for (const id of posts.get(post_id) ?? []) tried.add(id);
  }
  return tried;
}

async function postsTelling(db: Kysely<Schema>, events: ReadonlySet<string>): Promise<string[]> {
  if (events.size === 0) return [];
  const posts = await db.selectFrom("posts").select(["id", "events"]).execute();
  return posts.filter((post) => readEventIds(post.events).some((id) => events.has(id))).map(({ id }) => id);
}

/** The deliveries under the posts that they are of, in the order given. */
async function postsOf(db: Kysely<Schema>, rows: readonly Row[]): Promise<StoredPost[]> {
  const groups = new Map<string, StoredDelivery[]>();
  for (const row of rows) {
    const group = groups.get(row.post_id) ?? [];
    groups.set(row.post_id, group);
    group.push(deliveryOf(row));
  }
  const posts = new Map<string, Omit<StoredPost, "deliveries">>();
  for (const some of chunks([...groups.keys()])) {
    for (const post of await storedPosts(db, some)) posts.set(post.id, post);
  }
  return [...groups].flatMap(([id, deliveries]) => {
    const post = posts.get(id);
    return post ? [{ ...post, deliveries }] : [];
  });
}

async function storedPosts(
  db: Kysely<Schema>,
  ids: readonly string[],
): Promise<Array<Omit<StoredPost, "deliveries">>> {
  const posts = await db.selectFrom("posts").selectAll().where("id", "in", ids).execute();
  const told = new Set(posts.flatMap(({ events }) => readEventIds(events)));
  const events = new Map<string, AnnouncementEvent>();
  for (const some of chunks([...told])) {
    const rows = await db.selectFrom("events").select(["id", "data"]).where("id", "in", some).execute();
    for (const { id, data } of rows) events.set(id, readEvent(data));
  }
  return posts.map((post) => ({
    id: post.id,
    news: readEventIds(post.events).flatMap((id) => events.get(id) ?? []),
    language: languageCode.parse(post.language),
    post: readPost(post.data),
  }));
}

function deliveryOf({ id, platform, channel, action, target, state, reason }: Row): StoredDelivery {
  return {
    ...{ id, platform, channel, target },
    action: action === "edit" || action === "note" ? action : "post",
    held: state === "held" ? (reason === "knowledge" ? "knowledge" : "approval") : null,
  };
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
