import type { Kysely, Selectable } from "kysely";
import { z } from "zod";
import type { Channel } from "../../src/announcements/destination.ts";
import { languageCode } from "../../src/knowledge/schema/values.ts";
import { MODES } from "../../src/subscriptions/channel-settings.ts";
import type { AuditEntry, ChangeMade } from "../../src/subscriptions/subscription.ts";
import { kinds } from "./read-wishes.ts";
import type { Schema } from "./schema.ts";

const change = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("subscribed"), kinds, language: languageCode }),
  z.object({ kind: z.literal("unsubscribed"), kinds }),
  z.object({ kind: z.literal("paused"), until: z.int().nullable() }),
  z.object({ kind: z.literal("closed"), reason: z.string() }),
  z.object({ kind: z.literal("resumed") }),
  z.object({ kind: z.literal("settings"), mode: z.enum(MODES), language: languageCode.nullable() }),
]) satisfies z.ZodType<ChangeMade>;

/** Notes who changed what in a channel, within the transaction that changes it and has locked its platform. */
export async function noteChange(
  db: Kysely<Schema>,
  { platform, channel }: Channel,
  { at, actor, change: data }: AuditEntry,
): Promise<void> {
  const last = await db
    .selectFrom("subscription_audit")
    .select(({ fn }) => fn.max("revision").as("revision"))
    .where("platform", "=", platform)
    .where("channel", "=", channel)
    .executeTakeFirst();
  const revision = (last?.revision ?? 0) + 1;
  const who = { actor: actor?.id ?? null, actor_name: actor?.name ?? null };
  await db
    .insertInto("subscription_audit")
    .values({ platform, channel, revision, at, ...who, data: JSON.stringify(data) })
    .execute();
}

/** The last changes of a channel, newest first. */
export async function lastChanges(
  db: Kysely<Schema>,
  { platform, channel }: Channel,
  limit: number,
): Promise<readonly AuditEntry[]> {
  const rows = await db
    .selectFrom("subscription_audit")
    .selectAll()
    .where("platform", "=", platform)
    .where("channel", "=", channel)
    .orderBy("revision", "desc")
    .limit(limit)
    .execute();
  return rows.map(entryOf);
}

function entryOf(row: Selectable<Schema["subscription_audit"]>): AuditEntry {
  const { at, actor: id, actor_name: name } = row;
  return {
    at,
    actor: id === null ? null : { id, name: name ?? id },
    change: readChange(row.data),
  };
}

/** Throws when the bot understands nothing of it. */
export function readChange(data: string): ChangeMade {
  return change.parse(JSON.parse(data));
}
