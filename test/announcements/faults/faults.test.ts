import { describe, expect, it } from "vitest";
import { openStore } from "../../../adapters/store/open-store.ts";
import type { Store } from "../../../adapters/store/store.ts";
import { inMatrix } from "../../fault-matrix/in-matrix.ts";
import { knowledgeOf, queueNews } from "../../store/queue-news.ts";
import { emptyFile } from "../../store/temp-folder.ts";
import { clockAt, dispatcherOn, NOW, pass } from "../dispatching.ts";
import { aDestination } from "../knowledge-fixture.ts";
import type { ManualScheduler } from "../manual-scheduler.ts";
import { ARENAS, type Arena, type Trouble } from "./arena.ts";

const MINUTE = 60_000;
const POSTS = 2;

/** What must have come of a trouble that meets so many posts to the first channel, or to all. */
const MATRIX: ReadonlyArray<
  [trouble: Trouble, times: number, where: "one" | "all", end: "posted" | "closed"]
> = [
  ["429 with Retry-After", 2, "one", "posted"],
  ["429 without Retry-After", 2, "one", "posted"],
  ["429 for the whole bot", 3, "all", "posted"],
  ["500", 3, "one", "posted"],
  ["502", 3, "all", "posted"],
  ["dropped before it was stored", 3, "all", "posted"],
  ["dropped after it was stored", 3, "all", "posted"],
  ["hangs past the timeout", 1, "one", "posted"],
  ["token revoked", 4, "all", "posted"],
  ["archived", 1, "one", "closed"],
  ["not in the channel", 1, "one", "closed"],
  ["no permission", 1, "one", "closed"],
  ["unknown channel", 1, "one", "closed"],
];
const CHECKED = {
  posted: "each post once and in order in every channel",
  closed: "nothing posted there, a reason for each, the others complete",
} as const;

for (const platform of ["slack", "discord"] as const) {
  describe(`posting to ${platform}`, () => {
    for (const [trouble, times, where, end] of MATRIX) {
      it(`leaves nothing lost, doubled or out of order: ${trouble}`, { timeout: 60_000 }, async (context) => {
        inMatrix(context, { fault: trouble, where: platform, checked: CHECKED[end] });
        const arena = await ARENAS[platform]();
        try {
          const [first] = arena.channels;
          const meets = arena.fail(trouble, times, where === "one" ? first : undefined);
          if (!meets) return context.skip(`${platform} has no such thing`);
          check(arena, await dispatched(platform, arena), end);
        } finally {
          await arena.close();
        }
      });
    }

    for (const [what, stepMs] of [
      ["back", -60 * MINUTE],
      ["forward", 60 * MINUTE],
    ] as const) {
      it(`minds no clock that steps ${what} by an hour`, { timeout: 60_000 }, async (context) => {
        const checked = `a reply is lost as well: ${CHECKED.posted}`;
        inMatrix(context, { fault: `clock steps ${what}`, where: platform, checked });
        const arena = await ARENAS[platform]();
        arena.fail("dropped after it was stored", 1);
        check(arena, await dispatched(platform, arena, stepMs), "posted");
        await arena.close();
      });
    }
  });
}

type Outcome = Awaited<ReturnType<typeof dispatched>>;

/** Every channel has each post once and in order; the first one has none after it was closed, and a named reason. */
function check(arena: Arena, { closed, dead, open }: Outcome, end: "posted" | "closed"): void {
  const [first, second, third] = arena.channels.map(arena.shown);
  expect(second).toHaveLength(POSTS);
  expect(new Set(second).size).toBe(POSTS);
  expect(third).toEqual(second);
  expect(open).toBe(0);
  if (end === "posted") {
    expect(first).toEqual(second);
    expect([closed, dead]).toEqual([[], []]);
  } else {
    expect(first).toEqual([]);
    expect(closed).toEqual([arena.channels[0]]);
    expect(dead.every((reason) => reason.length > 0)).toBe(true);
    expect(dead).toHaveLength(POSTS);
  }
}

/** Two posts for each of three channels, and two hours for the bot to bring them there. */
async function dispatched(platform: string, arena: Arena, stepMs = 0) {
  const store = await openStore(await emptyFile());
  const destinations = arena.channels.map((channel) => aDestination(platform, channel));
  for (let known = 1; known <= POSTS + 1; known += 1) {
    await queueNews(store, knowledgeOf(known), destinations, { now: NOW, apart: true });
  }
  const closed: string[] = [];
  const clock = steppingClock(stepMs);
  const dispatcher = dispatcherOn({
    ...{ platform, store, poster: arena.poster, scheduler: clock },
    closed: async (_, channel, reason) => {
      closed.push(channel);
      await giveUpTheRest(store, platform, channel, reason);
    },
  });
  await dispatcher.quiet();
  clock.jump();
  await pass(clock, 120 * MINUTE, dispatcher);
  const dead = (await store.outbox.inState(["dead"])).flatMap(({ state }) =>
    state.kind === "dead" ? [state.reason] : [],
  );
  const counts = await store.outbox.counts();
  const open = counts.filter(({ state }) => state !== "sent" && state !== "dead").length;
  await dispatcher.stop();
  await store.close();
  return { closed, dead, open };
}

/** Stands in for the pause of a subscription, which lets nothing more through. */
async function giveUpTheRest(
  store: Store,
  platform: string,
  channel: string,
  _reason: string,
): Promise<void> {
  const subscription = {
    ...{ platform, workspace: "T1", channel, kinds: [], language: aDestination(platform, channel).language },
    ...{ pause: null, subscriber: "U1", createdAt: NOW, changedAt: NOW },
  };
  const audit = { at: NOW, actor: null, change: { kind: "unsubscribed", kinds: [] } } as const;
  await store.subscriptions.change({ platform, channel }, () => ({ next: subscription, audit }));
}

/** A clock that is put forward or back once, while its timers go on as they were. */
function steppingClock(stepMs: number): ManualScheduler & { jump(): void } {
  const clock = clockAt();
  let offset = 0;
  return {
    ...clock,
    now: () => clock.now() + offset,
    jump() {
      offset = stepMs;
    },
  };
}
