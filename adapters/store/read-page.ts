import { type Kysely, type SqlBool, sql } from "kysely";
import { channelKey } from "../../src/announcements/destination.ts";
import type { ChannelPage, StoredDelivery, StoredPost } from "../../src/announcements/situation.ts";
import type { Page } from "./channel-pages.ts";
import { chunks } from "./chunks.ts";
import { UNTRIED } from "./read-ground.ts";
import { readWishes } from "./read-wishes.ts";
import type { Schema } from "./schema.ts";
import type { StoredPosts } from "./stored-posts.ts";

/** Ids of the posts that wait, and of those that were published on what is corrected. */
export interface PostsAtHand {
  readonly waiting: readonly string[];
  readonly published: readonly string[];
}

/** What the store knows of the channels of a page. */
export async function readPage(
  db: Kysely<Schema>,
  { channels, within }: Page,
  { waiting, published }: PostsAtHand,
  posts: StoredPosts,
): Promise<ChannelPage> {
  const here = new Set(channels.map(channelKey));
  const isHere = (row: { readonly platform: string; readonly channel: string }) => here.has(channelKey(row));
  const untried = (await rowsOf(db, waiting, sql<SqlBool>`${UNTRIED} and ${within}`)).filter(isHere);
  const told = (await rowsOf(db, published, sql<SqlBool>`${PUBLISHED} and ${within}`)).filter(isHere);
  const targets = await targetsOf(db, untried, told);
  return {
    channels,
    wishes: (await readWishes(db, within)).filter(isHere),
    untried: await postsOf(posts, untried),
    published: await postsOf(posts, [...targets, ...told]),
  };
}

/** Posts that a channel got, or may have got. */
const PUBLISHED = sql<SqlBool>`action = 'post' and state not in ('held', 'dead')
  and (state <> 'queued' or attempts > 0)`;

/** What can be merged, taken back or corrected: all but crossposts. */
function actions(db: Kysely<Schema>) {
  return db
    .selectFrom("deliveries")
    .select(["id", "batch", "post_id", "platform", "channel", "action", "target", "state", "reason"]);
}

type Row = Awaited<ReturnType<ReturnType<typeof actions>["execute"]>>[number];

async function rowsOf(
  db: Kysely<Schema>,
  posts: readonly string[],
  condition: ReturnType<typeof sql<SqlBool>>,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const some of chunks(posts)) {
    rows.push(...(await actions(db).where("post_id", "in", some).where(condition).execute()));
  }
  return rows;
}

/** The earlier posts that untried edits and notes are about, whatever became of them; not those at hand. */
async function targetsOf(
  db: Kysely<Schema>,
  untried: readonly Row[],
  atHand: readonly Row[],
): Promise<Row[]> {
  const known = new Set(atHand.map(({ id }) => id));
  const ids = new Set(untried.flatMap(({ target }) => (target === null || known.has(target) ? [] : target)));
  const rows: Row[] = [];
  for (const some of chunks([...ids])) rows.push(...(await actions(db).where("id", "in", some).execute()));
  return rows;
}

/**
 * The deliveries under the posts that they are of, oldest first in each channel: a post that came to some
 * channels later than to others is there once for each time.
 */
async function postsOf(posts: StoredPosts, rows: readonly Row[]): Promise<StoredPost[]> {
  if (rows.length === 0) return [];
  const groups = new Map<string, { readonly post: string; readonly deliveries: StoredDelivery[] }>();
  for (const row of rows.toSorted(byAge)) {
    const key = `${row.batch} ${row.post_id}`;
    const group = groups.get(key) ?? { post: row.post_id, deliveries: [] };
    groups.set(key, group);
    group.deliveries.push(deliveryOf(row));
  }
  const words = await posts.byIds([...groups.values()].map(({ post }) => post));
  return [...groups.values()].flatMap(({ post, deliveries }) => {
    const known = words.get(post);
    return known ? [{ ...known, deliveries }] : [];
  });
}

/** Of those of one batch any order will do, as long as it is always the same. */
function byAge(a: Row, b: Row): number {
  return a.batch - b.batch || (a.post_id < b.post_id ? -1 : Number(a.post_id > b.post_id));
}

function deliveryOf({ id, platform, channel, action, target, state, reason }: Row): StoredDelivery {
  return {
    ...{ id, platform, channel, target },
    action: action === "edit" || action === "note" ? action : "post",
    held: state === "held" ? (reason === "knowledge" ? "knowledge" : "approval") : null,
  };
}
