import type { Kysely } from "kysely";
import type { AnnouncementEvent } from "../../src/announcements/event.ts";
import type { StoredPost } from "../../src/announcements/situation.ts";
import { languageCode } from "../../src/knowledge/schema/values.ts";
import { chunks } from "./chunks.ts";
import type { Schema } from "./schema.ts";
import { readEvent, readEventIds, readPost } from "./stored-json.ts";

type Words = Omit<StoredPost, "deliveries">;

/** Posts as they were when first asked for, whatever is written in the same transaction meanwhile. */
export interface StoredPosts {
  byIds(ids: Iterable<string>): Promise<ReadonlyMap<string, Words>>;
}

export function createStoredPosts(db: Kysely<Schema>): StoredPosts {
  const known = new Map<string, Words>();
  return {
    async byIds(ids) {
      const missing = [...new Set(ids)].filter((id) => !known.has(id));
      for (const some of chunks(missing)) for (const post of await read(db, some)) known.set(post.id, post);
      return known;
    },
  };
}

async function read(db: Kysely<Schema>, ids: readonly string[]): Promise<Words[]> {
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
