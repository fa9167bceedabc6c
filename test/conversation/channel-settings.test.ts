import { expect, it } from "vitest";
import { createKnownSettings } from "../../adapters/conversation/channel-settings.ts";
import { createLog } from "../../adapters/log.ts";
import type { ChannelSettingsStore } from "../../adapters/store/channel-settings.ts";
import { DEFAULT_SETTINGS } from "../../src/subscriptions/channel-settings.ts";
import { manualScheduler } from "../announcements/manual-scheduler.ts";

const OFF = { ...DEFAULT_SETTINGS, mode: "off" } as const;
const ROW = { platform: "slack", channel: "C1", settings: OFF };

type Rows = Awaited<ReturnType<ChannelSettingsStore["all"]>>;

/** Settings of a store whose first answer comes after its second. */
function overSlowStore() {
  let answerFirst: () => void = () => undefined;
  const first = new Promise<Rows>((resolve) => {
    answerFirst = () => resolve([]);
  });
  const answers: Array<Promise<Rows>> = [first, Promise.resolve([ROW])];
  const scheduler = manualScheduler(0);
  const store = { all: () => answers.shift() ?? Promise.resolve([ROW]) };
  const known = createKnownSettings(store, scheduler, createLog("silent"));
  return { known, scheduler, answerFirst };
}

it("hold what a change made, though what was read before it comes later", async () => {
  const { known, answerFirst } = overSlowStore();
  const both = [known.refresh(), known.refresh()];
  setImmediate(answerFirst);
  await Promise.all(both);
  expect(known.of("slack", "C1")).toEqual(OFF);
  known.stop();
});

it("are read by no timer that outlives the bot", async () => {
  const { known, scheduler, answerFirst } = overSlowStore();
  answerFirst();
  await Promise.all([known.refresh(), known.refresh()]);
  known.stop();
  expect(scheduler.step(60_000)).toBe(false);
});
