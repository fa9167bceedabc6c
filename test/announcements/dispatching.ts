import { onTestFinished } from "vitest";
import {
  type Dispatcher,
  type DispatcherDeps,
  startDispatcher,
} from "../../adapters/announcements/dispatcher.ts";
import type { LeaseTerms } from "../../adapters/announcements/lease-keeper.ts";
import { createLog } from "../../adapters/log.ts";
import type { StoreAddress } from "../../adapters/store/address.ts";
import { openStore } from "../../adapters/store/open-store.ts";
import type { Store } from "../../adapters/store/store.ts";
import { knowledgeOf, queueNews } from "../store/queue-news.ts";
import { emptyFile } from "../store/temp-folder.ts";
import { aDestination } from "./knowledge-fixture.ts";
import { type ManualScheduler, manualScheduler } from "./manual-scheduler.ts";

export const NOW = 1_790_000_000_000;
export const CHANNELS = ["C0000001", "C0000002", "C0000003"];
const destinations = CHANNELS.map((channel) => aDestination("slack", channel));

/** A store in which `posts` pieces of news wait for each of the channels, one after the other. */
export async function queuedStore(posts: number, dueAt = NOW, empty = emptyStore): Promise<Store> {
  const store = await openStore(await empty());
  onTestFinished(() => store.close());
  for (let post = 0; post <= posts; post += 1) await queueMore(store, post, dueAt);
  return store;
}

const emptyStore: () => Promise<StoreAddress> = emptyFile;

/** Queues the post of that number, counted from 1; before it there is only what is adopted. */
export async function queueMore(store: Store, post: number, dueAt = NOW): Promise<void> {
  await queueNews(store, knowledgeOf(post + 1), destinations, { now: NOW, dueAt, apart: true });
}

/** A heartbeat so slow that an hour passes in a few steps. */
const UNHURRIED: LeaseTerms = { lifeMs: 30 * 60_000, beatMs: 10 * 60_000 };

export function dispatcherOn(
  deps: Pick<DispatcherDeps, "store" | "poster" | "scheduler"> & Partial<DispatcherDeps>,
): Dispatcher {
  return startDispatcher({
    platform: "slack",
    holder: "first",
    log: createLog("silent"),
    terms: UNHURRIED,
    ...deps,
  });
}

export function clockAt(now = NOW): ManualScheduler {
  return manualScheduler(now);
}

/** Lets `ms` pass: each timer runs in its turn, once all that was begun before it is done. */
export async function pass(
  clock: ManualScheduler,
  ms: number,
  ...dispatchers: readonly Dispatcher[]
): Promise<void> {
  const end = clock.now() + ms;
  const quiet = () => Promise.all(dispatchers.map((dispatcher) => dispatcher.quiet()));
  await quiet();
  while (clock.step(end - clock.now())) await quiet();
}
