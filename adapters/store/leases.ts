import type { Kysely } from "kysely";
import type { Schema } from "./schema.ts";

/** The right to post to a platform, for one process at a time. */
export interface Lease {
  readonly platform: string;
  readonly holder: string;
  /** Grows with each new holder; a write under an old epoch is refused. */
  readonly epoch: number;
}

export interface Leases {
  /** Takes a lease that is free or has expired; else tells until when another holds it. */
  take(
    platform: string,
    holder: string,
    now: number,
    expiresAt: number,
  ): Promise<{ readonly lease: Lease } | { readonly heldUntil: number }>;
  /** False when another has taken it. */
  renew(lease: Lease, expiresAt: number): Promise<boolean>;
  release(lease: Lease): Promise<void>;
}

/** The leases, over any SQL store. */
export function createLeases(db: Kysely<Schema>): Leases {
  return {
    async take(platform, holder, now, expires_at) {
      // One statement, so that of two processes at once the second sees what the first wrote.
      const row = await db
        .insertInto("leases")
        .values({ platform, holder, epoch: 1, expires_at })
        .onConflict((conflict) =>
          conflict
            .column("platform")
            .doUpdateSet(({ ref, eb }) => ({ holder, expires_at, epoch: eb(ref("leases.epoch"), "+", 1) }))
            .where(({ or, eb }) =>
              or([eb("leases.holder", "=", holder), eb("leases.expires_at", "<=", now)]),
            ),
        )
        .returning("epoch")
        .executeTakeFirst();
      if (row) return { lease: { platform, holder, epoch: row.epoch } };
      const { expires_at: heldUntil } = await db
        .selectFrom("leases")
        .select("expires_at")
        .where("platform", "=", platform)
        .executeTakeFirstOrThrow();
      return { heldUntil };
    },
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

/** Keeps all dispatchers of a platform from beginning a send until the transaction ends; the first one too. */
export async function lockLease(transaction: Kysely<Schema>, platform: string): Promise<void> {
  await transaction
    .insertInto("leases")
    .values({ platform, holder: "", epoch: 0, expires_at: 0 })
    .onConflict((conflict) =>
      conflict.column("platform").doUpdateSet(({ ref }) => ({ holder: ref("leases.holder") })),
    )
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
