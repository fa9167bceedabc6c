import { type Kysely, type SqlBool, sql } from "kysely";
import { type Channel, channelKey } from "../../src/announcements/destination.ts";
import { UNTRIED } from "./read-ground.ts";
import type { Schema } from "./schema.ts";

/** Some channels, and the rows that are theirs. */
export interface Page {
  readonly channels: readonly Channel[];
  /** True of a row that is of one of them. */
  readonly within: Condition;
}

type Condition = ReturnType<typeof sql<SqlBool>>;

/** Posts that make their channels worth a look, though those may want nothing any more. */
interface PostIds {
  readonly waiting: readonly string[];
  readonly published: readonly string[];
}

/** First the channels of the settings, as they are given, then all others in the order of the database. */
export async function* channelPages(
  db: Kysely<Schema>,
  fixed: readonly Channel[],
  posts: PostIds,
  size: number,
): AsyncGenerator<Page> {
  const given = new Map(fixed.map((one) => [channelKey(one), one]));
  const first = [...given.values()];
  for (let at = 0; at < first.length; at += size) {
    const channels = first.slice(at, at + size);
    const keys = channels.map(({ platform, channel }) => sql`(${platform}, ${channel})`);
    yield { channels, within: sql<SqlBool>`(platform, channel) in (values ${sql.join(keys)})` };
  }
  let after = sql<SqlBool>`1 = 1`;
  for (;;) {
    const rows = await channelsWhere(db, after, posts, size);
    const last = rows.at(-1);
    if (!last) return;
    const within = sql<SqlBool>`${after} and (platform, channel) <= (${last.platform}, ${last.channel})`;
    const channels = rows.filter((row) => !given.has(channelKey(row)));
    if (channels.length > 0) yield { channels, within };
    if (rows.length < size) return;
    after = sql<SqlBool>`(platform, channel) > (${last.platform}, ${last.channel})`;
  }
}

/** The first of all that subscribed and all that the posts went to; each part is read in order, by its index. */
async function channelsWhere(
  db: Kysely<Schema>,
  after: Condition,
  { waiting, published }: PostIds,
  size: number,
): Promise<Channel[]> {
  const firstOf = (table: string, condition: Condition) => sql`
    select * from (
      select distinct platform, channel from ${sql.table(table)} where ${condition} and ${after}
      order by platform, channel limit ${size}
    ) as part`;
  const parts = [
    firstOf("subscriptions", sql`1 = 1`),
    ...waiting.map((id) => firstOf("deliveries", sql`post_id = ${id} and ${UNTRIED}`)),
    ...published.map((id) => firstOf("deliveries", sql`post_id = ${id}`)),
  ];
  const { rows } = await sql<Channel>`
    select platform, channel from (${sql.join(parts, sql` union `)}) as every
    order by platform, channel limit ${size}`.execute(db);
  return rows;
}
