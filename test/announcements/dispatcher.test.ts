import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Store } from "../../adapters/store/store.ts";
import { aSubscription } from "../subscriptions/subscription-fixture.ts";
import { CHANNELS, clockAt, dispatcherOn, NOW, pass, queuedStore } from "./dispatching.ts";
import { type Behaviour, memoryPlatform, type Script } from "./memory-platform.ts";

const MINUTE = 60_000;
const [FIRST, SECOND, THIRD] = ["C0000001", "C0000002", "C0000003"];

describe("the dispatcher", () => {
  it("brings each post to each channel once, in order", async () => {
    const store = await queuedStore(2);
    const platform = await dispatched(store, {});
    for (const channel of CHANNELS) expect(platform.references(channel)).toHaveLength(2);
    expect(new Set(platform.references(FIRST)).size).toBe(2);
    expect(platform.references(SECOND)).toEqual(platform.references(FIRST));
    expect(await store.outbox.counts()).toEqual([{ platform: "slack", state: "sent", count: 6 }]);
  });

  it("gives up what waits for a channel that the settings name no more, unless it subscribed", async () => {
    const store = await queuedStore(2);
    const asked = aSubscription({ channel: THIRD });
    const audit = { at: NOW, actor: null, change: { kind: "resumed" } } as const;
    await store.subscriptions.change(asked, () => ({ next: asked, audit }));
    const platform = memoryPlatform();
    const clock = clockAt();
    const fixed = [
      { platform: "slack", channel: FIRST },
      { platform: "discord", channel: SECOND },
    ];
    const dispatcher = dispatcherOn({ store, poster: platform, scheduler: clock, fixed });
    await pass(clock, MINUTE, dispatcher);
    await dispatcher.stop();
    expect(CHANNELS.map((channel) => platform.references(channel).length)).toEqual([2, 0, 2]);
    const dead = await store.outbox.inState(["dead"]);
    expect(dead.map(({ channel, state }) => [channel, "reason" in state && state.reason])).toEqual([
      [SECOND, "no longer in the settings"],
      [SECOND, "no longer in the settings"],
    ]);
  });

  it("has a nonce of its own for each channel, and the same at each attempt", async () => {
    const platform = await dispatched(await queuedStore(1), { sends: { [FIRST]: ["fail", "fail"] } });
    expect(platform.nonces.size).toBe(3);
  });

  const TROUBLES: ReadonlyArray<[what: string, script: Script]> = [
    ["asks to wait", { sends: { [FIRST]: ["busy", "busy"] } }],
    ["fails for a time", { sends: { [FIRST]: ["fail", "fail", "fail"] } }],
    ["loses a request", { sends: { [FIRST]: ["lose-request"] } }],
    ["loses the reply to a post that it stored", { sends: { [FIRST]: ["lose-reply", "lose-reply"] } }],
    ["cannot be read for a time", { sends: { [FIRST]: ["lose-reply"] }, unreadable: { [FIRST]: 3 } }],
  ];
  for (const [what, script] of TROUBLES) {
    it(`posts exactly once to a channel that ${what}`, async () => {
      const platform = await dispatched(await queuedStore(2), script);
      expect(platform.references(FIRST)).toEqual(platform.references(SECOND));
      expect(platform.references(FIRST)).toHaveLength(2);
    });
  }

  it("delays no other channel when one fails", async () => {
    const store = await queuedStore(1);
    const platform = memoryPlatform({ sends: { [FIRST]: ["busy"] } });
    const dispatcher = dispatcherOn({ store, poster: platform, scheduler: clockAt() });
    await dispatcher.quiet();
    expect(platform.posted.map(({ channel }) => channel)).toEqual([SECOND, THIRD]);
    await dispatcher.stop();
  });

  it("keeps the order of a channel whose first post has to wait", async () => {
    const store = await queuedStore(2);
    const platform = memoryPlatform({ sends: { [FIRST]: ["busy"] } });
    const dispatcher = dispatcherOn({ store, poster: platform, scheduler: clockAt() });
    await dispatcher.quiet();
    expect(platform.references(FIRST)).toEqual([]);
    expect(platform.references(SECOND)).toHaveLength(2);
    await dispatcher.stop();
  });

  it("never posts again to a channel that it cannot read, and goes on with the next post", async () => {
    const store = await queuedStore(2);
    const script: Script = { sends: { [FIRST]: ["lose-request"] }, unreadable: { [FIRST]: 1000 } };
    const platform = await dispatched(store, script);
    expect(platform.references(FIRST)).toEqual(platform.references(SECOND).slice(1));
    const troubled = await store.outbox.inState(["in-doubt", "dead"]);
    expect(troubled.map(({ channel, state }) => [channel, state.kind])).toEqual([[FIRST, "in-doubt"]]);
  });

  it("gives a channel up for a lasting reason, and keeps the reason", async () => {
    const store = await queuedStore(1);
    await dispatched(store, { sends: { [FIRST]: ["refuse"] } });
    const [dead] = await store.outbox.inState(["dead"]);
    expect(dead?.state).toMatchObject({ kind: "dead", reason: "is_archived" });
  });

  it("posts nothing before the hold is over", async () => {
    const store = await queuedStore(1, NOW + MINUTE);
    const platform = memoryPlatform();
    const clock = clockAt();
    const dispatcher = dispatcherOn({ store, poster: platform, scheduler: clock });
    await pass(clock, MINUTE - 1, dispatcher);
    expect(platform.posted).toEqual([]);
    await pass(clock, 1, dispatcher);
    expect(platform.posted).toHaveLength(3);
    await dispatcher.stop();
  });

  it("keeps within its window", async () => {
    const store = await queuedStore(1);
    const platform = memoryPlatform();
    let most = 0;
    let now = 0;
    const poster = {
      ...platform,
      async send(dispatch: Parameters<typeof platform.send>[0]) {
        now += 1;
        most = Math.max(most, now);
        await new Promise((resolve) => setImmediate(resolve));
        now -= 1;
        return platform.send(dispatch);
      },
    };
    const dispatcher = dispatcherOn({ store, poster, scheduler: clockAt(), window: 2 });
    await dispatcher.quiet();
    expect(platform.posted).toHaveLength(3);
    expect(most).toBe(2);
    await dispatcher.stop();
  });

  it("posts nothing twice after a restart", async () => {
    const store = await queuedStore(1);
    await dispatched(store, {});
    const platform = await dispatched(store, {});
    expect(platform.posted).toEqual([]);
  });

  it("posts exactly once, in order, whatever a platform does for a time", async () => {
    const behaviours = fc.array(
      fc.constantFrom<Behaviour>("take", "busy", "fail", "lose-request", "lose-reply"),
      { maxLength: 6 },
    );
    const scripts = fc.record({
      sends: fc.record({ [FIRST]: behaviours, [SECOND]: behaviours }),
      unreadable: fc.record({ [FIRST]: fc.nat(4), [SECOND]: fc.nat(4) }),
    });
    await fc.assert(
      fc.asyncProperty(scripts, async (script) => {
        const platform = await dispatched(await queuedStore(2), script);
        for (const channel of [FIRST, SECOND]) {
          expect(platform.references(channel)).toEqual(platform.references(THIRD));
        }
      }),
      { numRuns: 25 },
    );
  });
});

/** Dispatches for an hour against a platform that follows `script`. */
async function dispatched(store: Store, script: Script) {
  const platform = memoryPlatform(script);
  const clock = clockAt();
  const dispatcher = dispatcherOn({ store, poster: platform, scheduler: clock });
  await pass(clock, 60 * MINUTE, dispatcher);
  await dispatcher.stop();
  return platform;
}
