import { pino } from "pino";
import { createAnnouncer } from "../../adapters/announcements/announcer.ts";
import { audienceOf } from "../../adapters/announcements/destinations.ts";
import { startDispatcher } from "../../adapters/announcements/dispatcher.ts";
import { systemScheduler } from "../../adapters/announcements/scheduler.ts";
import { readSettings } from "../../adapters/settings.ts";
import type { StoreAddress } from "../../adapters/store/address.ts";
import { openStore } from "../../adapters/store/open-store.ts";
import { wordNews } from "../../src/wording/word-news.ts";
import type { Ground } from "./ground.ts";
import type { History } from "./history.ts";

const silent = pino({ level: "silent" });

/** A store that knows what was known at first, and that Poland was announced in all channels. */
export async function prepareStore(address: StoreAddress, history: History, ground: Ground): Promise<void> {
  const read = readSettings(ground.environment);
  if ("problems" in read) throw new Error(`The settings are wrong: ${JSON.stringify(read.problems)}`);
  const store = await openStore(address);
  const announcer = createAnnouncer({
    ledger: store.ledger,
    ...audienceOf(read.settings),
    word: wordNews,
    holdMs: 0,
    approval: false,
    scheduler: systemScheduler,
    log: silent,
    queued: () => undefined,
  });
  await announcer.started(history.atFirst);
  await announcer.started(history.withPoland);
  const dispatcher = startDispatcher({
    platform: ground.platform,
    store,
    poster: {
      send: async ({ channel, post }) => ({ kind: "sent", messageId: ground.seed(channel, post.text) }),
      find: async () => ({ kind: "absent" }),
    },
    scheduler: systemScheduler,
    holder: "before",
    log: silent,
  });
  await dispatcher.quiet();
  await dispatcher.stop();
  await announcer.stop();
  await store.close();
}
