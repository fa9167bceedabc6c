import { existsSync } from "node:fs";
import type { StoreAddress } from "./address.ts";
import { createChannelSettings } from "./channel-settings.ts";
import { createCuration } from "./curation.ts";
import { ageOf, type Database, migrate, openDatabase, openDatabaseToRead } from "./database.ts";
import { createInstallations } from "./installations.ts";
import { createLeases } from "./leases.ts";
import { createLedgerStore } from "./ledger-store.ts";
import { createMemory } from "./memory.ts";
import { createOperator } from "./operator.ts";
import { createOutbox } from "./outbox.ts";
import type { Store } from "./store.ts";
import { createSubscriptions } from "./subscriptions.ts";
import { unusable } from "./unusable.ts";
import { createVault, type EncryptionKey } from "./vault.ts";

/** Opens a store, creating folder, file and tables that are missing. What is wrong is told with what to do. */
export async function openStore(address: StoreAddress, keys: readonly EncryptionKey[] = []): Promise<Store> {
  const database = await openDatabase(address).catch((error: unknown) => {
    throw unusable(address, error);
  });
  try {
    await migrate(database);
    return storeOver(database, keys);
  } catch (error) {
    await database.db.destroy();
    throw unusable(address, error);
  }
}

/** Opens a store without ever writing to it; null when there is none yet. */
export async function openStoreToRead(address: StoreAddress): Promise<Store | null> {
  if (address.kind === "file" && !existsSync(address.path)) return null;
  const database = openDatabaseToRead(address);
  try {
    const age = await ageOf(database);
    if (age === "newest") return storeOver(database, []);
    if (age === "older") {
      throw new Error("it is of an older version; npm run store -- migrate brings it up to date");
    }
    await database.db.destroy();
    return null;
  } catch (error) {
    await database.db.destroy();
    throw unusable(address, error);
  }
}

function storeOver({ db, engine }: Database, keys: readonly EncryptionKey[]): Store {
  return {
    ledger: createLedgerStore(db, engine),
    outbox: createOutbox(db),
    leases: createLeases(db),
    memory: createMemory(db),
    subscriptions: createSubscriptions(db, engine),
    operator: createOperator(db, engine),
    installations: createInstallations(db, createVault(keys)),
    channelSettings: createChannelSettings(db),
    curation: createCuration(db),
    close: () => db.destroy(),
  };
}
