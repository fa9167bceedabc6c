import { describe, expect, it } from "vitest";
import type { Outcome } from "../../src/announcements/outcome.ts";
import { afterOutcome, type Refusals } from "../../src/announcements/platform-pause.ts";
import { CHANNELS, clockAt, dispatcherOn, pass, queuedStore } from "./dispatching.ts";
import { memoryPlatform } from "./memory-platform.ts";

const MINUTE = 60_000;

describe("a platform that takes nothing from anyone", () => {
  const CASES: ReadonlyArray<[what: string, outcome: Outcome, pauseMs: number]> = [
    ["asks to wait with all posts", { kind: "busy", retryAfterMs: 30_000, scope: "platform" }, 30_000],
    [
      "refuses the token",
      { kind: "failed", reason: "token_revoked", lasting: true, concerns: "platform" },
      5 * MINUTE,
    ],
  ];
  for (const [what, outcome, pauseMs] of CASES) {
    it(`is left alone for as long as it ${what}, and then gets every post`, async () => {
      const store = await queuedStore(1);
      const platform = memoryPlatform();
      let sends = 0;
      const poster = {
        ...platform,
        async send(dispatch: Parameters<typeof platform.send>[0]) {
          sends += 1;
          return sends === 1 ? outcome : platform.send(dispatch);
        },
      };
      const clock = clockAt();
      const dispatcher = dispatcherOn({ store, poster, scheduler: clock, window: 1 });
      await dispatcher.quiet();
      await pass(clock, pauseMs - 1, dispatcher);
      expect(sends).toBe(1);
      await pass(clock, 1 + MINUTE, dispatcher);
      for (const channel of CHANNELS) expect(platform.references(channel)).toHaveLength(1);
      await dispatcher.stop();
    });
  }
});

describe("afterOutcome", () => {
  const busy = (retryAfterMs: number): Outcome => ({ kind: "busy", retryAfterMs });
  const pauses = (outcomes: ReadonlyArray<readonly [channel: string, outcome: Outcome]>) => {
    let refusals: Refusals = new Map();
    return outcomes.map(([channel, outcome]) => {
      const after = afterOutcome(refusals, channel, outcome);
      refusals = after.refusals;
      return after.pauseMs;
    });
  };

  it("pauses the platform when three channels in a row are asked to wait, for as long as all of them are", () => {
    const asked = [
      ["C1", busy(900)],
      ["C2", busy(60_000)],
      ["C3", busy(800)],
    ] as const;
    expect(pauses(asked)).toEqual([0, 0, 800]);
  });

  it("leaves the others be when one channel is asked to wait again and again", () => {
    expect(pauses([1, 2, 3, 4].map(() => ["C1", busy(1_000)] as const))).toEqual([0, 0, 0, 0]);
  });

  it("begins to count anew when a post is taken", () => {
    const taken = { kind: "sent", messageId: "m1" } as const;
    const asked = [
      ["C1", busy(9)],
      ["C2", busy(9)],
      ["C3", taken],
      ["C4", busy(9)],
      ["C5", busy(9)],
    ] as const;
    expect(pauses(asked)).toEqual([0, 0, 0, 0, 0]);
  });
});

describe("a channel that takes no posts any more", () => {
  it("is told of once, by name and reason, and a failure to tell stops nothing", async () => {
    const store = await queuedStore(1);
    const [first = "", second = "", third = ""] = CHANNELS;
    const platform = memoryPlatform();
    const refusal: Outcome = { kind: "failed", reason: "is_archived", lasting: true, closed: "archived" };
    const poster = {
      ...platform,
      send: async (dispatch: Parameters<typeof platform.send>[0]) =>
        dispatch.channel === first ? refusal : platform.send(dispatch),
    };
    const told: string[][] = [];
    const closed = async (...words: string[]) => {
      told.push(words);
      throw new Error("no such person");
    };
    const dispatcher = dispatcherOn({ store, poster, scheduler: clockAt(), closed });
    await dispatcher.quiet();
    expect(told).toEqual([["slack", first, "archived"]]);
    for (const channel of [second, third]) expect(platform.references(channel)).toHaveLength(1);
    await dispatcher.stop();
  });
});
