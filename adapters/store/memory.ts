import type { Kysely } from "kysely";
import type { Schema } from "./schema.ts";

/** Small values by key: what the bot must remember and cannot compute. */
export interface Memory {
  read(key: string): Promise<string | null>;
  write(key: string, value: string): Promise<void>;
}

/** Small values by key, over any SQL store. */
export function createMemory(db: Kysely<Schema>): Memory {
  return {
    async read(key) {
      const row = await db.selectFrom("memory").select("value").where("key", "=", key).executeTakeFirst();
      return row?.value ?? null;
    },
    async write(key, value) {
      await db
        .insertInto("memory")
        .values({ key, value })
        .onConflict((conflict) => conflict.column("key").doUpdateSet({ value }))
        .execute();
    },
  };
}
