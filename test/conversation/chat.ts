import { pino } from "pino";
import { createKnownSettings } from "../../adapters/conversation/channel-settings.ts";
import type { HeardWords } from "../../adapters/platform.ts";
import { createChatServices } from "../../adapters/services.ts";
import type { StoreAddress } from "../../adapters/store/address.ts";
import { openConversations } from "../../adapters/store/open-conversations.ts";
import { openStore } from "../../adapters/store/open-store.ts";
import { createRollcall, type Rollcall } from "../../src/rollcall.ts";
import { aDay } from "../announcements/knowledge-fixture.ts";
import { manualScheduler } from "../announcements/manual-scheduler.ts";
import { realKnowledge } from "../fixtures/knowledge-texts.ts";

export const NOW = 1_790_000_000_000;

interface ChatOptions {
  readonly ratePerMinute?: number;
  readonly keepUnanswered?: boolean;
  readonly withoutConversations?: boolean;
  readonly logLevel?: string;
}

/** The chat services of one process over the real engine and a real store. */
export async function aChat(address: StoreAddress, options: ChatOptions = {}) {
  const store = await openStore(address);
  const lines: string[] = [];
  const log = pino({ level: options.logLevel ?? "silent" }, { write: (line) => void lines.push(line) });
  const scheduler = manualScheduler(NOW);
  const rollcall = await engine();
  const settings = createKnownSettings(store.channelSettings, scheduler, log);
  const conversations = options.withoutConversations ? null : await openConversations(address);
  const { services, stop } = createChatServices({
    ...{
      conversations,
      curation: store.curation,
      subscriptions: store.subscriptions,
      settings,
      log,
      scheduler,
    },
    current: () => rollcall,
    manage: () => null,
    ratePerMinute: options.ratePerMinute ?? 0,
    keepUnanswered: options.keepUnanswered ?? true,
    clock: { now: scheduler.now, today: () => aDay("2026-11-22") },
  });
  return {
    ...{ lines, services, store, scheduler, settings, rollcall, conversations },
    /** Waits for all that is written in the background, and closes both stores. */
    async close() {
      settings.stop();
      await stop();
      await store.close();
    },
  };
}

let built: Promise<Rollcall> | null = null;

/** One engine for all: it is safe to share, and takes a while to build. */
function engine(): Promise<Rollcall> {
  built ??= realKnowledge().then(createRollcall);
  return built;
}

let number = 0;

/** A question of Ann's in a thread, unless `change` says otherwise. */
export function said(text: string, change: Partial<HeardWords> = {}): HeardWords {
  number += 1;
  return {
    ...{ key: `slack:T1:C1:${number}`, conversation: "slack:T1:C1:1", text, address: "asked", channel: "C1" },
    asker: { platform: "slack", workspace: "T1", id: "U0ANN" },
    ...change,
  };
}
