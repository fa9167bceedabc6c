import type { ChannelSettingsStore } from "./channel-settings.ts";
import type { Curation } from "./curation.ts";
import type { Installations } from "./installations.ts";
import type { Leases } from "./leases.ts";
import type { LedgerStore } from "./ledger-store.ts";
import type { Memory } from "./memory.ts";
import type { Operator } from "./operator.ts";
import type { Outbox } from "./outbox.ts";
import type { Subscriptions } from "./subscriptions.ts";

/** Everything the bot keeps across restarts. One contract test runs on every kind of store. */
export interface Store {
  readonly ledger: LedgerStore;
  readonly outbox: Outbox;
  readonly leases: Leases;
  readonly memory: Memory;
  readonly subscriptions: Subscriptions;
  readonly operator: Operator;
  readonly installations: Installations;
  readonly channelSettings: ChannelSettingsStore;
  readonly curation: Curation;
  close(): Promise<void>;
}
