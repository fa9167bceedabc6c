import { rmSync, writeFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { startDispatcher } from "../../../adapters/announcements/dispatcher.ts";
import { systemScheduler } from "../../../adapters/announcements/scheduler.ts";
import { createLog } from "../../../adapters/log.ts";
import { storeIn } from "../../../adapters/store/address.ts";
import { openStore } from "../../../adapters/store/open-store.ts";
import type { Store } from "../../../adapters/store/store.ts";
import type { Poster } from "../../../src/announcements/poster.ts";
import { knowledgeOf, queueNews } from "../../store/queue-news.ts";
import { aDestination } from "../knowledge-fixture.ts";
import { type MemoryPlatform, memoryPlatform } from "../memory-platform.ts";

const CHANNELS = ["C0ONE", "C0TWO"].map((channel) => aDestination("slack", channel));
const [, , folder = "", mode = ""] = process.argv;

/** Lives on a small disk that `mode` does something to, and tells as JSON what came of it. */
async function main(): Promise<object> {
  const store = await openStore(storeIn(folder)).catch((error: Error) => error);
  if (store instanceof Error) return { refused: store.message };
  if (mode === "dispatch") {
    await know(store, 2);
    return dispatched(store, memoryPlatform());
  }
  await know(store, 1);
  if (mode === "adopt") return store.close().then(() => ({}));
  fill();
  const refused = await know(store, 2).then(
    () => "written",
    (error: Error) => error.message,
  );
  empty();
  await know(store, 2);
  const platform = memoryPlatform();
  return { refused, ...(await dispatched(store, platform, fullWhileSending(platform))) };
}

function know(store: Store, countries: number) {
  return queueNews(store, knowledgeOf(countries), CHANNELS, { now: Date.now() });
}

/** Brings all there is to the platform, until nothing is left to do. */
async function dispatched(store: Store, platform: MemoryPlatform, poster: Poster = platform) {
  const dispatcher = startDispatcher({
    ...{ platform: "slack", store, poster, scheduler: systemScheduler, holder: "one" },
    ...{ log: createLog("silent"), terms: { lifeMs: 900, beatMs: 100 } },
  });
  const isDone = async () => (await store.outbox.inState(["sent"])).length === CHANNELS.length;
  for (let tries = 0; tries < 600 && !(await isDone()); tries += 1) await pause(100);
  await dispatcher.stop();
  const counts = await store.outbox.counts();
  await store.close();
  return { posted: CHANNELS.map(({ channel }) => platform.references(channel).length), counts };
}

/** The disk is full when a post was taken and its outcome is to be written, and empty a second later. */
function fullWhileSending(platform: MemoryPlatform): Poster {
  return {
    ...platform,
    async send(dispatch) {
      const outcome = await platform.send(dispatch);
      fill();
      setTimeout(empty, 1_000);
      return outcome;
    },
  };
}

function fill(): void {
  for (let size = 1 << 20; size >= 1; size >>= 1) {
    try {
      for (;;) writeFileSync(`${folder}/filler`, Buffer.alloc(size), { flag: "a" });
    } catch {
      // Full for pieces of this size: smaller ones may still fit.
    }
  }
}

function empty(): void {
  rmSync(`${folder}/filler`, { force: true });
}

process.stdout.write(`${JSON.stringify(await main())}\n`);
