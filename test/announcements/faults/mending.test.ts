import { describe, expect, it } from "vitest";
import { openStore } from "../../../adapters/store/open-store.ts";
import type { Delivery } from "../../../src/announcements/delivery.ts";
import { inMatrix } from "../../fault-matrix/in-matrix.ts";
import { queueNews } from "../../store/queue-news.ts";
import { emptyFile } from "../../store/temp-folder.ts";
import { clockAt, dispatcherOn, NOW, pass } from "../dispatching.ts";
import { aDestination, aKnowledge, aSignatory } from "../knowledge-fixture.ts";
import { ARENAS, type Arena, CLOSED, type Trouble } from "./arena.ts";

const HOUR = 60 * 60_000;
const latvia = aSignatory("LV", "2018-09-26");
const BEFORE = aKnowledge([latvia]);
const WRONG = aKnowledge([latvia, aSignatory("NO", "2019-06-14")]);
const RIGHT = aKnowledge([latvia, aSignatory("NO", "2019-06-15")]);

const TROUBLES: readonly Trouble[] = [
  "429 with Retry-After",
  "500",
  "502",
  "dropped before it was stored",
  "dropped after it was stored",
  "hangs past the timeout",
  "token revoked",
];

for (const platform of ["slack", "discord"] as const) {
  describe(`mending a post in ${platform}`, () => {
    for (const trouble of TROUBLES) {
      it(`edits it, with one note in its thread: ${trouble}`, { timeout: 60_000 }, async (context) => {
        inMatrix(context, { fault: trouble, where: platform, checked: "a correction: one edit, one note" });
        const arena = await ARENAS[platform]();
        const [channel] = arena.channels;
        await corrected(platform, arena, channel, () => {
          arena.failEdits(trouble, 2);
          arena.fail(trouble, 2, channel);
        });
        const [post, note, ...more] = arena.texts(channel);
        expect([post, note]).toEqual([
          expect.stringContaining("corrected on NO"),
          expect.stringContaining("note en: correction"),
        ]);
        expect(more).toEqual([]);
        await arena.close();
      });
    }

    for (const trouble of [...CLOSED, "earlier post deleted"] as const) {
      it(`gives up, by a named reason, and leaves the post as it was: ${trouble}`, async (context) => {
        const checked = "a correction: edit and note given up, with a reason, the post as it was";
        inMatrix(context, { fault: trouble, where: platform, checked });
        const arena = await ARENAS[platform]();
        const [channel] = arena.channels;
        const dead = await corrected(platform, arena, channel, () => {
          arena.failEdits(trouble, 100);
          arena.fail(trouble, 100, channel);
        });
        expect(arena.texts(channel)).toEqual([expect.not.stringContaining("corrected")]);
        expect(arena.writes(channel)).toBe(trouble === "earlier post deleted" ? 2 : 3);
        expect(dead.map(({ action }) => action.kind).toSorted()).toEqual(["edit", "note"]);
        for (const { state } of dead) expect(state).toMatchObject({ reason: expect.stringMatching(/: \S/) });
        await arena.close();
      });
    }
  });
}

/** A post with a wrong day, and then the right one, with `trouble` in between; gives back what was given up. */
async function corrected(
  platform: string,
  arena: Arena,
  channel: string,
  trouble: () => void,
): Promise<ReadonlyArray<Delivery>> {
  const store = await openStore(await emptyFile());
  const clock = clockAt();
  const dispatcher = dispatcherOn({ platform, store, poster: arena.poster, scheduler: clock });
  const know = async (knowledge: typeof BEFORE) => {
    await queueNews(store, knowledge, [aDestination(platform, channel)], { now: NOW });
    dispatcher.wake();
    await pass(clock, HOUR, dispatcher);
  };
  await know(BEFORE);
  await know(WRONG);
  trouble();
  await know(RIGHT);
  await dispatcher.stop();
  const dead = await store.outbox.inState(["dead"]);
  const unsettled = (await store.outbox.counts()).filter(({ state }) => state !== "sent" && state !== "dead");
  expect(unsettled).toEqual([]);
  await store.close();
  return dead;
}
