import type { Kysely } from "kysely";
import { z } from "zod";
import { languageCode } from "../../src/knowledge/schema/values.ts";
import { type ChannelSettings, MODES } from "../../src/subscriptions/channel-settings.ts";
import type { Schema } from "./schema.ts";

/** How channels want the bot. */
export interface ChannelSettingsStore {
  all(): Promise<readonly SettingsOfChannel[]>;
  set(of: SettingsOfChannel, now: number): Promise<void>;
}

interface SettingsOfChannel {
  readonly platform: string;
  readonly channel: string;
  readonly settings: ChannelSettings;
}

const settings = z.object({ mode: z.enum(MODES), language: languageCode.nullable() });

/** Settings of channels, over any SQL store. */
export function createChannelSettings(db: Kysely<Schema>): ChannelSettingsStore {
  return {
    async all() {
      const rows = await db.selectFrom("channel_settings").selectAll().execute();
      return rows.map(({ platform, channel, mode, language }) => {
        return { platform, channel, settings: settings.parse({ mode, language }) };
      });
    },
    async set({ platform, channel, settings: { mode, language } }, changed_at) {
      const row = { mode, language, changed_at };
      await db
        .insertInto("channel_settings")
        .values({ platform, channel, ...row })
        .onConflict((conflict) => conflict.columns(["platform", "channel"]).doUpdateSet(row))
        .execute();
    },
  };
}
