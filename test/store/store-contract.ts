import { describe, expect, it } from "vitest";
import type { StoreAddress } from "../../adapters/store/address.ts";
import type { Lease } from "../../adapters/store/leases.ts";
import { openStore } from "../../adapters/store/open-store.ts";
import type { Store } from "../../adapters/store/store.ts";
import type { Delivery, DeliveryState, Sending } from "../../src/announcements/delivery.ts";
import { aDestination } from "../announcements/knowledge-fixture.ts";
import { channelSettingsContract } from "./channel-settings-contract.ts";
import { installationContract } from "./installation-contract.ts";
import { lookInto, watching } from "./look-into.ts";
import { operatorContract } from "./operator-contract.ts";
import { processesContract } from "./processes-contract.ts";
import { knowledgeOf, queueNews } from "./queue-news.ts";
import { subscriptionContract } from "./subscription-contract.ts";
import { withStore } from "./with-store.ts";

const NOW = 1_790_000_000_000;
const HERE = aDestination("slack", "C0000001");
const THERE = aDestination("slack", "C0000002");

/** Every store passes this, or it is not a store. `empty` gives the address of a new one. */
export function storeContract(name: string, empty: () => Promise<StoreAddress>): void {
  subscriptionContract(name, empty);
  operatorContract(name, empty);
  installationContract(name, empty);
  processesContract(name, empty);
  channelSettingsContract(name, empty);
  describe(`store contract: ${name}`, () => {
    it("adopts the first knowledge without a delivery, and remembers it", async () => {
      const address = await empty();
      const store = await openStore(address);
      await queueNews(store, knowledgeOf(1), [HERE], { now: NOW });
      expect(await store.outbox.counts()).toEqual([]);
      await store.close();
      const again = await openStore(address);
      const { ground } = await lookInto(again);
      expect(ground?.ledger.seen).toEqual([knowledgeOf(1).hash]);
      expect([...(ground?.ledger.signatures.keys() ?? [])]).toEqual(["LV"]);
      await again.close();
    });

    it("writes events and deliveries with the ledger, and the same news once", async () => {
      await withNews(async (store) => {
        await queueNews(store, knowledgeOf(2), [HERE, THERE], { now: NOW });
        expect(await store.outbox.counts()).toEqual([{ platform: "slack", state: "queued", count: 2 }]);
      });
    });

    it("writes nothing at all when the decision fails", async () => {
      await withStore(empty, async (store) => {
        const decide = () => {
          throw new Error("no decision");
        };
        const failing = { ...watching([], []), decide };
        const times = { hash: "h", now: NOW, dueAt: NOW };
        await expect(store.ledger.announce(failing, times)).rejects.toThrow("no decision");
        expect((await lookInto(store)).ground?.ledger.seen).toEqual([]);
      });
    });

    it("gives the oldest unsettled delivery of each channel, soonest due first", async () => {
      await withNews(async (store) => {
        await queueNews(store, knowledgeOf(3), [THERE], { now: NOW, dueAt: NOW - 5, apart: true });
        const heads = await store.outbox.heads("slack", 10);
        expect(heads.map(({ channel }) => channel)).toEqual([HERE.channel, THERE.channel]);
        expect(heads.every(({ state }) => state.kind === "queued" && state.dueAt === NOW)).toBe(true);
      });
    });

    it("holds a channel's next delivery back while one is being sent", async () => {
      await withNews(async (store, lease) => {
        await queueNews(store, knowledgeOf(3), [HERE], { now: NOW, apart: true });
        const [begun] = await beginAll(store, lease);
        expect(begun?.channel).toBe(HERE.channel);
        expect(await store.outbox.heads("slack", 10)).toEqual([]);
      });
    });

    it("marks a delivery as being sent once, however often it is asked", async () => {
      await withNews(async (store, lease) => {
        const ids = (await store.outbox.heads("slack", 10)).map(({ id }) => id);
        const times = await Promise.all([1, 2, 3].map(() => store.outbox.begin(lease, ids, NOW)));
        expect(times.map((begun) => begun.length).toSorted()).toEqual([0, 0, 2]);
      });
    });

    it("keeps what came of an attempt", async () => {
      await withNews(async (store, lease) => {
        const [first, second] = await beginAll(store, lease);
        if (!first || !second) throw new Error("nothing begun");
        const sent = { kind: "sent", at: NOW + 1, messageId: "m1" } as const;
        const waiting = { kind: "waiting", until: NOW + 9, attempts: 1, reason: "502" } as const;
        expect(await settled(store, lease, first, sent)).toBe(true);
        expect(await settled(store, lease, second, waiting)).toBe(true);
        expect((await store.outbox.inState(["sent"])).map(({ state }) => state)).toEqual([sent]);
        expect((await store.outbox.heads("slack", 10)).map(({ state }) => state)).toEqual([waiting]);
      });
    });

    it("settles an attempt once", async () => {
      await withNews(async (store, lease) => {
        const [begun] = await beginAll(store, lease);
        if (!begun) throw new Error("nothing begun");
        const dead = { kind: "dead", at: NOW, reason: "is_archived" } as const;
        expect(await settled(store, lease, begun, dead)).toBe(true);
        const sent = { kind: "sent", at: NOW, messageId: "m1" } as const;
        expect(await settled(store, lease, begun, sent)).toBe(false);
      });
    });

    it("keeps what came of many at once, each its own, and says which were ours to write", async () => {
      await withNews(async (store, lease) => {
        const [first, second] = await beginAll(store, lease);
        if (!first || !second) throw new Error("nothing begun");
        const inDoubt = { kind: "in-doubt", begunAt: NOW, attempts: 2, looks: 3, lookAt: NOW + 7 } as const;
        const written = await store.outbox.settle(
          lease,
          [
            { delivery: first, next: { ...inDoubt, reason: 'it\'s "lost"' } },
            { delivery: second, next: { kind: "sent", at: NOW, messageId: "m2" } },
            { delivery: { ...first, id: "unknown" }, next: { kind: "dead", at: NOW, reason: "gone" } },
          ],
          NOW,
        );
        expect([...written].toSorted()).toEqual([first.id, second.id].toSorted());
        const [doubted] = await store.outbox.inState(["in-doubt"]);
        expect(doubted).toMatchObject({ id: first.id, state: { ...inDoubt, reason: 'it\'s "lost"' } });
        const [sent] = await store.outbox.inState(["sent"]);
        expect(sent).toMatchObject({ id: second.id, state: { messageId: "m2" } });
      });
    });

    it("takes what came of an attempt under the next lease too, while nobody else has touched it", async () => {
      await withNews(async (store, old) => {
        const [first, second] = await beginAll(store, old);
        if (!first || !second) throw new Error("nothing begun");
        const lease = await leaseOf(store, "first", NOW + 60_000);
        const sent = { kind: "sent", at: NOW, messageId: "m1" } as const;
        expect(await settled(store, lease, first, sent)).toBe(true);
        const lost = {
          kind: "in-doubt",
          begunAt: NOW,
          attempts: 0,
          looks: 0,
          lookAt: NOW,
          reason: "",
        } as const;
        expect(await settled(store, lease, second, lost)).toBe(true);
        expect(await settled(store, lease, second, sent)).toBe(false);
      });
    });

    it("refuses all writes under a lease that was taken over, and shows what it left", async () => {
      await withNews(async (store, old) => {
        const [begun] = await beginAll(store, old);
        if (!begun) throw new Error("nothing begun");
        const lease = await leaseOf(store, "second", NOW + 60_000);
        const sent = { kind: "sent", at: NOW, messageId: "m1" } as const;
        expect(await settled(store, old, begun, sent)).toBe(false);
        expect(await store.outbox.begin(old, [begun.id], NOW)).toEqual([]);
        const stranded = await store.outbox.stranded(lease);
        expect(stranded.map(({ id }) => id)).toContain(begun.id);
      });
    });

    it("gives a lease to one holder at a time, with a growing epoch", async () => {
      await withStore(empty, async (store) => {
        const first = await leaseOf(store, "first", NOW);
        expect(await store.leases.take("slack", "second", NOW + 1, NOW + 20)).toEqual({
          heldUntil: NOW + 10,
        });
        expect(await store.leases.take("discord", "second", NOW + 1, NOW + 20)).toHaveProperty("lease");
        expect(await store.leases.renew(first, NOW + 30)).toBe(true);
        expect(await store.leases.take("slack", "second", NOW + 20, NOW + 40)).toEqual({
          heldUntil: NOW + 30,
        });
        const second = await leaseOf(store, "second", NOW + 30);
        expect(second.epoch).toBeGreaterThan(first.epoch);
        expect(await store.leases.renew(first, NOW + 60)).toBe(false);
        await store.leases.release(first);
        expect(await store.leases.renew(second, NOW + 60)).toBe(true);
        await store.leases.release(second);
        expect(await store.leases.take("slack", "third", NOW + 31, NOW + 40)).toHaveProperty("lease");
      });
    });

    it("takes news back of which nothing was tried, and finds it again later", async () => {
      await withNews(async (store) => {
        const plan = await queueNews(store, knowledgeOf(1), [HERE, THERE], { now: NOW });
        expect(plan.takenBack).toHaveLength(1);
        expect(await store.outbox.counts()).toEqual([]);
        await queueNews(store, knowledgeOf(2), [HERE, THERE], { now: NOW });
        expect(await store.outbox.counts()).toEqual([{ platform: "slack", state: "queued", count: 2 }]);
      });
    });

    it("takes nothing back once a post was tried", async () => {
      await withNews(async (store, lease) => {
        await beginAll(store, lease);
        const plan = await queueNews(store, knowledgeOf(1), [HERE, THERE], { now: NOW });
        expect(plan).toMatchObject({ takenBack: [], skips: [{ reason: "superseded" }] });
        expect(await store.outbox.counts()).toEqual([{ platform: "slack", state: "sending", count: 2 }]);
      });
    });

    it("remembers small values, the last one written", async () => {
      await withStore(empty, async (store) => {
        expect(await store.memory.read("commands")).toBeNull();
        await store.memory.write("commands", "a");
        await store.memory.write("commands", "b");
        expect(await store.memory.read("commands")).toBe("b");
      });
    });
  });

  function withNews(use: (store: Store, lease: Lease) => Promise<void>): Promise<void> {
    return withStore(empty, async (store) => {
      await queueNews(store, knowledgeOf(1), [HERE, THERE], { now: NOW });
      await queueNews(store, knowledgeOf(2), [HERE, THERE], { now: NOW });
      await use(store, await leaseOf(store, "first", NOW));
    });
  }
}

async function leaseOf(store: Store, holder: string, now: number): Promise<Lease> {
  const taken = await store.leases.take("slack", holder, now, now + 10);
  if ("heldUntil" in taken) throw new Error("the lease is taken");
  return taken.lease;
}

async function settled(
  store: Store,
  lease: Lease,
  delivery: Delivery<Sending>,
  next: DeliveryState,
): Promise<boolean> {
  return (await store.outbox.settle(lease, [{ delivery, next }], NOW + 1)).has(delivery.id);
}

async function beginAll(store: Store, lease: Lease): Promise<ReadonlyArray<Delivery<Sending>>> {
  const heads = await store.outbox.heads("slack", 10);
  return store.outbox.begin(
    lease,
    heads.map(({ id }) => id),
    NOW,
  );
}
