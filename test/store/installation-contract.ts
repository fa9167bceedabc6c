import { describe, expect, it } from "vitest";
import type { StoreAddress } from "../../adapters/store/address.ts";
import { openDatabase } from "../../adapters/store/database.ts";
import type { Installations, StoredInstallation } from "../../adapters/store/installations.ts";
import { createInstallations } from "../../adapters/store/installations.ts";
import { openStore } from "../../adapters/store/open-store.ts";
import { createVault, type EncryptionKey } from "../../adapters/store/vault.ts";
import { aSubscription } from "../subscriptions/subscription-fixture.ts";
import { anEncryptionKey } from "./encryption-key.ts";

const NOW = 1_790_000_000_000;
const T1 = { workspace: "T1", enterprise: null };
const [OLD, NEW] = [anEncryptionKey(1), anEncryptionKey(2)];

export function anInstallation(change: Partial<StoredInstallation> = {}): StoredInstallation {
  return {
    ...{ id: "T1", enterprise: null, name: "One", installer: "U1" },
    bot: {
      ...{ token: "xoxb-secret-one", userId: "U0BOT", botId: "B0BOT", scopes: ["chat:write"] },
      ...{ refreshToken: null, expiresAt: null },
    },
    ...change,
  };
}

/** Every store keeps installations like this. `empty` gives the address of a new one. */
export function installationContract(name: string, empty: () => Promise<StoreAddress>): void {
  describe(`installations in ${name}`, () => {
    it("gives back what was written, after a restart too, and nothing where there is none", async () => {
      const address = await empty();
      await using(address, [NEW], async (installations) => {
        await installations.save(anInstallation(), NOW);
        expect(await installations.of({ workspace: "T2", enterprise: null })).toBeNull();
        expect(await installations.of({ workspace: null, enterprise: null })).toBeNull();
      });
      await using(address, [NEW], async (installations) => {
        expect(await installations.of(T1)).toEqual({ installation: anInstallation(), revision: 1 });
      });
    });

    it("keeps no token in the clear", async () => {
      const address = await empty();
      await using(address, [NEW], (installations) => installations.save(anInstallation(), NOW));
      const { db } = await openDatabase(address);
      const rows = JSON.stringify(await db.selectFrom("installations").selectAll().execute());
      await db.destroy();
      expect(rows).toContain(NEW.id);
      expect(rows).not.toContain("secret");
      expect(rows).not.toContain("U0BOT");
    });

    it("names the row and never the secret, when a key is missing or a row is moved", async () => {
      const address = await empty();
      await using(address, [OLD], async (installations) => {
        await installations.save(anInstallation(), NOW);
        await installations.save(anInstallation({ id: "T2" }), NOW);
      });
      await using(address, [NEW], async (installations) => {
        await expect(installations.of(T1)).rejects.toThrow(
          new RegExp(`^installations: T1 is encrypted with the key ${OLD.id}.*ENCRYPTION_KEYS`),
        );
      });
      await using(address, [], async (installations) => {
        await expect(installations.save(anInstallation(), NOW)).rejects.toThrow(
          /T1.*ENCRYPTION_KEYS is not set/,
        );
      });
      const { db } = await openDatabase(address);
      const other = await db
        .selectFrom("installations")
        .select("sealed")
        .where("id", "=", "T2")
        .executeTakeFirst();
      await db
        .updateTable("installations")
        .set({ sealed: other?.sealed ?? "" })
        .where("id", "=", "T1")
        .execute();
      await db.destroy();
      await using(address, [OLD], async (installations) => {
        await expect(installations.of(T1)).rejects.toThrow("installations: T1 was altered, or is a copy");
        expect(await installations.of({ workspace: "T2", enterprise: null })).not.toBeNull();
      });
    });

    it("reads what an older key sealed, and seals it with the first when it is written or rotated", async () => {
      const address = await empty();
      await using(address, [OLD], async (installations) => {
        for (const id of ["T1", "T2", "T3"]) await installations.save(anInstallation({ id }), NOW);
      });
      await using(address, [NEW, OLD], async (installations) => {
        expect(await installations.of(T1)).toEqual({ installation: anInstallation(), revision: 1 });
        await installations.save(anInstallation({ name: "Anew" }), NOW);
        expect(await installations.rotate()).toBe(2);
        expect(await installations.rotate()).toBe(0);
      });
      await using(address, [NEW], async (installations) => {
        expect((await installations.of(T1))?.installation.name).toBe("Anew");
        expect((await installations.of({ workspace: "T3", enterprise: null }))?.revision).toBe(1);
      });
    });

    it("finds the installation of the organisation where the workspace has none of its own", async () => {
      await using(await empty(), [NEW], async (installations) => {
        await installations.save(anInstallation({ id: "E1", enterprise: "E1" }), NOW);
        const idOf = async (workspace: string | null, enterprise: string | null) =>
          (await installations.of({ workspace, enterprise }))?.installation.id;
        expect(await idOf("T1", "E1")).toBe("E1");
        expect(await idOf(null, "E1")).toBe("E1");
        expect(await idOf("T1", null)).toBeUndefined();
        await installations.belongs("T1", "E1");
        await installations.belongs("T2", "E1");
        expect(await idOf("T1", null)).toBe("E1");
        await installations.save(anInstallation({ enterprise: "E1" }), NOW);
        expect(await idOf("T1", "E1")).toBe("T1");
        expect(await idOf("T2", null)).toBe("E1");
        expect(await installations.workspacesOf("E1")).toEqual(["T2"]);
        // It went over to another organisation since it was met.
        for (const id of ["E0", "E2"]) {
          await installations.save(anInstallation({ id, enterprise: id }), NOW);
          expect(await idOf("T2", id)).toBe(id);
        }
      });
    });

    it("deletes an installation, and not one that was made since", async () => {
      await using(await empty(), [NEW], async (installations) => {
        await installations.save(anInstallation(), NOW);
        expect(await installations.remove("T1", NOW - 1)).toBe(false);
        expect(await installations.of(T1)).not.toBeNull();
        expect(await installations.remove("T1", NOW)).toBe(true);
        expect(await installations.of(T1)).toBeNull();
      });
    });

    it("lets one of all renew a token, and never writes an older one over a newer", async () => {
      await using(await empty(), [NEW], async (installations) => {
        await installations.save(anInstallation(), NOW);
        const kept = await installations.of(T1);
        if (!kept) throw new Error("there is none");
        const claims = await Promise.all(
          [1, 2, 3, 4].map(() => installations.claimRenewal(kept, NOW, NOW + 10)),
        );
        expect(claims.filter(Boolean)).toHaveLength(1);
        expect(await installations.claimRenewal(kept, NOW + 9, NOW + 20)).toBe(false);
        expect(await installations.claimRenewal(kept, NOW + 10, NOW + 20)).toBe(true);
        expect(await installations.renew(kept, anInstallation({ name: "renewed" }))).toBe(true);
        expect(await installations.renew(kept, anInstallation({ name: "late" }))).toBe(false);
        expect(await installations.of(T1)).toMatchObject({ installation: { name: "renewed" }, revision: 2 });
        expect(await installations.claimRenewal(kept, NOW + 99, NOW + 100)).toBe(false);
      });
    });

    it("pauses the channels of a workspace, each once, and none elsewhere", async () => {
      const store = await openStore(await empty(), [NEW]);
      const places = [
        { workspace: "T1", channel: "C1" },
        { workspace: "T1", channel: "C2" },
        { workspace: "T2", channel: "C3" },
      ];
      for (const place of places) {
        const next = aSubscription({ platform: "slack", ...place });
        const change = { kind: "subscribed", kinds: next.kinds, language: next.language } as const;
        await store.subscriptions.change(next, () => ({ next, audit: { at: NOW, actor: null, change } }));
      }
      const found = await store.subscriptions.ofWorkspace("slack", "T1");
      expect(found.map(({ channel }) => channel)).toEqual(["C1", "C2"]);
      const pause = () => store.subscriptions.pauseWorkspace("slack", "T1", "removed", NOW + 1);
      expect((await pause()).map(({ channel }) => channel)).toEqual(["C1", "C2"]);
      expect(await pause()).toEqual([]);
      expect((await store.subscriptions.of("slack", "C2"))?.pause?.reason).toBe("removed");
      expect((await store.subscriptions.of("slack", "C3"))?.pause).toBeNull();
      await store.close();
    });
  });

  async function using<T>(
    address: StoreAddress,
    keys: readonly EncryptionKey[],
    use: (installations: Installations) => Promise<T>,
  ): Promise<void> {
    const store = await openStore(address);
    await store.close();
    const { db } = await openDatabase(address);
    await use(createInstallations(db, createVault(keys)));
    await db.destroy();
  }
}
