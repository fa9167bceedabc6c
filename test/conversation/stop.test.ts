import { expect, it } from "vitest";
import { createRecollection } from "../../adapters/conversation/recollection.ts";
import { startUpkeep } from "../../adapters/conversation/upkeep.ts";
import { createLog } from "../../adapters/log.ts";
import { createConversations } from "../../src/conversation/conversations.ts";
import { aDay } from "../announcements/knowledge-fixture.ts";
import { manualScheduler } from "../announcements/manual-scheduler.ts";
import { allOf } from "../fixtures/all-of.ts";
import { emptyFile } from "../store/temp-folder.ts";
import { aChat, NOW } from "./chat.ts";

const DAY_MS = 24 * 60 * 60_000;
const log = createLog("silent");

it("leaves no timer of conversations behind, though a sweep is under way", async () => {
  const chat = await aChat(await emptyFile());
  const scheduler = manualScheduler(NOW);
  const recollection = createRecollection({
    ...{ store: chat.conversations, conversations: createConversations(), scheduler, log },
  });
  scheduler.step(DAY_MS);
  await recollection.stop();
  expect(scheduler.step(DAY_MS)).toBe(false);
  await chat.close();
});

it("leaves the wishes that nobody was told of yet to the next start", async () => {
  const { store, rollcall, scheduler, services, close } = await aChat(await emptyFile());
  const { curation } = store;
  for (const id of ["q1", "q2", "q3"]) {
    const user = "slack:T1:U0ANN";
    await curation.wish({ id, user, at: NOW, question: "has Norway signed?", language: "en" });
  }
  const told: string[] = [];
  let stop: (stopped: Promise<void>) => void = () => undefined;
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  const upkeep = startUpkeep({
    ...{ current: () => rollcall, curation, retentionMs: DAY_MS, scheduler, log: services.log },
    clock: { now: scheduler.now, today: () => aDay("2026-11-22") },
    teller: () => async (person) => {
      stop(upkeep.stop());
      return told.push(person) > 0;
    },
  });
  upkeep.wishes();
  upkeep.wishes();
  await stopped;
  expect(told).toHaveLength(1);
  expect((await allOf(curation.wishes())).map(({ id }) => id)).toHaveLength(2);
  await close();
});
