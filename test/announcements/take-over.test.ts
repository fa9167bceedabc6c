import { expect, it } from "vitest";
import { LEASE_TERMS } from "../../adapters/announcements/lease-keeper.ts";
import { CHANNELS, clockAt, dispatcherOn, queuedStore } from "./dispatching.ts";
import type { ManualScheduler } from "./manual-scheduler.ts";
import { memoryPlatform } from "./memory-platform.ts";

it("puts in doubt what another began anew and left, though an own earlier send still hangs", async () => {
  const store = await queuedStore(1);
  const sends = { first: 0, second: 0 };
  const hanging = (who: keyof typeof sends) => ({
    ...memoryPlatform(),
    send: () => {
      sends[who] += 1;
      return new Promise<never>(() => undefined);
    },
  });
  const [early, late] = [clockAt(), clockAt()];
  const shared = { store, terms: LEASE_TERMS };
  dispatcherOn({ ...shared, poster: hanging("first"), scheduler: early });
  const goOn = moving(store);
  await goOn(early, () => sends.first === CHANNELS.length);
  late.step(LEASE_TERMS.lifeMs + 1);
  dispatcherOn({ ...shared, poster: hanging("second"), scheduler: late, holder: "second" });
  await goOn(late, () => sends.second === CHANNELS.length);
  expect(await states(store)).toEqual(["sending"]);
  await goOn(early, async () => (await states(store)).includes("in-doubt"));
  expect(await states(store)).toEqual(["in-doubt"]);
});

async function states({ outbox }: Store): Promise<string[]> {
  return (await outbox.counts()).map(({ state }) => state);
}

type Store = Awaited<ReturnType<typeof queuedStore>>;

/**
 * Moves a clock by seconds, and lets all that is due be done, until something is so. What is asked of the store
 * waits for what is being committed, in a thread of its own.
 */
function moving(store: Store) {
  return async (clock: ManualScheduler, isSo: () => boolean | Promise<boolean>): Promise<void> => {
    for (let seconds = 0; seconds < 300; seconds += 1) {
      for (let turns = 0; turns < 10; turns += 1) {
        await new Promise((resolve) => setImmediate(resolve));
        await states(store);
      }
      if (await isSo()) return;
      clock.step(1_000);
    }
    throw new Error("It did not come about within five minutes.");
  };
}
