import type { Kysely, Selectable } from "kysely";
import type { Subscription } from "../../src/subscriptions/subscription.ts";
import type { Schema } from "./schema.ts";

/** Subscriptions that the bot has paused, and whose subscribers are still to be told of it. */
export function untoldRows(
  db: Kysely<Schema>,
  platform: string,
): Promise<Array<Selectable<Schema["subscriptions"]>>> {
  return db
    .selectFrom("subscriptions")
    .selectAll()
    .where("platform", "=", platform)
    .where("untold", "=", 1)
    .orderBy("channel")
    .execute();
}

/** Notes that the subscriber was told of that pause; of a later one nobody is told by it. */
export async function writeTold(
  db: Kysely<Schema>,
  { platform, channel, pause }: Subscription,
): Promise<void> {
  await db
    .updateTable("subscriptions")
    .set({ untold: 0 })
    .where("platform", "=", platform)
    .where("channel", "=", channel)
    .where("paused_since", "=", pause?.since ?? null)
    .execute();
}
