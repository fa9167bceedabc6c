import { describe, expect, it } from "vitest";
import { runPlatform } from "../../adapters/announcements/run-platform.ts";
import { LeaveAlone } from "../../adapters/leave-alone.ts";
import { createLog } from "../../adapters/log.ts";
import type { StartPlatform } from "../../adapters/platform.ts";
import { CHANNELS, clockAt, queuedStore } from "../announcements/dispatching.ts";
import { memoryPlatform } from "../announcements/memory-platform.ts";
import { echoServices } from "../fixtures/chat-services.ts";

const SECOND = 1_000;

describe("runPlatform", () => {
  it("tries again, twice as long apart each time, until the platform is reached", async () => {
    const { clock, starts, stop } = await running(3);
    expect(starts()).toBe(1);
    for (const [wait, after] of [
      [SECOND, 2],
      [2 * SECOND, 3],
      [4 * SECOND, 4],
    ] as const) {
      await flush();
      clock.step(wait - 1);
      expect(starts()).toBe(after - 1);
      clock.step(1);
      expect(starts()).toBe(after);
    }
    await flush();
    await stop();
  });

  it("leaves a platform alone for as long as it says", async () => {
    const { clock, starts, stop } = await running(1, new LeaveAlone("ratelimited", 20 * SECOND));
    await flush();
    clock.step(20 * SECOND - 1);
    expect(starts()).toBe(1);
    clock.step(1);
    expect(starts()).toBe(2);
    await flush();
    await stop();
  });

  it("brings the announcements once it is connected, and closes when it stops", async () => {
    const { platform, stop, stops } = await running(0);
    while (platform.posted.length < CHANNELS.length) await flush();
    await stop();
    expect(stops()).toBe(1);
  });

  it("closes a connection that comes about after it was stopped", async () => {
    const { stop, stops } = await running(0);
    await stop();
    await flush();
    expect(stops()).toBe(1);
  });

  it("tells once connected what an earlier process left untold, and posts though that fails", async () => {
    const { clock, platform, told, stop } = await running(1);
    await flush();
    expect(told).toEqual([]);
    clock.step(SECOND);
    while (platform.posted.length < 3) await flush();
    expect(told).toEqual(["slack"]);
    await stop();
  });

  it("tries no more after it was stopped", async () => {
    const { clock, starts, stop } = await running(9);
    await flush();
    await stop();
    clock.step(60 * SECOND);
    expect(starts()).toBe(1);
  });
});

/** A platform that cannot be reached the first `failures` times. */
async function running(failures: number, why = new Error("connect ECONNREFUSED")) {
  const store = await queuedStore(1);
  const clock = clockAt();
  const platform = memoryPlatform();
  let started = 0;
  let stopped = 0;
  const told: string[] = [];
  const stop = async () => {
    stopped += 1;
  };
  const start: StartPlatform = async () => {
    started += 1;
    if (started <= failures) throw why;
    return { poster: platform, command: "/rollcall", tell: async () => true, stop };
  };
  const run = runPlatform({
    name: "slack",
    start,
    services,
    store,
    closed: () => ({
      closed: async () => undefined,
      async tellRest(name) {
        told.push(name);
        throw new Error("the store is away");
      },
    }),
    fixed: CHANNELS.map((channel) => ({ platform: "slack", channel })),
    holder: "first",
    scheduler: clock,
    random: () => 1,
    log: createLog("silent"),
  });
  return { clock, platform, told, starts: () => started, stops: () => stopped, stop: run.stop };
}

const services = echoServices(() => {
  throw new Error("nobody asks here");
}, createLog("silent"));

function flush(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
