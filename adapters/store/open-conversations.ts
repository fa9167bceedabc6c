import { basename, dirname, join } from "node:path";
import type { StoreAddress } from "./address.ts";
import { CONVERSATION_MIGRATIONS, type ConversationSchema } from "./conversation-schema.ts";
import { type ConversationStore, createConversationStore } from "./conversation-store.ts";
import { migrate, openDatabase } from "./database.ts";
import { unusable } from "./unusable.ts";

/**
 * Opens what is remembered of conversations: beside the store, in a file of its own, so that no answer waits for
 * the outbox; in the same database where the store is PostgreSQL.
 */
export async function openConversations(store: StoreAddress): Promise<ConversationStore> {
  const address = besides(store);
  const database = await openDatabase(address, "crash").catch((error: unknown) => {
    throw unusable(address, error);
  });
  try {
    await migrate(database, CONVERSATION_MIGRATIONS);
    return createConversationStore(database.db.withTables<ConversationSchema>());
  } catch (error) {
    await database.db.destroy();
    throw unusable(address, error);
  }
}

/** `data/rollcall.db` has `data/rollcall-conversations.db` beside it. */
function besides(store: StoreAddress): StoreAddress {
  if (store.kind !== "file") return store;
  const name = basename(store.path).replace(/\.db$/, "");
  return { kind: "file", path: join(dirname(store.path), `${name}-conversations.db`) };
}
