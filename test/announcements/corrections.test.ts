import { describe, expect, it, onTestFinished } from "vitest";
import { createAnnouncer } from "../../adapters/announcements/announcer.ts";
import { createLog } from "../../adapters/log.ts";
import { openStore } from "../../adapters/store/open-store.ts";
import type { Destination } from "../../src/announcements/destination.ts";
import type { KnowledgeBase } from "../../src/knowledge/knowledge-base.ts";
import { emptyFile } from "../store/temp-folder.ts";
import { clockAt, dispatcherOn, pass } from "./dispatching.ts";
import { aDestination, aKnowledge, aSignatory, wordPlainly } from "./knowledge-fixture.ts";
import { memoryPlatform, type Script } from "./memory-platform.ts";

const MINUTE = 60_000;
const latvia = aSignatory("LV", "2018-09-26");
const norway = aSignatory("NO", "2019-06-14");
const mended = aSignatory("NO", "2019-06-15");
const finland = aSignatory("FI", "2018-05-02");
const BEFORE = aKnowledge([latvia]);
const WRONG = aKnowledge([latvia, norway]);
const RIGHT = aKnowledge([latvia, mended]);
const NEWS = aDestination("slack", "C0NEWS", { kinds: new Set(["accession"]) });
const MENDS = aDestination("slack", "C0MENDS", { kinds: new Set(["correction"]) });

describe("a correction", () => {
  it("is an edit and a note where the post stands, and a post where corrections are wanted", async () => {
    const bot = await aBot([NEWS, MENDS]);
    await bot.knows(BEFORE, WRONG);
    expect(bot.shown()).toEqual(["C0NEWS en: accession-NO"]);
    await bot.knows(RIGHT);
    expect(bot.shown()).toEqual([
      "C0MENDS en: correction-NO",
      "C0NEWS corrected on NO en: accession-NO",
      "C0NEWS > note en: correction-NO",
    ]);
  });

  it("words the whole summary anew in which the fact stood", async () => {
    const bot = await aBot([NEWS]);
    await bot.knows(BEFORE, aKnowledge([latvia, norway, finland]));
    await bot.knows(aKnowledge([latvia, mended, finland]));
    expect(bot.shown()).toEqual([
      "C0NEWS corrected on NO en: accession-NO, accession-FI",
      "C0NEWS > note en: correction-NO",
    ]);
  });

  it("only replaces what was not tried yet", async () => {
    const bot = await aBot([NEWS, MENDS], MINUTE);
    await bot.knows(BEFORE);
    await bot.reload(WRONG);
    await bot.passes(MINUTE / 2);
    await bot.reload(RIGHT);
    await bot.passes(10 * MINUTE);
    expect(bot.shown()).toEqual(["C0NEWS en: accession-NO"]);
  });

  it("of a correction edits what was corrected, once more", async () => {
    const bot = await aBot([NEWS, MENDS]);
    await bot.knows(BEFORE, WRONG, RIGHT, aKnowledge([latvia, aSignatory("NO", "2019-06-16")]));
    expect(bot.shown()).toEqual([
      "C0MENDS corrected on NO en: correction-NO",
      "C0MENDS > note en: correction-NO",
      "C0NEWS corrected on NO en: accession-NO",
      "C0NEWS > note en: correction-NO",
      "C0NEWS > note en: correction-NO",
    ]);
  });

  it("waits for the post that it mends, where that one is late", async () => {
    const bot = await aBot([NEWS], 0, { sends: { C0NEWS: ["busy", "busy"] } });
    await bot.knows(BEFORE);
    await bot.reload(WRONG);
    await bot.passes(1);
    await bot.reload(RIGHT);
    await bot.passes(10 * MINUTE);
    expect(bot.shown()).toEqual([
      "C0NEWS corrected on NO en: accession-NO",
      "C0NEWS > note en: correction-NO",
    ]);
  });

  it("is nothing for a post that was never made", async () => {
    const bot = await aBot([NEWS], 0, { sends: { C0NEWS: ["refuse"] } });
    await bot.knows(BEFORE, WRONG, RIGHT);
    expect(bot.shown()).toEqual([]);
  });
});

describe("old and new knowledge side by side", () => {
  it("announce once, and never correct back or withdraw", async () => {
    const old = await aBot([NEWS, MENDS]);
    await old.knows(BEFORE, WRONG);
    const other = old.beside();
    await other.starts(RIGHT);
    for (const again of [WRONG, RIGHT, BEFORE, WRONG]) await other.starts(again);
    await old.passes(10 * MINUTE);
    expect(old.shown()).toEqual([
      "C0MENDS en: correction-NO",
      "C0NEWS corrected on NO en: accession-NO",
      "C0NEWS > note en: correction-NO",
    ]);
  });
});

/** Store, announcers, dispatcher and a platform in memory. */
async function aBot(fixed: readonly Destination[], holdMs = 0, script: Script = {}) {
  const store = await openStore(await emptyFile());
  const platform = memoryPlatform(script);
  const clock = clockAt();
  const dispatcher = dispatcherOn({ store, poster: platform, scheduler: clock });
  onTestFinished(async () => {
    await dispatcher.stop();
    await store.close();
  });
  const announcerOn = (ledger: typeof store.ledger) =>
    createAnnouncer({
      ...{ ledger, fixed, platforms: new Set(["slack"]), word: wordPlainly, holdMs, approval: false },
      ...{ scheduler: clock, log: createLog("silent"), queued: dispatcher.wake },
    });
  const announcer = announcerOn(store.ledger);
  const passes = (ms: number) => pass(clock, ms, dispatcher);
  const reload = async (knowledge: KnowledgeBase) => {
    announcer.reloaded(knowledge);
    await announcer.settled();
  };
  return {
    passes,
    reload,
    async knows(...sequence: readonly KnowledgeBase[]) {
      for (const knowledge of sequence) {
        await reload(knowledge);
        await passes(10 * MINUTE);
      }
    },
    /** Another process with the same store, which does not see a knowledge change: it starts with one. */
    beside() {
      const second = announcerOn(store.ledger);
      return { starts: (knowledge: KnowledgeBase) => second.started(knowledge) };
    },
    /** What stands in one channel and then the next, notes after `>`. */
    shown: () =>
      platform.posted
        .toSorted((a, b) => (a.channel === b.channel ? 0 : a.channel < b.channel ? -1 : 1))
        .map(
          ({ channel, text, thread }) =>
            `${channel} ${thread ? "> " : ""}${text.replaceAll(/-[0-9a-f]{12}/g, "")}`,
        ),
  };
}
