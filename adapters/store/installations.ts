import type { Kysely, Selectable } from "kysely";
import { z } from "zod";
import type { Schema } from "./schema.ts";
import type { Vault } from "./vault.ts";

/** Where the bot was installed: the bot in a workspace, or in all workspaces of an organisation. */
export interface StoredInstallation {
  /** Id of the workspace, or of the organisation. */
  readonly id: string;
  /** The organisation that the workspace is in, if any. */
  readonly enterprise: string | null;
  readonly name: string;
  /** Id of the person who installed it. */
  readonly installer: string;
  readonly bot: {
    readonly token: string;
    readonly userId: string;
    readonly botId: string;
    readonly scopes: readonly string[];
    /** With it the token is renewed, once: then there is a new one of both. Null for a token that lasts. */
    readonly refreshToken: string | null;
    /** In ms; null for a token that lasts. */
    readonly expiresAt: number | null;
  };
}

export interface KeptInstallation {
  readonly installation: StoredInstallation;
  readonly revision: number;
}

/** Installations by workspace; tokens are encrypted at rest, and an error about one names its row. */
export interface Installations {
  /** That of the workspace; else that of its organisation, given or met before. */
  of(place: {
    readonly workspace: string | null;
    readonly enterprise: string | null;
  }): Promise<KeptInstallation | null>;
  save(installation: StoredInstallation, now: number): Promise<void>;
  /** Deletes one that was made up to `before` (ms); false when there is none. */
  remove(id: string, before: number): Promise<boolean>;
  /** Of several processes that would renew a token at once, one gets true, until `until` (ms). */
  claimRenewal(kept: KeptInstallation, now: number, until: number): Promise<boolean>;
  /** Writes a renewed token; false when another was written meanwhile. */
  renew(kept: KeptInstallation, next: StoredInstallation): Promise<boolean>;
  /** Says which organisation a workspace is in. */
  belongs(workspace: string, enterprise: string): Promise<void>;
  /** Workspaces met in an organisation that have no installation of their own. */
  workspacesOf(enterprise: string): Promise<readonly string[]>;
  /** Encrypts what an older key encrypted with the first one; gives how many. */
  rotate(): Promise<number>;
}

type Row = Selectable<Schema["installations"]>;

const stored = z.object({
  id: z.string().min(1),
  enterprise: z.string().nullable(),
  name: z.string(),
  installer: z.string(),
  bot: z.object({
    token: z.string().min(1),
    userId: z.string(),
    botId: z.string(),
    scopes: z.array(z.string()),
    refreshToken: z.string().nullable(),
    expiresAt: z.int().nullable(),
  }),
}) satisfies z.ZodType<StoredInstallation>;

/** Where the bot was installed, over any SQL store; what is secret is sealed. */
export function createInstallations(db: Kysely<Schema>, vault: Vault): Installations {
  return {
    async of({ workspace, enterprise }) {
      const rows = await rowsFor(db, workspace ?? "", enterprise ?? "");
      const byId = (wanted: string | null) => rows.find(({ id }) => id === wanted);
      const row = byId(workspace) ?? byId(enterprise) ?? rows[0];
      return row ? keptOf(row, vault) : null;
    },
    async save(installation, now) {
      const { id, enterprise } = installation;
      const sealed = seal(installation, vault);
      await db
        .insertInto("installations")
        .values({ id, enterprise, sealed, revision: 1, installed_at: now, renewing_until: null })
        .onConflict((conflict) =>
          conflict.column("id").doUpdateSet(({ ref, eb }) => ({
            ...{ enterprise, sealed, installed_at: now, renewing_until: null },
            revision: eb(ref("installations.revision"), "+", 1),
          })),
        )
        .execute();
    },
    async remove(id, before) {
      const { numDeletedRows } = await db
        .deleteFrom("installations")
        .where("id", "=", id)
        .where("installed_at", "<=", before)
        .executeTakeFirst();
      return numDeletedRows === 1n;
    },
    claimRenewal: ({ installation: { id }, revision }, now, until) =>
      changed(
        db
          .updateTable("installations")
          .set({ renewing_until: until })
          .where("id", "=", id)
          .where("revision", "=", revision)
          .where(({ or, eb }) => or([eb("renewing_until", "is", null), eb("renewing_until", "<=", now)])),
      ),
    renew: ({ revision }, next) =>
      changed(
        db
          .updateTable("installations")
          .set({ sealed: seal(next, vault), revision: revision + 1, renewing_until: null })
          .where("id", "=", next.id)
          .where("revision", "=", revision),
      ),
    async belongs(workspace, enterprise) {
      await db
        .insertInto("enterprise_workspaces")
        .values({ workspace, enterprise })
        .onConflict((conflict) => conflict.column("workspace").doUpdateSet({ enterprise }))
        .execute();
    },
    async workspacesOf(enterprise) {
      const rows = await db
        .selectFrom("enterprise_workspaces")
        .select("workspace")
        .where("enterprise", "=", enterprise)
        .where("workspace", "not in", ({ selectFrom }) => selectFrom("installations").select("id"))
        .orderBy("workspace")
        .execute();
      return rows.map(({ workspace }) => workspace);
    },
    rotate: () => rotate(db, vault),
  };
}

/** Of the workspace itself, and of the organisation that it is in. */
function rowsFor(db: Kysely<Schema>, workspace: string, enterprise: string): Promise<Row[]> {
  return db
    .selectFrom("installations")
    .selectAll()
    .where(({ or, eb, selectFrom }) =>
      or([
        eb("id", "in", [workspace, enterprise]),
        eb(
          "id",
          "=",
          selectFrom("enterprise_workspaces").select("enterprise").where("workspace", "=", workspace),
        ),
      ]),
    )
    .execute();
}

/** The revision stays: a renewal that is under way must still be able to write what it got. */
async function rotate(db: Kysely<Schema>, vault: Vault): Promise<number> {
  let done = 0;
  for (;;) {
    const rows = await db.selectFrom("installations").selectAll().orderBy("id").execute();
    const old = rows.filter(({ sealed }) => !vault.isNewest(sealed));
    if (old.length === 0) return done;
    for (const row of old) {
      const again = seal(keptOf(row, vault).installation, vault);
      const written = await changed(
        db
          .updateTable("installations")
          .set({ sealed: again })
          .where("id", "=", row.id)
          .where("sealed", "=", row.sealed),
      );
      if (written) done += 1;
    }
  }
}

function keptOf({ id, sealed, revision }: Row, vault: Vault): KeptInstallation {
  return { installation: stored.parse(JSON.parse(vault.open(sealed, nameOf(id)))), revision };
}

function seal(installation: StoredInstallation, vault: Vault): string {
  return vault.seal(JSON.stringify(installation), nameOf(installation.id));
}

function nameOf(id: string): string {
  return `installations: ${id}`;
}

async function changed(update: {
  executeTakeFirst(): Promise<{ readonly numUpdatedRows: bigint }>;
}): Promise<boolean> {
  const { numUpdatedRows } = await update.executeTakeFirst();
  return numUpdatedRows === 1n;
}
