import type { Kysely } from "kysely";
import type { Delivery } from "../../src/announcements/delivery.ts";
import type { Post } from "../../src/announcements/post.ts";
import { chunks } from "./chunks.ts";
import { type DeliveryRow, deliveryOf } from "./delivery-row.ts";
import type { Schema } from "./schema.ts";
import { readPost } from "./stored-json.ts";

/** Deliveries with the message ids of the earlier posts that they are about. */
export function deliveryRows(db: Kysely<Schema>) {
  return db
    .selectFrom("deliveries")
    .selectAll()
    .select(({ selectFrom }) =>
      selectFrom("deliveries as targets")
        .select("targets.message_id")
        .whereRef("targets.id", "=", "deliveries.target")
        .as("target_message"),
    );
}

/** Rows with their posts; thousands of deliveries share one. */
export async function deliveriesOf(db: Kysely<Schema>, rows: readonly DeliveryRow[]): Promise<Delivery[]> {
  const posts = new Map<string, Post>();
  for (const ids of chunks([...new Set(rows.map(({ post_id }) => post_id))])) {
    const found = await db.selectFrom("posts").select(["id", "data"]).where("id", "in", ids).execute();
    for (const { id, data } of found) posts.set(id, readPost(data));
  }
  return rows.map((row) => {
    const post = posts.get(row.post_id);
    if (!post) throw new Error(`The store has a delivery ${row.id} without its post ${row.post_id}.`);
    return deliveryOf(row, post);
  });
}
