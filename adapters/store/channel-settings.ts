import type { Kysely } from "kysely";
import { z } from "zod";
import type { Channel } from "../../src/announcements/destination.ts";
import { languageCode } from "../../src/knowledge/schema/values.ts";
import { type ChannelSettings, DEFAULT_SETTINGS, MODES } from "../../src/subscriptions/channel-settings.ts";
import type { AuditEntry } from "../../src/subscriptions/subscription.ts";
import { noteChange } from "./channel-audit.ts";
import { lockLease } from "./leases.ts";
import type { Schema } from "./schema.ts";

/** How channels want the bot. */
export interface ChannelSettingsStore {
  all(): Promise<readonly SettingsOfChannel[]>;
  /**
   * Reads, decides, and writes settings and audit entry in one transaction: of two changes at once the second is
   * decided on what the first left.
   */
  change<C extends SettingsChange>(place: Channel, decide: (current: ChannelSettings) => C): Promise<C>;
}

interface SettingsOfChannel extends Channel {
  readonly settings: ChannelSettings;
}

/** What is written; nothing when either is null. */
interface SettingsChange {
  readonly next: ChannelSettings | null;
  readonly audit: AuditEntry | null;
}

/** Settings of channels, over any SQL store. */
export function createChannelSettings(db: Kysely<Schema>): ChannelSettingsStore {
  return {
    async all() {
      const rows = await db.selectFrom("channel_settings").selectAll().execute();
      return rows.map((row) => {
        return { platform: row.platform, channel: row.channel, settings: readSettings(row) };
      });
    },
    change: (place, decide) =>
      db.transaction().execute(async (transaction) => {
        await lockLease(transaction, place.platform);
        const made = decide(await settingsIn(transaction, place));
        if (made.next === null || made.audit === null) return made;
        await writeSettings(transaction, place, made.next, made.audit.at);
        await noteChange(transaction, place, made.audit);
        return made;
      }),
  };
}

const settings = z.object({ mode: z.enum(MODES), language: languageCode.nullable() });

/** The settings in a row; throws when the bot understands nothing of them. */
export function readSettings({ mode, language }: Readonly<Record<string, unknown>>): ChannelSettings {
  return settings.parse({ mode, language });
}

async function settingsIn(db: Kysely<Schema>, { platform, channel }: Channel): Promise<ChannelSettings> {
  const row = await db
    .selectFrom("channel_settings")
    .selectAll()
    .where("platform", "=", platform)
    .where("channel", "=", channel)
    .executeTakeFirst();
  return row ? readSettings(row) : DEFAULT_SETTINGS;
}

async function writeSettings(
  db: Kysely<Schema>,
  { platform, channel }: Channel,
  { mode, language }: ChannelSettings,
  changed_at: number,
): Promise<void> {
  const row = { mode, language, changed_at };
  await db
    .insertInto("channel_settings")
    .values({ platform, channel, ...row })
    .onConflict((conflict) => conflict.columns(["platform", "channel"]).doUpdateSet(row))
    .execute();
}
