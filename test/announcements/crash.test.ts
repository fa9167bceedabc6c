import { describe, expect, it } from "vitest";
import { LEASE_TERMS } from "../../adapters/announcements/lease-keeper.ts";
import type { StoreAddress } from "../../adapters/store/address.ts";
import type { Dispatch } from "../../src/announcements/post.ts";
import { emptySchema, POSTGRESQL } from "../postgresql/database.ts";
import { emptyFile } from "../store/temp-folder.ts";
import { CHANNELS, clockAt, dispatcherOn, NOW, pass, queuedStore, queueMore } from "./dispatching.ts";
import { type MemoryPlatform, memoryPlatform, type Script } from "./memory-platform.ts";
import { mortal } from "./mortal.ts";

const MINUTE = 60_000;
const SCRIPTS: ReadonlyArray<[what: string, script: Script]> = [
  ["takes all posts", {}],
  ["loses a reply", { sends: { C0000001: ["lose-reply"] } }],
  ["loses a request", { sends: { C0000001: ["lose-request"] } }],
];

describe("a process that dies", () => {
  for (const [what, script] of SCRIPTS) {
    it(`leaves nothing lost and nothing doubled, at each step with a platform that ${what}`, async () => {
      await dieAtSteps(script, 1, emptyFile);
    });
  }

  it.skipIf(!POSTGRESQL)(
    "leaves nothing lost and nothing doubled on PostgreSQL either, at every third step",
    { timeout: 180_000 },
    () => dieAtSteps({ sends: { C0000001: ["lose-reply"] } }, 3, emptySchema),
  );
});

/** Ends a process at one step after the other, and looks at what the next one makes of it. */
async function dieAtSteps(script: Script, stride: number, empty: () => Promise<StoreAddress>): Promise<void> {
  const steps = await lifeOf(script, Infinity, empty);
  expect(steps.count).toBeGreaterThan(20);
  for (let dieAt = 1; dieAt <= steps.count; dieAt += stride) {
    const { platform } = await lifeOf(script, dieAt, empty);
    for (const channel of CHANNELS) {
      const posted = platform.references(channel);
      expect(posted, `died at step ${dieAt}`).toEqual([...new Set(posted)]);
      expect(posted, `died at step ${dieAt}`).toHaveLength(2);
    }
  }
}

describe("two processes on one store", () => {
  it("take turns: the second waits for the lease, and takes it when the first has gone", async () => {
    const store = await queuedStore(1);
    const [one, other] = [memoryPlatform(), memoryPlatform()];
    const clock = clockAt();
    const first = dispatcherOn({ store, poster: one, scheduler: clock, terms: LEASE_TERMS });
    await first.quiet();
    const deps = { store, poster: other, scheduler: clock, terms: LEASE_TERMS, holder: "second" };
    const second = dispatcherOn(deps);
    await queueMore(store, 2);
    await pass(clock, 3 * LEASE_TERMS.lifeMs, first, second);
    expect([one.posted.length, other.posted.length]).toEqual([6, 0]);
    await first.stop();
    await queueMore(store, 3);
    await pass(clock, LEASE_TERMS.beatMs, second);
    expect([one.posted.length, other.posted.length]).toEqual([6, 3]);
    await second.stop();
  });

  it("post once when the first hangs in a send and comes back after the second took over", async () => {
    const store = await queuedStore(1);
    const platform = memoryPlatform();
    const clock = clockAt();
    const late: Array<() => void> = [];
    const hanging = {
      ...platform,
      async send(dispatch: Dispatch) {
        const outcome = await platform.send(dispatch);
        await new Promise<void>((resolve) => late.push(resolve));
        return outcome;
      },
    };
    const first = dispatcherOn({ store, poster: hanging, scheduler: clockAt(), terms: LEASE_TERMS });
    while (late.length < CHANNELS.length) await new Promise((resolve) => setImmediate(resolve));
    clock.step(LEASE_TERMS.lifeMs + 1);
    const second = dispatcherOn({ store, poster: platform, scheduler: clock, holder: "second" });
    await pass(clock, MINUTE, second);
    for (const comeBack of late) comeBack();
    await first.quiet();
    await pass(clock, MINUTE, second);
    for (const channel of CHANNELS) expect(platform.references(channel)).toHaveLength(1);
    expect(await store.outbox.counts()).toEqual([{ platform: "slack", state: "sent", count: 3 }]);
    await first.stop();
    await second.stop();
  });
});

/** One life that ends at a step, if it gets there, and another after it on the same store. */
async function lifeOf(
  script: Script,
  dieAt: number,
  empty: () => Promise<StoreAddress>,
): Promise<{ readonly platform: MemoryPlatform; readonly count: number }> {
  const store = await queuedStore(2, NOW, empty);
  const platform = memoryPlatform(script);
  const clock = clockAt();
  const one = mortal(store, platform, dieAt);
  const dispatcher = dispatcherOn({ store: one.store, poster: one.poster, scheduler: clock });
  await Promise.race([pass(clock, MINUTE, dispatcher), one.died]);
  clock.clear();
  const count = one.steps();
  const later = clockAt(NOW + 31 * MINUTE);
  const next = dispatcherOn({ store, poster: platform, scheduler: later, holder: "second" });
  await pass(later, 60 * MINUTE, next);
  await next.stop();
  return { platform, count };
}
