import { describe, expect, it } from "vitest";
import { LEASE_TERMS } from "../../adapters/announcements/lease-keeper.ts";
import { systemScheduler } from "../../adapters/announcements/scheduler.ts";
import type { StoreAddress } from "../../adapters/store/address.ts";
import type { Outbox } from "../../adapters/store/outbox.ts";
import type { Store } from "../../adapters/store/store.ts";
import { emptySchema, POSTGRESQL } from "../postgresql/database.ts";
import { crowdedStore } from "../store/many-deliveries.ts";
import { emptyFile } from "../store/temp-folder.ts";
import { clockAt, dispatcherOn } from "./dispatching.ts";
import { memoryPlatform } from "./memory-platform.ts";

const CHANNELS = 2_000;
const KINDS: ReadonlyArray<readonly [name: string, empty: () => Promise<StoreAddress>]> = [
  ["a libsql file", emptyFile],
  ...(POSTGRESQL ? [["a PostgreSQL database", emptySchema] as const] : []),
];

/** The small form of `npm run bench -- fanout`. */
describe.each(KINDS)("a fan-out from %s", (_name, empty) => {
  it("reaches each of many channels once, in few transactions of few deliveries", async () => {
    const store = await crowdedStore(await empty(), CHANNELS, Date.now());
    const platform = memoryPlatform();
    const { outbox, sizes } = counted(store.outbox);
    const counting = { ...store, outbox };
    const dispatcher = dispatcherOn({ store: counting, poster: platform, scheduler: systemScheduler });
    await dispatcher.quiet();
    await dispatcher.stop();
    expect(new Set(platform.posted.map(({ channel }) => channel)).size).toBe(CHANNELS);
    expect(platform.posted).toHaveLength(CHANNELS);
    expect(await store.outbox.counts()).toEqual([{ platform: "slack", state: "sent", count: CHANNELS }]);
    for (const made of [sizes.begin, sizes.settle]) {
      expect(Math.max(...made)).toBeLessThanOrEqual(200);
      expect(made.length).toBeLessThan(CHANNELS / 20);
    }
    await store.close();
  });

  it("begins no more than is sent soon when the platform is slow", async () => {
    const store = await crowdedStore(await empty(), 200, clockAt().now());
    const { outbox, sizes } = counted(store.outbox);
    const waiting: Array<() => void> = [];
    const poster = {
      ...memoryPlatform(),
      send: () =>
        new Promise<{ kind: "sent"; messageId: string }>((resolve) =>
          waiting.push(() => resolve({ kind: "sent", messageId: "m" })),
        ),
    };
    const dispatcher = dispatcherOn({ store: { ...store, outbox }, poster, scheduler: clockAt(), window: 4 });
    while (waiting.length < 4) await new Promise((resolve) => setImmediate(resolve));
    expect(sizes.begin).toEqual([4]);
    const stopped = dispatcher.stop();
    for (const end of waiting) end();
    await stopped;
    await store.close();
  });

  it("lets the event loop turn meanwhile", async () => {
    const store = await crowdedStore(await empty(), CHANNELS, Date.now());
    const dispatcher = dispatcherOn({ store, poster: memoryPlatform(), scheduler: systemScheduler });
    let turns = 0;
    let done = false;
    void dispatcher.quiet().then(() => {
      done = true;
    });
    while (!done) {
      await new Promise((resolve) => setImmediate(resolve));
      turns += 1;
    }
    expect(turns).toBeGreaterThan(10);
    await dispatcher.stop();
    await store.close();
  });
});

describe.skipIf(!POSTGRESQL)("two processes on one PostgreSQL", () => {
  it("post once: the second takes over within ten seconds of the death of the first", async () => {
    const address = await emptySchema();
    const store = await crowdedStore(address, 50, clockAt().now());
    const platform = memoryPlatform();
    const clock = clockAt();
    const hanging = { ...platform, send: () => new Promise<never>(() => undefined) };
    dispatcherOn({ store, poster: hanging, scheduler: clockAt(), terms: LEASE_TERMS });
    while ((await store.outbox.inState(["sending"])).length < 16) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    const second = dispatcherOn({
      store,
      poster: platform,
      scheduler: clock,
      terms: LEASE_TERMS,
      holder: "b",
    });
    await second.quiet();
    expect(platform.posted).toEqual([]);
    const began = clock.now();
    while (platform.posted.length === 0) {
      clock.step(1_000);
      await second.quiet();
    }
    expect(clock.now() - began).toBeLessThanOrEqual(10_000);
    while (platform.posted.length < 50 && clock.now() - began < 60_000) {
      clock.step(1_000);
      await second.quiet();
    }
    expect(new Set(platform.posted.map(({ channel }) => channel)).size).toBe(50);
    expect(platform.posted).toHaveLength(50);
    await second.stop();
    await store.close();
  });
});

/** The outbox, with how many deliveries came into each transaction. */
function counted(outbox: Store["outbox"]) {
  const sizes = { begin: [] as number[], settle: [] as number[] };
  const counting: Outbox = {
    ...outbox,
    begin(lease, ids, now) {
      sizes.begin.push(ids.length);
      return outbox.begin(lease, ids, now);
    },
    settle(lease, settlements, now) {
      sizes.settle.push(settlements.length);
      return outbox.settle(lease, settlements, now);
    },
  };
  return { outbox: counting, sizes };
}
