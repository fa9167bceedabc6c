import type { Kysely } from "kysely";
import type { Schema } from "./schema.ts";
import type { Lease, Leases } from "./store.ts";

/** The leases, over any SQL store. */
export function createLeases(db: Kysely<Schema>): Leases {
  return {
    take: (platform, holder, now, expiresAt) =>
      db.transaction().execute(async (transaction) => {
        const row = await transaction
          .selectFrom("leases")
          .selectAll()
          .where("platform", "=", platform)
          .executeTakeFirst();
        if (row && row.holder !== holder && row.expires_at > now) return { heldUntil: row.expires_at };
        const taken = { holder, epoch: (row?.epoch ?? 0) + 1, expires_at: expiresAt };
        await transaction
          .insertInto("leases")
          .values({ platform, ...taken })
          .onConflict((conflict) => conflict.column("platform").doUpdateSet(taken))
          .execute();
        return { lease: { platform, holder, epoch: taken.epoch } };
      }),
    renew: (lease, expiresAt) => touch(db, lease, expiresAt),
    release: async (lease) => {
      await touch(db, lease, 0);
    },
  };
}

/**
 * Whether `lease` still is the one in force, and stays so until the transaction ends: writing its
 * row keeps all others from taking it meanwhile, on every kind of store.
 */
export async function inForce(transaction: Kysely<Schema>, lease: Lease): Promise<boolean> {
  const { numUpdatedRows } = await transaction
    .updateTable("leases")
    .set({ holder: lease.holder })
    .where("platform", "=", lease.platform)
    .where("epoch", "=", lease.epoch)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Keeps all dispatchers of a platform from beginning a send until the transaction ends. */
export async function lockLease(transaction: Kysely<Schema>, platform: string): Promise<void> {
  await transaction
    .updateTable("leases")
    .set(({ ref }) => ({ holder: ref("holder") }))
    .where("platform", "=", platform)
    .execute();
}

async function touch(db: Kysely<Schema>, lease: Lease, expiresAt: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("leases")
    .set({ expires_at: expiresAt })
    .where("platform", "=", lease.platform)
    .where("epoch", "=", lease.epoch)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
