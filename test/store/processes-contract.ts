import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import type { StoreAddress } from "../../adapters/store/address.ts";
import { openStore } from "../../adapters/store/open-store.ts";
import type { Store } from "../../adapters/store/store.ts";
import { aDestination } from "../announcements/knowledge-fixture.ts";
import { knowledgeOf, queueNews } from "./queue-news.ts";

const run = promisify(execFile);
const NOW = 1_790_000_000_000;
const HERE = aDestination("slack", "C0000001");

/** Every store can be shared like this by processes on one machine, or on many. */
export function processesContract(name: string, empty: () => Promise<StoreAddress>): void {
  describe(`${name} that several share`, () => {
    it("can be opened by several processes that start together", async () => {
      const address = await empty();
      const opener = new URL("../../dist/adapters/store/open-store.js", import.meta.url).href;
      const program = `
        const { openStore } = await import(${JSON.stringify(opener)});
        const store = await openStore(${JSON.stringify(address)});
        await store.memory.write(process.argv[1], "was here");
        await store.close();`;
      const names = ["a", "b", "c", "d"];
      await Promise.all(
        names.map((name) => run(process.execPath, ["--input-type=module", "-e", program, name])),
      );
      const store = await openStore(address);
      const written = await Promise.all(names.map((name) => store.memory.read(name)));
      expect(written).toEqual(Array(4).fill("was here"));
      await store.close();
    });

    it("announces once what all of them find at the same time", async () => {
      await withStores(4, async ([first, ...others]) => {
        await queueNews(first, knowledgeOf(1), [HERE], { now: NOW });
        const all = [first, ...others];
        await Promise.all(all.map((store) => queueNews(store, knowledgeOf(2), [HERE], { now: NOW })));
        expect(await first.outbox.counts()).toEqual([{ platform: "slack", state: "queued", count: 1 }]);
      });
    });

    it("gives a lease to one of them, also the first time and when it has expired", async () => {
      await withStores(4, async (stores) => {
        for (const now of [NOW, NOW + 100]) {
          const answers = await Promise.all(
            stores.map(({ leases }, at) => leases.take("slack", `holder ${at}`, now, now + 50)),
          );
          expect(answers.filter((answer) => "lease" in answer)).toHaveLength(1);
        }
      });
    });

    it.each([1, 2, 3, 4, 5])("either begins a delivery or takes it back, and never both: %d", async () => {
      await withStores(2, async ([one, other]) => {
        const taken = await one.leases.take("slack", "one", NOW, NOW + 60_000);
        if (!("lease" in taken)) throw new Error("the lease is taken");
        await queueNews(one, knowledgeOf(1), [HERE], { now: NOW });
        await queueNews(one, knowledgeOf(2), [HERE], { now: NOW });
        const ids = (await one.outbox.heads("slack", 1)).map(({ id }) => id);
        expect(ids).toHaveLength(1);
        const [begun, plan] = await Promise.all([
          one.outbox.begin(taken.lease, ids, NOW),
          queueNews(other, knowledgeOf(1), [HERE], { now: NOW }),
        ]);
        expect(begun.length + plan.takenBack.length).toBe(1);
      });
    });
  });

  async function withStores(
    count: number,
    use: (stores: readonly [Store, Store, ...Store[]]) => Promise<void>,
  ): Promise<void> {
    const address = await empty();
    const stores = await Promise.all(Array.from({ length: count }, () => openStore(address)));
    const [first, second, ...more] = stores;
    if (!first || !second) throw new Error("at least two");
    await use([first, second, ...more]);
    await Promise.all(stores.map((store) => store.close()));
  }
}
