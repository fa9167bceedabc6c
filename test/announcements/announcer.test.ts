import { describe, expect, it } from "vitest";
import { type AnnouncerDeps, createAnnouncer } from "../../adapters/announcements/announcer.ts";
import { createLog } from "../../adapters/log.ts";
import { openStore } from "../../adapters/store/open-store.ts";
import type { Store } from "../../adapters/store/store.ts";
import { knowledgeOf } from "../store/queue-news.ts";
import { emptyFile } from "../store/temp-folder.ts";
import { CHANNELS, clockAt, dispatcherOn, pass } from "./dispatching.ts";
import { aDestination, wordPlainly } from "./knowledge-fixture.ts";
import { memoryPlatform } from "./memory-platform.ts";

const MINUTE = 60_000;

describe("the announcer", () => {
  it("posts nothing at the first start, and each later country once", async () => {
    const bot = await aBot();
    await bot.start(1);
    await bot.passes(MINUTE);
    expect(bot.platform.posted).toEqual([]);
    await bot.reload(2);
    await bot.passes(MINUTE);
    expect(bot.platform.posted).toHaveLength(3);
    await bot.restart(2);
    await bot.passes(MINUTE);
    expect(bot.platform.posted).toHaveLength(3);
    await bot.end();
  });

  it("posts at the next start what was added while the bot was down: one summary a channel", async () => {
    const bot = await aBot();
    await bot.start(1);
    await bot.restart(4);
    await bot.passes(MINUTE);
    expect(bot.platform.posted.map(({ channel }) => channel).toSorted()).toEqual(CHANNELS);
    await bot.end();
  });

  it("lets a curator stop a mistake during the hold", async () => {
    const bot = await aBot({ holdMs: MINUTE });
    await bot.start(1);
    await bot.reload(2);
    await bot.passes(MINUTE / 2);
    await bot.reload(1);
    await bot.passes(10 * MINUTE);
    expect(bot.platform.posted).toEqual([]);
    await bot.reload(2);
    await bot.passes(10 * MINUTE);
    expect(bot.platform.posted).toHaveLength(3);
    await bot.end();
  });

  it("says nothing when an old knowledge comes back", async () => {
    const bot = await aBot();
    await bot.start(1);
    await bot.reload(2);
    await bot.passes(MINUTE);
    await bot.restart(1);
    await bot.reload(2);
    await bot.passes(MINUTE);
    expect(bot.platform.posted).toHaveLength(3);
    await bot.end();
  });

  it("tries again when the store takes nothing, and loses no change", async () => {
    const bot = await aBot();
    await bot.start(1);
    bot.breakStore(2);
    await bot.reload(2, 10_000);
    await bot.passes(MINUTE);
    expect(bot.platform.posted).toHaveLength(3);
    await bot.end();
  });
});

/** All but the chat and the files: store, announcer, dispatcher and a platform in memory. */
async function aBot(more: Partial<AnnouncerDeps> = {}) {
  const store = await openStore(await emptyFile());
  const platform = memoryPlatform();
  const clock = clockAt();
  let failures = 0;
  const ledger: Store["ledger"] = {
    ...store.ledger,
    announce: (...given) =>
      failures-- > 0 ? Promise.reject(new Error("disk full")) : store.ledger.announce(...given),
  };
  const start = () => {
    const dispatcher = dispatcherOn({ store, poster: platform, scheduler: clock });
    const announcer = createAnnouncer({
      ledger,
      fixed: CHANNELS.map((channel) => aDestination("slack", channel)),
      platforms: new Set(["slack"]),
      word: wordPlainly,
      holdMs: 0,
      approval: false,
      scheduler: clock,
      log: createLog("silent"),
      queued: dispatcher.wake,
      ...more,
    });
    return { dispatcher, announcer };
  };
  let life = start();
  const stop = async () => {
    await life.announcer.stop();
    await life.dispatcher.stop();
  };
  return {
    platform,
    start: (known: number) => life.announcer.started(knowledgeOf(known)),
    /** A reload that takes no time, or several attempts `everyMs`. */
    async reload(known: number, everyMs = 0) {
      life.announcer.reloaded(knowledgeOf(known));
      let settled = false;
      void life.announcer.settled().then(() => {
        settled = true;
      });
      while (!settled) {
        await new Promise((resolve) => setImmediate(resolve));
        clock.step(everyMs);
      }
    },
    async restart(known: number) {
      await stop();
      life = start();
      await life.announcer.started(knowledgeOf(known));
    },
    passes: (ms: number) => pass(clock, ms, life.dispatcher),
    breakStore(times: number) {
      failures = times;
    },
    async end() {
      await stop();
      await store.close();
    },
  };
}
