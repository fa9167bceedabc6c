import { setImmediate as nextTurn } from "node:timers/promises";
import { type Kysely, sql } from "kysely";
import type { Post } from "../../src/announcements/post.ts";
import { UNTRIED } from "./read-ground.ts";
import { AT_ONCE, rowPages } from "./row-pages.ts";
import type { Schema } from "./schema.ts";
import { createStoredPosts } from "./stored-posts.ts";

/** Tells of each delivery that is held for approval; there may be very many. */
export async function eachHeld(db: Kysely<Schema>, tell: (id: string, post: Post) => void): Promise<void> {
  const { rows } = await sql<{ post_id: string }>`
    select distinct post_id from deliveries where state = 'held'`.execute(db);
  const ids = rows.map(({ post_id }) => post_id);
  const words = await createStoredPosts(db).byIds(ids);
  for (const id of ids) {
    const post = words.get(id)?.post;
    if (post) await eachHeldOf(db, id, (delivery) => tell(delivery, post));
  }
}

async function eachHeldOf(db: Kysely<Schema>, post: string, tell: (id: string) => void): Promise<void> {
  const rows = rowPages<{ id: string; platform: string; channel: string }>(async (last) => {
    if (last) await nextTurn();
    const { platform = "", channel = "" } = last ?? {};
    const read = sql<{ id: string; platform: string; channel: string }>`
      select id, platform, channel from deliveries
      where post_id = ${post} and ${UNTRIED} and state = 'held' and reason = 'approval'
        and (platform, channel) > (${platform}, ${channel})
      order by platform, channel limit ${AT_ONCE}`;
    return (await read.execute(db)).rows;
  });
  for await (const { id } of rows) tell(id);
}
